"""The first file of a regulation, made of the answers; whatever they are, it is a file that the program accepts."""

from domain.terms import Outcome, Role
from ops.regulation_new import about_the_act as act
from ops.regulation_new import about_the_answer as asked
from ops.regulation_new import about_the_end as end
from ops.regulation_new.answers import Answer, Answers, is_absent
from ops.regulation_new.citing import cited, number
from ops.regulation_new.first_flow import write_flow
from ops.regulation_new.kinds import Item, Reminding
from ops.regulation_new.service_time import intervals
from ops.regulation_new.toml import Page, Value

_TITLE = "ответы на сообщения в социальных сетях"
_FEDERAL_LAW = "59-ФЗ"
_HOW_TO_READ = (
    "Как читать файл:",
    "  clause       — пункт акта, на котором держится значение;",
    "  quote        — несколько слов акта, которые можно понять по-разному (впишите сами, где нужно);",
    "  reading      — как они поняты; здесь — что взято обычное и по акту не проверено;",
    "  confirmed_by — кто в муниципалитете это подтвердил; пусто — ещё никто.",
)


def first_file(answers: Answers) -> str:
    """Write the file."""
    page = Page()
    page.comment(f"{answers.of(act.MUNICIPALITY).value}: {_TITLE}. Первый файл, составлен по ответам на вопросы.")
    page.remark("")
    for line in _HOW_TO_READ:
        page.remark(line)
    page.comment("Описание всех ключей: docs/regulation-format.md. Проверить: otklik regulation check ФАЙЛ.")
    _write_act(page, answers)
    _write_time(page, answers)
    _write_people(page, answers)
    _write_grounds(page, answers)
    _write_reports(page, answers)
    write_flow(page, answers)
    unchecked = [name for name, answer in answers.given.items() if answer.usual and is_absent(answer.said)]
    if unchecked:
        page.space()
        page.comment(f"По акту не проверено, взято обычное «нет» (вопросы): {', '.join(unchecked)}.")
    return page.text()


def _write_act(page: Page, answers: Answers) -> None:
    signed, effective = answers.of(act.DATE).value, answers.of(act.EFFECTIVE).value
    page.space()
    page.keys(
        {
            "format": 1,
            "id": answers.of(act.ID).value,
            "version": "draft" if signed is None else signed.isoformat(),
            "status": answers.of(act.STATUS).value.value,
            "title": f"{answers.of(act.MUNICIPALITY).value}: {_TITLE}",
        }
    )
    if effective is None:
        page.comment("effective_from = ГГГГ-ММ-ДД — день вступления в силу; пока не назван.")
    else:
        page.keys({"effective_from": effective})
    if answers.of(act.STATUS).usual:
        page.comment('Взято, что акт действует; у проекта status = "draft".')
    page.table(
        "[act]", {"issuer": answers.of(act.ISSUER).value, "number": answers.of(act.NUMBER).value, "date": signed}
    )
    networks = answers.of(act.NETWORKS)
    page.table(
        "[scope]",
        {**cited(networks), "networks": [network.value for network in networks.value]},
        "Где пишут люди. Сообщение с другой площадки не принимается.",
    )


def _write_time(page: Page, answers: Answers) -> None:
    asked = answers.found(act.TIMEZONE, act.DAYS, act.HOURS, act.LUNCH, act.FRIDAY)
    usual = ", ".join(f"«{answer.said}»" for answer in asked if answer.usual)
    reading = f"Взято обычное: {usual}." if usual else "Названо при составлении файла; в акте часов службы обычно нет."
    page.table(
        "[calendar]",
        {"timezone": answers.of(act.TIMEZONE).value, "reading": reading, "confirmed_by": ""},
        "Часы службы. Перерыв в рабочее время не входит; праздники и переносы берутся из производственного календаря.",
    )
    hours, lunch = answers.of(act.HOURS).value, answers.of(act.LUNCH).value
    friday = answers.value(act.FRIDAY, None) or hours
    days = answers.of(act.DAYS).value
    page.table("[calendar.week]", {day: intervals(friday if day == "fri" else hours, lunch) for day in days})
    page.table(
        "[lateness]",
        {
            "rule": "service",
            "reading": "Взято обычное: ровно в срок и в перерыв сразу после срока — вовремя, после закрытия — поздно.",
            "confirmed_by": "",
        },
        "Когда действие опоздало. Другие ответы — в docs/regulation-format.md.",
    )
    for number_, reminding in enumerate(answers.of(end.REMINDERS).value):
        page.table("[[reminders]]", _reminder(reminding), "" if number_ else "Когда напоминать о сроке.")


def _write_people(page: Page, answers: Answers) -> None:
    for number_, item in enumerate(answers.of(act.AUTHORITIES).value):
        remark = "" if number_ else "Органы, которые отвечают; людей здесь не называют."
        page.table("[[authorities]]", {"id": item.id, "title": item.title}, remark)
    offices: tuple[tuple[Role, Answer[str] | Answer[str | None]], ...] = (
        (Role.MONITORING, answers.of(act.MONITORING)),
        (Role.COORDINATOR, answers.of(act.COORDINATOR)),
        (Role.EXECUTOR, answers.of(act.EXECUTOR)),
        *((Role.REVIEWER, office) for office in answers.found(asked.REVIEWER)),
        (Role.HEAD, answers.of(act.HEAD)),
    )
    for role, office in offices:
        if office.value is not None:
            page.table("[[roles]]", {"role": role.value, "title": office.value, **cited(office)})


def _write_grounds(page: Page, answers: Answers) -> None:
    lists = ((Outcome.REFUSED, end.REFUSED), (Outcome.NO_ANSWER, end.NO_ANSWER))
    for outcome, question in lists:
        answer = answers.of(question)
        for item in answer.value:
            page.table("[[grounds]]", _ground(item, outcome, answer))
    appeal = answers.of(end.APPEAL)
    if appeal.value:
        item = Item("formal-appeal", "Признаки обращения гражданина по 59-ФЗ")
        keys = _ground(item, Outcome.CONVERTED, appeal, clause=appeal.clause or _FEDERAL_LAW)
        page.table("[[grounds]]", keys, "Сообщение становится официальным обращением; решает человек.")


def _ground(
    item: Item, outcome: Outcome, *answers: Answer[tuple[Item, ...]] | Answer[bool], clause: str | None = None
) -> dict[str, Value | None]:
    return {"id": item.id, "title": item.title, "outcome": outcome.value, **cited(*answers, clause=clause)}


def _write_reports(page: Page, answers: Answers) -> None:
    repeats, significant, day = (
        answers.of(end.REPEATS),
        answers.of(end.SIGNIFICANT),
        answers.of(end.PERIODIC),
    )
    if repeats.value:
        page.table(
            "[repeats]",
            {**cited(repeats), "must_contain": [item.title for item in repeats.value]},
            "Что должно быть в ответе на повторное сообщение.",
        )
    if significant.value is not None:
        keys: dict[str, Value | None] = {"by": "coordinator", "to": significant.value, **cited(significant)}
        page.table("[significant]", keys, "Доклад о социально значимом: координатор докладывает сразу.")
    if day.value is not None:
        page.table(
            "[[periodic]]",
            {
                "name": "month",
                "title": "Итоги месяца",
                "actor": "coordinator",
                "working_day": day.value,
                **cited(day),
            },
            "Ежемесячный отчёт.",
        )


def _reminder(item: Reminding) -> dict[str, Value | None]:
    if item.amount is None:
        return {"share": item.share}
    return {"amount": number(item.amount), "unit": item.amount.unit.value}
