"""Figures for Prometheus. Each application has its own registry; a process of several workers shows its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import Scope

from api.paths import path_of

MEDIA_TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """What is counted. Labels are routes, never the paths that were asked for: their number is bounded."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "kb_http_requests", "Requests answered.", ["method", "route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "kb_http_request_seconds",
            "Seconds from the first byte of a request to the last of its response.",
            ["route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._open = Gauge("kb_http_requests_open", "Requests under way.", registry=self.registry)
        self._answers = Counter("kb_answers", "Questions by outcome.", ["status"], registry=self.registry)

    def gauge(self, name: str, text: str, value: Callable[[], float]) -> None:
        """A figure that is looked up when it is asked for."""
        Gauge(name, text, registry=self.registry).set_function(value)

    @contextmanager
    def in_progress(self) -> Iterator[None]:
        """Around one request."""
        with self._open.track_inprogress():
            yield

    def request(self, scope: Scope, status: int, seconds: float) -> None:
        """One request has been answered."""
        route = getattr(scope.get("route"), "path", "other")
        path = path_of(scope)
        if route != "other" and not path.startswith(route.partition("{")[0]):
            route = f"/{path.split('/')[1]}{route}"
        self._requests.labels(scope["method"], route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self, status: str) -> None:
        """One question has been answered, or not."""
        self._answers.labels(status).inc()

    def exposed(self) -> bytes:
        """All of it in Prometheus's text format."""
        return generate_latest(self.registry)
