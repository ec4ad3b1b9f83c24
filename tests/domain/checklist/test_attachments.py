"""What the text says is attached."""

import pytest

from domain.checklist import attachments
from domain.terms import Advised
from tests.domain.checklist.drafts import answer, told


@pytest.mark.parametrize("text", ["Фото прилагаем.", "Акт во вложении", "На фото видно покрытие", "См. фото"])
def test_what_is_named_is_attached(text: str) -> None:
    """Named and attached is right; named alone is doubted, and the words are shown."""
    assert attachments.check(answer(text, attachments=1)).advised is Advised.OK
    advised, seen = told(attachments.check(answer(text)))
    assert advised is Advised.DOUBT
    assert len(seen) == 1


def test_what_is_not_named_may_be_attached() -> None:
    """Photos that the text does not speak of are welcome; where there are none, nothing is judged."""
    assert attachments.check(answer("Фонарь заменили.", attachments=2)).advised is Advised.OK
    assert attachments.check(answer("Фонарь заменили.")).advised is Advised.NOT_APPLICABLE


def test_what_is_denied_is_not_named() -> None:
    """«We attach no photo» names none."""
    assert attachments.check(answer("Фото не прилагаем: работы ещё идут.")).advised is Advised.NOT_APPLICABLE
