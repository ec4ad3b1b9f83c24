"""Links from one message to another: ``repeat_of`` names an earlier message of the same regulation (R18)."""

from api.cases import is_message_id
from api.context import Context
from api.errors import NotFoundError, UnavailableError
from domain.errors import wrong_field

_FIELD = "repeat_of"


async def check_repeat(context: Context, earlier_id: str | None, regulation: str, own_id: str) -> None:
    """Raise InvalidInput where a message repeats none of its regulation; a link that nobody can check is taken."""
    if earlier_id is None:
        return
    if earlier_id == own_id:
        raise wrong_field(_FIELD, "сообщение не может повторять само себя")
    if not (is_message_id(earlier_id) and await _is_known(context, earlier_id, regulation)):
        raise wrong_field(_FIELD, "идентификатор известного сообщения того же регламента; такого сообщения нет")


async def _is_known(context: Context, message_id: str, regulation: str) -> bool:
    """Whether there is such a message; the read model may not have heard of one that came a moment ago."""
    try:
        row = await context.read_model.message(message_id)
        known = row.regulation if row else (await context.gateway.status(message_id)).regulation
    except NotFoundError:
        return False
    except UnavailableError:
        return True
    return known == regulation
