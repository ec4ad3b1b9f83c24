"""How many requests there were and how long they took, by the route's template: a raw path names messages."""

from functools import partial
from http import HTTPMethod

from prometheus_client import CollectorRegistry, Histogram
from starlette.types import ASGIApp, Receive, Scope, Send

from api.observed import observed

NAME = "otklik_http_request_seconds"
OTHER = "other"
"""What no route answers, and methods that HTTP does not have: strangers must not make new series."""

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
"""Up to the longest wait of the API for a worker."""

_METHODS = frozenset(HTTPMethod)


class RequestMetrics:
    """The durations of answered requests; their number is the histogram's count."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Show them in ``registry``."""
        self._seconds = Histogram(
            NAME,
            "Duration of HTTP requests in seconds, by method, route and status.",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=registry,
        )

    def add(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request that has been answered."""
        method = scope["method"] if scope["method"] in _METHODS else OTHER
        self._seconds.labels(method, _route_of(scope), status).observe(seconds)


class TimeRequests:
    """Wraps an app and measures what it answers."""

    def __init__(self, app: ASGIApp, metrics: RequestMetrics) -> None:
        """``app`` is what answers."""
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request and count it; one that ends without an answer is a mistake inside, which the server tells."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await observed(self._app, scope, receive, send, partial(self._metrics.add, scope))


def _route_of(scope: Scope) -> str:
    """The template of the route that a request was for, with what its routers stand under; ``OTHER`` without one.

    The framework leaves the route's own part of the template; a parameter never holds a slash, so the rest of the path,
    counted in segments, is the part before it.
    """
    route = scope.get("route")
    if route is None:
        return OTHER
    segments, own = scope["path"].split("/"), route.path.split("/")[1:]
    return "/".join([*segments[: len(segments) - len(own)], *own])
