"""Where a page of the list ended, as text that clients hand back unread."""

import base64

from pydantic import BaseModel, ConfigDict

from db.columns import Instant
from domain.errors import InvalidInput
from domain.text import Identifier
from domain.validation import FieldError


class BadCursor(InvalidInput, ValueError):
    """A cursor that no page of ours ended with."""

    def __init__(self) -> None:
        message = "не курсор этого списка; возьмите next_cursor из ответа"
        super().__init__(f"Поле cursor: {message}", errors=(FieldError("cursor", message),))


class Cursor(BaseModel):
    """The place of a page's last message in the queue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    queue_at: Instant
    id: Identifier

    def written(self) -> str:
        """Write it in characters that a URL takes as they are."""
        return base64.urlsafe_b64encode(self.model_dump_json().encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Read it back; raises BadCursor."""
        try:
            padded = text + "=" * (-len(text) % 4)
            return cls.model_validate_json(base64.b64decode(padded, altchars=b"-_", validate=True))
        except ValueError as error:  # pydantic's and base64's errors are of this kind too
            raise BadCursor from error
