"""The procedure of a first file: its steps, its stages and its limits."""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.terms import EventKind
from ops.regulation_new import about_the_act as act
from ops.regulation_new import about_the_answer as asked
from ops.regulation_new import about_the_end as end
from ops.regulation_new.about_the_end import Asking
from ops.regulation_new.answers import Answer, Answers
from ops.regulation_new.citing import cited, clause_of, number, timed
from ops.regulation_new.toml import Page, Value

Keys = dict[str, Value | None]
_WHOLE = "overall"


def write_flow(page: Page, answers: Answers) -> None:
    """Write the only procedure; another one can be added by hand."""
    page.table(
        "[[flows]]",
        {"id": "main", "title": "Общий порядок", "clause": clause_of(*answers.found(asked.OVERALL, act.COORDINATOR))},
        "Порядок работы. Шага, о котором таблицы нет, в этом порядке не бывает.",
    )
    for header, keys, remark in _steps(answers):
        page.table(f"[flows.{header}]", keys, remark)
    for keys in _stages(answers):
        page.table("[[flows.stages]]", keys)
    publisher = answers.of(end.PUBLISHER)
    page.table("[flows.completion]", {"command": "publish", "by": publisher.value.value, **cited(publisher)})
    for remark, keys in _limits(answers):
        page.table("[[flows.limits]]", keys, remark)


def _steps(answers: Answers) -> Iterator[tuple[str, Keys, str]]:
    resolution, decline = answers.of(asked.RESOLUTION), answers.of(asked.DECLINE)
    if resolution.value:
        yield "resolution", cited(resolution), "Сообщение сначала идёт главе на резолюцию."
    routing = answers.found(asked.ROUTE, act.COORDINATOR)
    yield "routing", cited(clause=clause_of(*routing)), "Направление в орган."
    if decline.value is not None:
        keys: Keys = {"then": decline.value, "reason_required": answers.of(asked.DECLINE_REASON).value}
        yield "decline", {**keys, **cited(decline)}, "Исполнитель возвращает чужой вопрос."
    drafting = clause_of(*answers.found(asked.DRAFT, act.EXECUTOR))
    rework = clause_of(*answers.found(asked.REWORK, asked.DRAFT, act.EXECUTOR))
    yield "drafting", {**cited(clause=drafting), "rework_clause": rework}, "Подготовка и доработка проекта."
    interim, clarification = answers.of(end.INTERIM), answers.of(end.ASKING)
    if interim.value:
        yield "interim", cited(interim), "Право на промежуточный ответ."
    if clarification.value is not Asking.NO:
        placed_by = answers.of(end.PUBLISHER).value.value
        remark = "Вопрос автору: идёт тем же путём, что и ответ."
        yield "clarification", {"placed_by": placed_by, **cited(clarification)}, remark


def _stages(answers: Answers) -> Iterator[Keys]:
    stages = answers.of(asked.STAGES)
    for number_, stage in enumerate(stages.value, start=1):
        by, within = answers.of(asked.stage_by(number_)), answers.of(asked.stage_within(number_))
        yield {
            "id": stage.id,
            "title": stage.title,
            "decided_by": by.value.role.value,
            "outside": True if by.value.outside else None,
            "return_clause": clause_of(*answers.found(asked.REWORK), within, stages),
            **cited(stages, by, clause=clause_of(within, stages)),
        }


def _limits(answers: Answers) -> Iterator[tuple[str, Keys]]:
    yield from _routing_limits(answers)
    yield from _draft_limits(answers)
    yield from _approval_limits(answers)
    yield from _end_limits(answers)


def _routing_limits(answers: Answers) -> Iterator[tuple[str, Keys]]:
    route, begins = answers.of(asked.ROUTE), answers.of(asked.BEGINNING).value
    if route.value is not None:
        resolved = answers.of(asked.RESOLUTION).value
        received = EventKind.RECEIVED if begins is EventKind.ROUTED else begins
        starts = EventKind.RESOLVED if resolved else received
        keys: Keys = {"starts": starts.value, "ends": ["routed"], **timed(route.value)}
        if resolved:
            keys["repeats"] = True
        yield "Сколько времени у координатора.", _limit("route", "Направление в орган", "coordinator", keys, route)
    within = answers.found(asked.DECLINE_WITHIN)
    for answer in within:
        if answer.value is not None:
            keys = {
                "starts": "assigned",
                "ends": ["declined"],
                "cancelled_by": ["draft_submitted"],
                "alternative": True,
                "per_authority": True,
                "reminders": [],
                **timed(answer.value),
            }
            remark = "Возможность на выбор исполнителя: если он готовит ответ, срок снимается."
            title = "Возврат не по компетенции"
            yield remark, _limit("return", title, "executor", keys, answer, answers.of(asked.DECLINE))


