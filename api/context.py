"""What a request's handler works with: made once by ``create_app``, the same for every request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from api.gateway import Gateway
from api.read_model import ReadModel
from api.rosters import Rosters
from api.rulebook import Rulebook
from api.tokens import TokenCache
from settings import Settings

Clock = Callable[[], datetime]
"""Tells the present moment, aware; tests pass their own."""


@dataclass(frozen=True)
class Context:
    """The parts of one running API."""

    settings: Settings
    clock: Clock
    rulebook: Rulebook
    gateway: Gateway
    read_model: ReadModel
    tokens: TokenCache
    rosters: Rosters


async def context_of(request: Request) -> Context:
    """The context of the app that serves a request.

    Like all dependencies here it is a coroutine: FastAPI runs plain functions in the thread pool, which a database
    that hangs may fill.
    """
    context: Context = request.app.state.context
    return context


Ctx = Annotated[Context, Depends(context_of)]
