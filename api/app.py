"""Puts the API together: routes, errors, documentation, and what they work with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig
from pydantic import BaseModel

import telemetry
from activities.contacts import read_contacts
from api import (
    checklist,
    commands,
    earlier,
    follow_ups,
    foresight,
    health,
    imports,
    journal,
    messages,
    metrics,
    people,
    problems,
    regulations,
    reports,
    worktime,
)
from api.access_log import AccessLog
from api.calculator import Shift, Stretch
from api.checklist import Rehearsal
from api.context import Clock, Context
from api.documentation import components, page, strip_framework_errors
from api.follow_ups import KeptBody
from api.gateway import Gateway, TemporalGateway
from api.methods import AnswerHead
from api.proof.negotiation import FormQuery
from api.read_model import ReadModel
from api.request_metrics import TimeRequests
from api.rosters import Rosters
from api.rulebook import Rulebook
from api.serving import LastWord
from api.tokens import TokenCache
from db.follow_ups import FollowUpFilter
from db.queries import ListFilter
from domain.lifecycle import COMMANDS, Intake, WhatIf
from domain.people import Roster
from importing.mappings import read_folder
from settings import Settings

PREFIX = "/api/v1"

_DESCRIPTION = (
    "Отклик ведёт ответы муниципалитета на сообщения в социальных сетях по его регламенту. Каждое сообщение — "
    "процесс со сроками; команды ниже двигают его. Ошибки — application/problem+json (RFC 9457). Время — ISO 8601 "
    "с часовым поясом."
)
_BODIES: tuple[type[BaseModel], ...] = (
    Intake,
    *COMMANDS.values(),
    Rehearsal,
    KeptBody,
    FollowUpFilter,
    WhatIf,
    Shift,
    Stretch,
    ListFilter,
    journal.JournalQuery,
    Roster,
    people.PeopleQuery,
    people.PeopleJournalQuery,
    FormQuery,
    reports.BreachesQuery,
)


class OtklikApi(FastAPI):
    """The application; its OpenAPI also has what handlers read by hand."""

    def openapi(self) -> dict[str, Any]:
        """Describe the API, once."""
        if self.openapi_schema is None:
            schema = super().openapi()
            schema["components"]["schemas"] |= components(_BODIES)
            for path in schema["paths"].values():
                for operation in path.values():
                    strip_framework_errors(operation)
            for name in ("HTTPValidationError", "ValidationError"):
                schema["components"]["schemas"].pop(name, None)
        return super().openapi()


def create_app(
    settings: Settings | None = None, *, clock: Clock | None = None, gateway: Gateway | None = None
) -> FastAPI:
    """Make an app that connects to Temporal and the database when they are first needed, and again after an absence.

    ``clock`` and ``gateway`` stand in for the machine's clock and the Temporal server. Raises LibraryError where the
    regulations cannot be used: without them nothing can be answered; MappingError where a mapping of imports cannot,
    ContactsError where the file of contacts cannot.
    """
    context = _context(settings or Settings(), clock or _now, gateway)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        context.read_model.close()
        # Here, because the server ends its process by the signal that stopped it.
        await telemetry.flush(context.settings)

    app = OtklikApi(
        title="Отклик",
        version="1",
        description=_DESCRIPTION,
        lifespan=lifespan,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=_traces(context.settings),
    )
    app.state.context = context
    app.state.mappings = read_folder()
    app.state.contacts = read_contacts(context.settings.contacts_file)
    app.state.metrics = metrics.Metrics(context)
    # The first that is added is the innermost: what it answers is logged and counted.
    app.add_middleware(AnswerHead)
    app.add_middleware(LastWord)
    app.add_middleware(AccessLog)
    app.add_middleware(TimeRequests, metrics=app.state.metrics.requests)
    problems.install(app)
    _route(app)
    return app


def _traces(settings: Settings) -> TelemetryConfig:
    """The framework's own spans of requests, where traces are on; its metrics and logs repeat ours, with more words."""
    return {
        "tracing": settings.tracing_endpoint is not None,
        "operation_spans": False,
        "metrics": False,
        "logs": False,
        "auto_configure": False,
        # Health checks and scrapes come every few seconds and lead nowhere.
        "exclude": lambda scope: not scope["path"].startswith(PREFIX),
    }


def _context(settings: Settings, clock: Clock, gateway: Gateway | None) -> Context:
    read_model = ReadModel(settings.database_url)
    rulebook = Rulebook.read(settings.regulations_dir)
    return Context(
        settings=settings,
        clock=clock,
        rulebook=rulebook,
        gateway=gateway or TemporalGateway(settings),
        read_model=read_model,
        tokens=TokenCache(read_model.principal, clock, timedelta(minutes=settings.token_cache_minutes)),
        rosters=Rosters(read_model.rosters, rulebook, clock),
    )


def _route(app: FastAPI) -> None:
    versioned = APIRouter(prefix=PREFIX)
    # Journal, checklist and foresight before the commands: the last route of those takes any name that is left.
    for part in (
        messages,
        imports,
        earlier,
        journal,
        checklist,
        follow_ups,
        foresight,
        commands,
        people,
        regulations,
        reports,
        worktime,
    ):
        versioned.include_router(part.router)
    app.include_router(versioned)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.add_route("/docs", page, include_in_schema=False)


def _now() -> datetime:
    return datetime.now(UTC)