def _draft_limits(answers: Answers) -> Iterator[tuple[str, Keys]]:
    overall, begins = answers.of(asked.OVERALL), answers.of(asked.BEGINNING)
    pause = _pause(answers)
    comes_back = answers.of(asked.DECLINE).value in {"reroute", "resolution"}
    restart = begins.value is EventKind.ROUTED and comes_back
    runs: Keys = {"starts": begins.value.value, **({"restart_on_reroute": True} if restart else {}), **pause}
    keys: Keys = {**runs, "ends": ["published:answer"], **timed(overall.value)}
    title = "Подготовка и размещение ответа"
    yield "Общий срок: в нём лежат все остальные.", _limit(_WHOLE, title, "municipality", keys, overall, begins)
    draft = answers.of(asked.DRAFT)
    if draft.value is None:
        return
    term = draft.value
    ends: Keys = {"ends": ["draft_submitted:answer"]}
    if term.before_end:
        lead: Mapping[str, Value] = {
            "limit": _WHOLE,
            "amount": number(term.amount),
            "unit": term.amount.unit.value,
        }
        yield (
            "Обратный срок: отсчитывается назад от конца общего.",
            _limit("draft", "Проект ответа", "executor", {"before": lead, **ends}, draft),
        )
    else:
        keys = {**runs, **ends, **timed(term.amount)}
        yield "Сколько времени на проект.", _limit("draft", "Проект ответа", "executor", keys, draft, begins)


def _approval_limits(answers: Answers) -> Iterator[tuple[str, Keys]]:
    stages = answers.of(asked.STAGES).value
    starts = "draft_submitted"
    for number_, stage in enumerate(stages, start=1):
        within, by = answers.of(asked.stage_within(number_)), answers.of(asked.stage_by(number_)).value
        if within.value is not None:
            keys: Keys = {
                "starts": starts,
                "ends": [f"approved:{stage.id}", f"returned:{stage.id}"],
                "repeats": True,
                **timed(within.value),
            }
            title = f"{stage.title}: согласование или возврат"
            yield f"Этап {number_}.", _limit(f"decide{number_}", title, by.role.value, keys, within)
        starts = f"approved:{stage.id}"
    for rework in answers.found(asked.REWORK):
        if rework.value is not None:
            keys = {"starts": "returned", "ends": ["draft_submitted"], "repeats": True, **timed(rework.value)}
            if answers.of(asked.DECLINE).value is not None:
                keys["cancelled_by"] = ["declined"]
            yield "Заново после каждого возврата.", _limit("rework", "Доработка проекта", "executor", keys, rework)


def _end_limits(answers: Answers) -> Iterator[tuple[str, Keys]]:
    publish, publisher = answers.of(end.PUBLISH), answers.of(end.PUBLISHER).value
    if publish.value is not None:
        keys: Keys = {
            "starts": "approved:answer",
            "ends": ["published:answer"],
            "repeats": True,
            **timed(publish.value),
        }
        remark = "Действует вместе с общим сроком: связывает тот, что кончается раньше."
        yield remark, _limit("publish", "Размещение согласованного ответа", publisher.value, keys, publish)
    for final in answers.found(end.FINAL):
        if final.value is not None:
            keys = {"starts": "published:interim", "ends": ["draft_submitted:final"], **timed(final.value)}
            remark = "Срок идёт от первого промежуточного ответа."
            yield remark, _limit("final", "Проект окончательного ответа", "executor", keys, final)


def _pause(answers: Answers) -> Keys:
    if answers.of(end.ASKING).value is not Asking.PAUSED:
        return {}
    return {"pause": {"starts": "published:clarification", "ends": "clarified"}}


def _limit(name: str, title: str, actor: str, keys: Keys, *answers: Answer[Any]) -> Keys:
    rests = cited(*answers)
    return {"name": name, "title": title, "clause": rests.pop("clause"), "actor": actor, **keys, **rests}
