"""Measures and their day: what is done, by when; and for a repeat, what was done already or how far it is (R18)."""

from domain.checklist import dates
from domain.checklist.advice import Advice, Answer, Fragment, doubt, ok, quoted
from domain.checklist.language import any_of

_DONE = any_of(r"""
    устранен\w{0,2} устранён устранил\w? отремонтирова\w{1,4} починен\w{0,2} починил\w? исправлен\w{0,2} исправил\w?
    заменен\w{0,2} заменён заменил\w? восстановлен\w{0,2} восстановил\w? установлен\w{0,2} установил\w? поставил\w?
    выполнен\w{0,2} выполнил\w? сделан\w{0,2} сделал\w? завершен\w{0,2} завершён завершил\w?
    проведен\w{0,2} проведён провел\w? провёл обследован\w{0,2} обследовал\w? проверен\w{0,2} проверил\w?
    очищен\w{0,2} очистил\w? почистил\w? убран\w{0,2} убрал\w? вывезен\w{0,2} вывезли спилен\w{0,2} спилил\w?
    засыпан\w{0,2} засыпал\w? отсыпан\w{0,2} отсыпал\w? покрашен\w{0,2} покрасил\w? привез\w{1,3} доставлен\w{0,2}
    подключен\w{0,2} подключил\w? отключен\w{0,2} отключил\w? включили дали подали
    принят\w{0,2}_мер\w{1,2} выдано_предписание составлен\w{0,2}_акт
""")
_GOING_ON = any_of(r"""
    вед[её]тся ведутся проводится проводятся выполняется выполняются продолжается продолжаются работа(?:ет|ют)_бригад\w
    ремонтируется ремонтиру(?:ют|ем) меня(?:ет|ют|ем) чин(?:ит|ят|им) устраня(?:ет|ют|ем) восстанавлива(?:ет|ют|ем)
    убира(?:ет|ют|ем) очища(?:ет|ют|ем) вывоз(?:ит|ят|им) выехал\w?
    рассматривается рассматриваем готовится готовятся ожида(?:ем|ется) заказан\w{0,2} включ[её]н\w{0,2}_в_план
    заключ(?:[её]н|или|ают|аем)_(?:договор|контракт) определ[её]н\w{0,2}_подрядчик
    направлен\w{0,2}_(?:заявка|запрос|подрядчик\w{0,2})
""")
_PLANNED = any_of(r"""
    ремонт\w{0,5} отремонтиру\w{1,3} почин\w{1,3} замен\w{1,4} устран\w{1,5} восстанов\w{1,5} установ\w{1,4}
    провер\w{1,5} обслед\w{1,6} убер\w{1,3} уборк\w{1,2} вывез\w{1,3} вывоз\w{0,2} очист\w{1,4} работ\w{1,3}
    засыпл\w{1,2} отсып\w{1,4} подключ\w{1,5} (?:по)?дадут (?:по)?дадим выед(?:ем|ет|ут) выйд(?:ем|ет|ут)
    сделаем сделают провед(?:[её]м|ут) выполн(?:им|ят) приступ\w{1,3} начн\w{1,3}
""")


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
