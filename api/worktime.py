"""A calculator of working time by a regulation's calendar or by one that the question brings along."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from api.body import read_object
from api.calculator import Answer, Shift, Stretch, measured, read_question, shifted
from api.context import Ctx
from api.documentation import body_of, problems
from api.examples import WORKTIME_ADD, WORKTIME_BETWEEN, WORKTIME_SUBTRACT
from api.security import AnyPerson

router = APIRouter(prefix="/worktime", tags=["Рабочее время"])

_PROBLEMS = problems(400, 401, 413, 422, 503)


@router.post(
    "/add",
    summary="Прибавить",
    response_description="Ответ с промежутками",
    responses=_PROBLEMS,
    openapi_extra=body_of(Shift, WORKTIME_ADD),
)
async def add(request: Request, _principal: AnyPerson, context: Ctx) -> Answer:
    """Find the moment by which an amount has passed; working days end at the close of the last of them."""
    question = read_question(Shift, await read_object(request))
    return await run_in_threadpool(shifted, question, context.rulebook, forward=True)


@router.post(
    "/subtract",
    summary="Вычесть",
    response_description="Ответ с промежутками",
    responses=_PROBLEMS,
    openapi_extra=body_of(Shift, WORKTIME_SUBTRACT),
)
async def subtract(request: Request, _principal: AnyPerson, context: Ctx) -> Answer:
    """Find the moment from which an amount passes; only for units that are a length of time."""
    question = read_question(Shift, await read_object(request))
    return await run_in_threadpool(shifted, question, context.rulebook, forward=False)


@router.post(
    "/between",
    summary="Измерить",
    response_description="Ответ с промежутками",
    responses=_PROBLEMS,
    openapi_extra=body_of(Stretch, WORKTIME_BETWEEN),
)
async def between(request: Request, _principal: AnyPerson, context: Ctx) -> Answer:
    """Measure the working time between two moments; negative where the second is the earlier."""
    question = read_question(Stretch, await read_object(request))
    return await run_in_threadpool(measured, question, context.rulebook)
