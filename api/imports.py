"""`POST /messages:import`: a file of messages, answered row by row.

The body is the file itself. It is checked as a whole before the answer begins; then each row is taken in as
`POST /messages` would, a few at once, and its result is written on a line of its own as soon as it and those before it
are there. So an import of thousands of rows keeps the connection busy, and what was read of a broken answer is true.
"""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict

from api.body import read_bytes
from api.context import Context, Ctx
from api.documentation import problems, query_parameters
from api.import_desk import ApiDesk
from api.query import query_of
from api.security import require
from domain.errors import WrongRole, wrong_field
from domain.importing import ColumnMapping, Destination, Mapped, RowResult, Summary, Tally, UnreadableTable
from domain.regulation import UnknownRegulationError
from domain.roles import Principal
from domain.terms import Role
from domain.text import Identifier
from importing.in_order import in_order
from importing.limits import MEGABYTE, Limits
from importing.mappings import USUAL
from importing.reading import read_file
from importing.taking import RowsTaker

MAX_FILE_BYTES = 20 * MEGABYTE
LIMITS = Limits(rows=10_000, unpacked=100 * MEGABYTE)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_AT_ONCE = 8
_FORM = "multipart/"
_EXAMPLE = (
    "Тема;Группа тем;Локация;Категория важности;Соцсеть;Ссылка;Автор;Текст;Дата\r\n"
    "Освещение;ЖКХ;пгт Провидения;обычная;ВКонтакте;https://vk.com/wall-194205_1732;Жительница дома 12;"
    "Не горит фонарь у школы;16.03.2026 09:40\r\n"
)

router = APIRouter(tags=["Сообщения"])
_log = logging.getLogger(__name__)

Reporter = Annotated[Principal, Depends(require(Role.MONITORING, Role.COORDINATOR))]


class ImportQuery(BaseModel):
    """Where the messages go, and how the file is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regulation: Identifier
    flow: Identifier | None = None
    mapping: Identifier = USUAL


class ImportAnswer(BaseModel):
    """Every row that is not blank, in the order of the file, and how many ended how."""

    rows: tuple[RowResult, ...]
    summary: Summary


def _described() -> dict[str, Any]:
    query = query_parameters(ImportQuery)
    text = {"schema": {"type": "string"}, "examples": {"Обычная выгрузка": {"value": _EXAMPLE}}}
    binary = {"schema": {"type": "string", "format": "binary"}}
    return query | {"requestBody": {"required": True, "content": {"text/csv": text, XLSX: binary}}}


def _problems() -> dict[int | str, dict[str, Any]]:
    own = problems(400, 401, 403, 413, 422, 503)
    own[400]["description"] = "Файл передан не до конца"
    own[413]["description"] = f"Файл больше {MAX_FILE_BYTES // MEGABYTE} МБ"
    return own


def mappings_of(request: Request) -> Mapping[str, ColumnMapping]:
    """The mappings that this process has loaded."""
    mappings: Mapping[str, ColumnMapping] = request.app.state.mappings
    return mappings


@router.post(
    "/messages:import",
    summary="Принять файл сообщений",
    response_description="Что стало с каждой строкой",
    description=(
        "Тело — сам файл: CSV (UTF-8 или Windows-1251; запятая, точка с запятой или табуляция) или XLSX, не больше "
        f"{MAX_FILE_BYTES // MEGABYTE} МБ и {LIMITS.rows} строк. mapping — соответствие столбцов из папки imports/. "
        "Каждая строка принимается как в POST /messages; повтор файла ничего не добавляет. Если соответствие "
        "направляет сообщения в органы, нужна роль coordinator. result строки: new, known, refused; unavailable — "
        "повторите загрузку. Ответ пишется по мере исполнения, строка за строкой."
    ),
    response_model=ImportAnswer,
    responses=_problems(),
    openapi_extra=_described(),
)
async def import_file(
    request: Request, principal: Reporter, context: Ctx, wanted: Annotated[ImportQuery, Depends(query_of(ImportQuery))]
) -> StreamingResponse:
    """Check a file and begin the answer."""
    mapping = _mapping(mappings_of(request), wanted.mapping)
    _check_person(principal, wanted.regulation, mapping)
    destination = _destination(context, wanted)
    if request.headers.get("content-type", "").lower().startswith(_FORM):
        raise UnreadableTable("он передан формой; телом запроса должен быть сам файл (curl --data-binary @файл)")
    source = io.BytesIO(await read_bytes(request, MAX_FILE_BYTES))
    reading = await asyncio.to_thread(read_file, source, mapping, LIMITS)
    messages = reading.messages(destination)
    # What is away now is said with a status; what goes away later, row by row.
    await context.gateway.check()
    taker = RowsTaker(ApiDesk(context, principal), reading.columns, destination)
    return StreamingResponse(_answer(messages, taker), media_type="application/json")


def _mapping(mappings: Mapping[str, ColumnMapping], name: str) -> ColumnMapping:
    if name not in mappings:
        raise wrong_field("mapping", f"такого соответствия столбцов нет; допустимо: {', '.join(mappings)}")
    return mappings[name]


def _check_person(principal: Principal, regulation: str, mapping: ColumnMapping) -> None:
    if principal.regulation not in {None, regulation}:
        msg = f"Токен выдан для регламента {principal.regulation}"
        raise WrongRole(msg)
    if mapping.route and not principal.has(Role.ADMIN, Role.COORDINATOR):
        msg = f"Соответствие «{mapping.title}» направляет сообщения в органы: нужна роль {Role.COORDINATOR}"
        raise WrongRole(msg)


def _destination(context: Context, wanted: ImportQuery) -> Destination:
    try:
        regulation = context.rulebook.on(wanted.regulation, context.clock())
    except UnknownRegulationError as error:
        raise wrong_field("regulation", str(error)) from error
    return Destination.of(regulation, wanted.flow)


async def _answer(messages: Iterator[Mapped], taker: RowsTaker) -> AsyncIterator[str]:
    """The JSON document of ``ImportAnswer``, a row a line."""
    tally = Tally()
    comma = ""
    yield '{"rows": ['
    async with aclosing(in_order(messages, taker.take, _AT_ONCE)) as results:
        async for result in results:
            tally.add(result)
            yield f"{comma}\n{result.model_dump_json()}"
            comma = ","
    summary = tally.summary.model_dump()
    _log.info("A file was imported: %s", summary)
    yield f'\n], "summary": {json.dumps(summary)}}}\n'
