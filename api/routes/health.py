"""Whether the service lives, can work, what it is, and its figures."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version as installed

from fastapi import APIRouter, Response

from api.deps import ServiceDep
from api.errors import responses
from api.metrics import MEDIA_TYPE
from api.service import Service

router = APIRouter(tags=["service"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """It answers."""

    status: str = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Which program, base and model answer: two services with equal `corpus` and `encoder` answer alike.

    `generation` grows with every write; `corpus` is a sha256 over the documents' own.
    """

    program: str
    generation: int
    encoder: str | None
    corpus: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signpost:
    """Where what one came for is."""

    message: str = "Este es el servicio de boe-kb: se describe en /openapi.json y responde en /v1"
    description: str = "/openapi.json"
    health: str = "/healthz"
    operations: str = "/v1"


@router.get("/", operation_id="start")
async def start() -> Signpost:
    """Where to go from here; touches neither disk nor model."""
    return Signpost()


@router.get("/healthz", operation_id="healthz")
async def healthz() -> Health:
    """Whether the process answers; touches neither disk nor model."""
    return Health()


@router.get("/readyz", operation_id="readyz", responses=responses())
async def readyz(service: ServiceDep) -> Health:
    """Whether questions can be answered: the base opens and the model is loaded."""
    await service.work.quick(lambda: service.base.index)
    return Health()


def version_of(service: Service) -> About:
    """What answers now."""
    with service.base.store.snapshot() as view:
        return About(
            program=installed("boe-kb"),
            generation=view.generation,
            encoder=view.encoder,
            corpus=service.corpus(),
            documents=len(view.summaries()),
        )


protected = APIRouter(tags=["service"])
"""What is told only to whoever may read."""


@protected.get("/version", operation_id="version", responses=responses())
async def version(service: ServiceDep) -> About:
    """Program, base and model."""
    return await service.work.quick(version_of, service)


@protected.get(
    "/metrics",
    operation_id="metrics",
    response_class=Response,
    responses=responses() | {200: {"description": "Figures.", "content": {"text/plain": {}}}},
)
async def metrics(service: ServiceDep) -> Response:
    """Figures for Prometheus."""
    return Response(await service.work.quick(service.metrics.exposed), media_type=MEDIA_TYPE)
