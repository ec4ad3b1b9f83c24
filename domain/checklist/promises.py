"""Promises with a day, and those without one: what the author will wait for."""

import re
from dataclasses import dataclass
from datetime import date

from domain.checklist import dates
from domain.checklist.advice import Advice, Answer, Fragment, doubt, not_applicable, ok, quoted
from domain.checklist.language import sentences

_WILL = re.compile(
    r"(?<!\w)(?:буд(?:ет|ут|ем)|планиру\w{1,4}|запланирован\w{0,2}|намечен\w{0,2}|предусмотрен\w{0,2}|обяза\w{1,4}|"
    r"включен\w{0,2}|включён|долж(?:ен|на|но|ны)|постараемся|"
    r"(?:от)?ремонтиру(?:ем|ют|ет)|почин(?:им|ят|ит)|замен(?:им|ят|ит)|устран(?:им|ят|ит)|восстанов(?:им|ят|ит)|"
    r"заверш(?:им|ат|ит)|законч(?:им|ат|ит)|установ(?:им|ят|ит)|убер(?:[её]м|ут|[её]т)|провед(?:[её]м|ут|[её]т)|"
    r"выполн(?:им|ят|ит)|сдела(?:ем|ют|ет)|сообщ(?:им|ат|ит)|проинформиру(?:ем|ют|ет)|направ(?:им|ят|ит)|"
    r"ответ(?:им|ят|ит)|подад(?:им|ут)|произвед(?:[её]м|ут|[её]т)|отсып(?:лем|лют|лет)|очист(?:им|ят|ит)|"
    r"покрас(?:им|ят|ит)|верн(?:[её]м|ут|[её]т)|провер(?:им|ят|ит)|вывез(?:ем|ут|ет)|"
    r"залата(?:ем|ют|ет)|засып(?:лем|лют|лет)|подключ(?:им|ат|ит)|выйд(?:ем|ут|ет)|выед(?:ем|ут|ет)|"
    r"нач(?:н[её]м|нут|н[её]т)|приступ(?:им|ят|ит)|обслед(?:уем|уют|ует))(?!\w)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?<!\w)в\s{1,3}(?:ближайшее\s{1,3}время|кратчайшие\s{1,3}сроки|скором\s{1,3}времени|ближайшем\s{1,3}будущем)"
    r"|(?<!\w)по\s{1,3}мере\s{1,3}(?:возможности|поступления|финансирования)"
    r"|(?<!\w)при\s{1,3}(?:наличии|поступлении)\s{1,3}(?:средств|финансирования)"
    r"|(?<!\w)сообщ(?:им|ат)\s{1,3}(?:дополнительно|позднее|позже)|(?<!\w)как\s{1,3}можно\s{1,3}(?:скорее|быстрее)",
    re.IGNORECASE,
)


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
