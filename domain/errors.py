"""The errors of the domain, one small tree; HTTP codes are chosen only in ``api/``.

::

    OtklikError
    ├── WorkingTimeError            domain.worktime: naive times, unknown years, malformed amounts
    ├── RegulationError             domain.regulation: a file that cannot be used
    ├── UnknownRegulationError      domain.regulation: no such id or version is loaded
    ├── RepeatedVersionError        domain.regulation: two files give one version
    ├── UnknownFormError            another version of the program wrote what this one cannot read
    └── Refusal                     a command or an intake that is not accepted; nothing has changed
        ├── InvalidInput            a value is wrong
        ├── WrongRole               this person may not do that
        ├── NotVisible              another authority's message: for this person it does not exist
        ├── WrongState              not now
        ├── ForbiddenByRegulation   the regulation forbids it
        ├── CommandReused           the command_id was used for another command
        └── Outdated                somebody else has changed it meanwhile
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from domain.validation import FieldError


class OtklikError(Exception):
    """Anything that this project raises on purpose."""


class UnknownFormError(OtklikError):
    """What another version of the program wrote, in a form that this one does not know."""


class Refusal(OtklikError):
    """A command or an intake that is not accepted; ``detail`` says why in Russian, ``clause`` what forbids it."""

    code: ClassVar[str] = "refused"

    def __init__(self, detail: str, *, clause: str | None = None, errors: Sequence[FieldError] = ()) -> None:
        """Say why, by which clause, and which fields are wrong."""
        self.detail = detail
        self.clause = clause
        self.errors = tuple(errors)
        super().__init__(detail)

    def as_details(self) -> dict[str, Any]:
        """Plain data for the journal and for the wire."""
        errors = [{"field": item.field, "message": item.message} for item in self.errors]
        return {"code": self.code, "detail": self.detail, "clause": self.clause, "errors": errors}


class InvalidInput(Refusal):
    """A value is wrong; ``errors`` names each field."""

    code = "invalid_input"


class WrongRole(Refusal):
    """The person holds no role that may do this."""

    code = "wrong_role"


class NotVisible(Refusal):
    """The message belongs to another authority or regulation."""

    code = "not_visible"


class WrongState(Refusal):
    """The message is not at that step."""

    code = "wrong_state"


class ForbiddenByRegulation(Refusal):
    """The regulation does not allow it; ``clause`` says where."""

    code = "forbidden_by_regulation"


class CommandReused(Refusal):
    """The same ``command_id`` came with another payload."""

    code = "command_reused"


class Outdated(Refusal):
    """The change was made to a version that is no longer the newest."""

    code = "outdated"


REFUSALS: Mapping[str, type[Refusal]] = {
    kind.code: kind
    for kind in (
        InvalidInput,
        WrongRole,
        NotVisible,
        WrongState,
        ForbiddenByRegulation,
        CommandReused,
        Outdated,
        Refusal,
    )
}


def refusal_from(details: Mapping[str, Any]) -> Refusal:
    """Rebuild a refusal that crossed the wire as ``as_details``."""
    errors = [FieldError(item["field"], item["message"]) for item in details.get("errors", ())]
    kind = REFUSALS.get(str(details.get("code")), Refusal)
    return kind(str(details.get("detail")), clause=details.get("clause"), errors=errors)


def wrong_field(field: str, message: str, *, clause: str | None = None) -> InvalidInput:
    """Refuse one field."""
    return InvalidInput(f"Поле {field}: {message}", clause=clause, errors=(FieldError(field, message),))
