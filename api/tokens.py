"""Verified tokens, kept in memory for a while, so that a database that is away stops nobody at work."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.roles import Principal

Verify = Callable[[str], Awaitable[Principal | None]]


@dataclass(frozen=True)
class _Kept:
    principal: Principal
    until: datetime


class TokenCache:
    """Asks for a token once in ``lifetime``; a token that is revoked meanwhile works until then (contract, section 3).

    Unknown tokens are not kept: one that was issued a second ago works at once.
    """

    def __init__(self, verify: Verify, clock: Callable[[], datetime], lifetime: timedelta) -> None:
        """``verify`` is asked for a token that is not kept."""
        self._verify = verify
        self._clock = clock
        self._lifetime = lifetime
        self._kept: dict[bytes, _Kept] = {}

    async def principal(self, token: str) -> Principal | None:
        """Whom a token stands for; None where nobody issued it; raises what ``verify`` raises."""
        # Only the hash is kept, in memory too.
        key = hashlib.sha256(token.encode()).digest()
        now = self._clock()
        kept = self._kept.get(key)
        if kept is not None and now < kept.until:
            return kept.principal
        principal = await self._verify(token)
        self._forget(now)
        if principal is not None:
            self._kept[key] = _Kept(principal, now + self._lifetime)
        return principal

    def _forget(self, now: datetime) -> None:
        self._kept = {key: kept for key, kept in self._kept.items() if now < kept.until}
