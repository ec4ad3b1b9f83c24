"""No personal data of others in an answer."""

from domain.checklist import privacy
from domain.terms import Advised
from tests.domain.checklist.drafts import answer


def test_data_is_told_of_and_not_repeated() -> None:
    """Kind and place are said; the data itself stands neither in the explanation nor among what was seen."""
    text = "Соседка из кв. 15 (тел. +7 914 123-45-67, n.15@example.org) подтвердила."
    advice = privacy.check(answer(text))
    assert advice.advised is Advised.DOUBT
    assert [text[item.start : item.end] for item in advice.seen] == ["кв. 15", "+7 914 123-45-67", "n.15@example.org"]
    said = advice.explanation + "".join(item.words for item in advice.seen)
    assert all(kind in said for kind in ("адрес с квартирой", "мобильный телефон", "электронная почта"))
    assert not any(data in said for data in ("914", "123-45", "example", "кв. 15"))


def test_an_office_may_be_named() -> None:
    """The telephone of a dispatcher is what people need."""
    assert privacy.check(answer("Телефон диспетчера: 8 (42735) 2-00-00.")).advised is Advised.OK
