"""Promises with a day, and those without one: what the author will wait for."""

from dataclasses import dataclass
from datetime import date

from domain.checklist import dates
from domain.checklist.advice import Advice, Answer, Fragment, doubt, not_applicable, ok, quoted
from domain.checklist.language import any_of, sentences

_WILL = any_of(r"""
    буд(?:ет|ут|ем) планиру\w{1,4} запланирован\w{0,2} намечен\w{0,2} предусмотрен\w{0,2} включ[её]н\w{0,2} обяза\w{1,4}
    долж(?:ен|на|но|ны) постараемся (?:от)?ремонтиру(?:ем|ют|ет) почин(?:им|ят|ит) замен(?:им|ят|ит) устран(?:им|ят|ит)
    восстанов(?:им|ят|ит) установ(?:им|ят|ит) заверш(?:им|ат|ит) законч(?:им|ат|ит) сдела(?:ем|ют|ет) выполн(?:им|ят|ит)
    провед(?:[её]м|ут|[её]т) произвед(?:[её]м|ут|[её]т) провер(?:им|ят|ит) обслед(?:уем|уют|ует) выйд(?:ем|ут|ет)
    выед(?:ем|ут|ет) начн(?:[её]м|ут|[её]т) приступ(?:им|ят|ит) убер(?:[её]м|ут|[её]т) вывез(?:ем|ут|ет)
    очист(?:им|ят|ит) засып(?:лем|лют|лет) отсып(?:лем|лют|лет) залата(?:ем|ют|ет) покрас(?:им|ят|ит)
    подключ(?:им|ат|ит) (?:по)?дад(?:им|ут) верн(?:[её]м|ут|[её]т)
    сообщ(?:им|ат|ит) проинформиру(?:ем|ют|ет) направ(?:им|ят|ит) ответ(?:им|ят|ит)
""")
_VAGUE = any_of(r"""
    в_ближайшее_время в_ближайшем_будущем в_кратчайшие_сроки в_скором_времени как_можно_(?:скорее|быстрее)
    по_мере_(?:возможности|поступления|финансирования) при_(?:наличии|поступлении)_(?:средств|финансирования)
    сообщ(?:им|ат)_(?:дополнительно|позднее|позже)
""")


@dataclass(frozen=True)
class Promise:
    """What is promised, in the words of the sentence, and for which day."""

    seen: Fragment
    on: date


def promises(answer: Answer) -> tuple[Promise, ...]:
    """List the promises that name a day, today or later; whether one is watched, a person decides."""
    found: list[Promise] = []
    days = dates.find(answer.text, answer.on, answer.working_days)
    for start, end in sentences(answer.text):
        if _WILL.search(answer.text, start, end):
            meant = [day for day in days if start <= day.start < end and day.on >= answer.on]
            found += [Promise(answer.fragment(start, end), day.on) for day in meant]
    return tuple(dict.fromkeys(found))


def check(answer: Answer) -> Advice:
    """Say which promises name their day, and which leave the author to wait."""
    vague = [answer.fragment(*match.span()) for match in _VAGUE.finditer(answer.text)]
    if vague:
        return doubt(f"Обещано без срока: {quoted(vague)}", vague)
    dated = promises(answer)
    if dated:
        days = ", ".join(dict.fromkeys(f"{item.on:%d.%m.%Y}" for item in dated))
        return ok(f"Обещано к сроку: {days}", [item.seen for item in dated])
    if (match := _WILL.search(answer.text)) is not None:
        seen = [answer.fragment(*match.span())]
        return doubt(f"Обещание без дня: {quoted(seen)}", seen)
    return not_applicable("Обещаний не видно")
