"""Who asks, and whether this role may ask it at all; what a command demands besides is decided by the domain."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.context import Ctx
from api.errors import UnauthenticatedError
from domain.errors import WrongRole
from domain.roles import Principal
from domain.terms import Role

_bearer = HTTPBearer(auto_error=False, description="Токен, выданный командой `otklik token issue`.")

Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def require(*roles: Role) -> Callable[..., Awaitable[Principal]]:
    """Make a dependency that names the person behind the token, who holds one of ``roles``; none: any role will do.

    It raises UnauthenticatedError without a valid token, WrongRole without such a role (``admin`` may do all), and
    UnavailableError where the token is not kept and the database is away.
    """

    async def authenticated(credentials: Credentials, context: Ctx) -> Principal:
        if credentials is None:
            msg = "Передайте токен в заголовке Authorization: Bearer …"
            raise UnauthenticatedError(msg)
        principal = await context.tokens.principal(credentials.credentials)
        if principal is None:
            msg = "Токен неизвестен или отозван"
            raise UnauthenticatedError(msg)
        if roles and not principal.has(Role.ADMIN, *roles):
            msg = f"Нужна одна из ролей: {', '.join(roles)}"
            raise WrongRole(msg)
        return principal

    return authenticated


AnyPerson = Annotated[Principal, Depends(require())]
"""Whoever holds a token."""
