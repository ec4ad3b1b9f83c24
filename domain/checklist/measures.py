"""Measures and their day: what is done, by when; and for a repeat, what was done already or how far it is (R18)."""

import re

from domain.checklist import dates
from domain.checklist.advice import Advice, Answer, Fragment, doubt, ok, quoted

_DONE = re.compile(
    r"(?<!\w)(?:устранен\w{0,2}|устранён|устранил\w?|отремонтирова\w{1,4}|заменен\w{0,2}|заменён|заменил\w?|"
    r"выполнен\w{0,2}|выполнил\w?|сделан\w{0,2}|сделал\w?|проведен\w{0,2}|проведён|провел\w?|провёл|"
    r"восстановлен\w{0,2}|восстановил\w?|установлен\w{0,2}|установил\w?|очищен\w{0,2}|очистил\w?|убран\w{0,2}|убрал\w?|"
    r"вывезен\w{0,2}|вывезли|исправлен\w{0,2}|исправил\w?|завершен\w{0,2}|завершён|завершил\w?|"
    r"обследован\w{0,2}|обследовал\w?|проверен\w{0,2}|проверил\w?|засыпан\w{0,2}|засыпал\w?|покрашен\w{0,2}|"
    r"починен\w{0,2}|починил\w?|подключен\w{0,2}|подключил\w?|принят\w{0,2}\s{1,3}мер\w{1,2}|выдано\s{1,3}предписание)(?!\w)",
    re.IGNORECASE,
)
_GOING_ON = re.compile(
    r"(?<!\w)(?:вед[её]тся|ведутся|проводится|проводятся|выполняется|выполняются|ремонтируется|ремонтируют|"
    r"продолжается|продолжаются|рассматривается|рассматриваем|готовится|готовятся|ожида(?:ем|ется)|заказан\w{0,2}|"
    r"заключ(?:ен|ён|или|ают|аем)\s{1,3}(?:договор|контракт)|направлен\w{0,2}\s{1,3}(?:заявка|запрос|подрядчик\w{0,2})|"
    r"включен\w{0,2}\s{1,3}в\s{1,3}план|включён\s{1,3}в\s{1,3}план|определ[её]н\w{0,2}\s{1,3}подрядчик|выехал\w?)(?!\w)",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"(?<!\w)(?:ремонт\w{0,5}|отремонтиру\w{1,3}|замен\w{1,4}|почин\w{1,3}|устран\w{1,5}|восстанов\w{1,5}|провер\w{1,5}|"
    r"обслед\w{1,6}|установ\w{1,4}|убер\w{1,3}|уборк\w{1,2}|вывез\w{1,3}|вывоз\w{0,2}|очист\w{1,4}|работ\w{1,3}|"
    r"засыпл\w{1,2}|отсып\w{1,4}|подключ\w{1,5}|подадут|подадим|выйдет|выйдут|выедет|выедут|сделаем|сделают|"
    r"проведем|проведём|проведут|выполнят|выполним|приступ\w{1,3}|начн\w{1,3})(?!\w)",
    re.IGNORECASE,
)


def check(answer: Answer) -> Advice:
    """Say which measure and which day the answer names."""
    seen = _measures(answer)
    if not seen:
        return doubt("Не видно, что сделано или будет сделано")
    days = [answer.fragment(day.start, day.end) for day in dates.find(answer.text, answer.on, answer.working_days)]
    if not days:
        return doubt(f"Мера названа ({quoted(seen)}), а день — нет", seen)
    return ok(f"Названы мера ({quoted(seen, 1)}) и срок ({quoted(days, 1)})", (*seen, *days))


def check_progress(answer: Answer) -> Advice:
    """Say whether the answer to a repeat tells of measures taken, or of progress; a plan alone is neither."""
    done = [answer.fragment(*match.span()) for match in _DONE.finditer(answer.text)]
    if done:
        return ok(f"Сказано, что сделано: {quoted(done)}", done)
    going_on = [answer.fragment(*match.span()) for match in _GOING_ON.finditer(answer.text)]
    if going_on:
        return ok(f"Сказано, как идёт работа: {quoted(going_on)}", going_on)
    return doubt("Сообщение повторное, а в ответе не видно ни принятых мер, ни хода рассмотрения")


def _measures(answer: Answer) -> list[Fragment]:
    found = (pattern.finditer(answer.text) for pattern in (_DONE, _GOING_ON, _PLANNED))
    return [answer.fragment(*match.span()) for matches in found for match in matches]
