"""Errors to problems (RFC 9457): one table, and nothing internal in what is said."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.paths import path_of
from api.wording import wording
from kb.errors import (
    BaseBusy,
    BaseError,
    DocumentNotFound,
    EncoderError,
    FetchError,
    GenerationError,
    InvalidInput,
    KbError,
    NotFound,
    NotPublished,
    ObligationNotFound,
    Overtaken,
    ServiceDown,
    SourceError,
    SourceTooLarge,
    StorageFull,
    UnitNotFound,
    UnsupportedSource,
    WordingNotFound,
)

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger("api.errors")


class ServiceError(KbError):
    """What only a service can refuse."""

    headers: dict[str, str]

    def __init__(self, message: str, **headers: str) -> None:
        super().__init__(message)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class KeyNeeded(ServiceError):
    """No key, or none that is valid."""


class NotAllowed(ServiceError):
    """The key lacks the scope, or the request comes from another site."""


class TooManyRequests(ServiceError):
    """Over the rate of the key or of the address."""


class Overloaded(ServiceError):
    """Too many questions wait already, or this one took too long."""


class VersionNeeded(ServiceError):
    """A change that does not say what it changes."""


class WrongMediaType(ServiceError):
    """A body that is sent as something else than what the operation reads."""


class Conflict(ServiceError):
    """The same idempotency key with another request."""


class JobNotFound(NotFound):
    """No job of that id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongField:
    """One part of a request that is not as it should be."""

    field: str
    problem: str


class ObligationsNotFound(ObligationNotFound):
    """Some of the obligations that a request names are not there; `wrong` says which."""

    def __init__(self, wrong: Sequence[WrongField]) -> None:
        super().__init__(f"la base no tiene {len(wrong)} de las obligaciones")
        self.wrong = tuple(wrong)


class TooManyFiles(SourceError):
    """More files in one upload than are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How an error is told. Without `detail` its own line is; the base's name paths, so theirs is fixed."""

    status: int
    slug: str
    title: str
    detail: str | None = None


_BASE = "La base no está disponible ahora. El registro del servicio dice por qué."

KINDS: dict[type[KbError], Kind] = {
    SourceError: Kind(status=422, slug="unusable-source", title="El archivo no se puede incorporar"),
    UnsupportedSource: Kind(status=415, slug="unsupported-source", title="Formato de archivo desconocido"),
    SourceTooLarge: Kind(status=413, slug="too-large", title="Demasiado grande"),
    FetchError: Kind(status=502, slug="fetch-failed", title="El BOE no ha dado lo que se le ha pedido"),
    NotPublished: Kind(status=404, slug="not-published", title="El BOE no tiene ese texto"),
    ServiceDown: Kind(status=503, slug="gazette-down", title="El BOE no contesta"),
    NotFound: Kind(status=404, slug="not-found", title="No existe"),
    DocumentNotFound: Kind(
        status=404,
        slug="document-not-found",
        title="No existe ese documento",
        detail="La base no tiene ese documento: GET /v1/documents los enumera.",
    ),
    UnitNotFound: Kind(
        status=404,
        slug="unit-not-found",
        title="No existe esa unidad",
        detail="El documento no tiene esa unidad: GET /v1/documents/{document_id} enumera las suyas.",
    ),
    ObligationNotFound: Kind(
        status=404,
        slug="obligation-not-found",
        title="No existe esa obligación",
        detail="La base no tiene esa obligación: GET /v1/obligations las enumera.",
    ),
    WordingNotFound: Kind(status=404, slug="wording-not-found", title="No se conoce su redacción de ese día"),
    JobNotFound: Kind(status=404, slug="job-not-found", title="No existe ese trabajo"),
    InvalidInput: Kind(status=422, slug="invalid-request", title="La petición no es válida"),
    Overtaken: Kind(
        status=412,
        slug="overtaken",
        title="Ha cambiado mientras tanto",
        detail="Ha cambiado desde que se leyó: léelo de nuevo y repite el cambio con su ETag.",
    ),
    BaseError: Kind(status=503, slug="base-unavailable", title="La base no está disponible", detail=_BASE),
    BaseBusy: Kind(
        status=503,
        slug="base-busy",
        title="La base está ocupada",
        detail="Otro proceso está escribiendo en la base: repite la petición dentro de unos segundos.",
    ),
    StorageFull: Kind(
        status=507,
        slug="storage-full",
        title="No se puede escribir",
        detail="No queda espacio o permiso para escribir en la base. El registro del servicio dice cuál.",
    ),
    EncoderError: Kind(
        status=503,
        slug="model-unavailable",
        title="El modelo no está disponible",
        detail="El modelo no se puede usar con esta base. El registro del servicio dice por qué.",
    ),
    GenerationError: Kind(
        status=503,
        slug="wording-unavailable",
        title="El modelo de lenguaje no está disponible",
        detail="El modelo de lenguaje no ha respondido. El registro del servicio dice por qué.",
    ),
    ServiceError: Kind(status=400, slug="refused", title="Petición rechazada"),
    KeyNeeded: Kind(status=401, slug="key-needed", title="Hace falta una clave válida"),
    NotAllowed: Kind(status=403, slug="not-allowed", title="No está permitido"),
    TooManyRequests: Kind(status=429, slug="too-many-requests", title="Demasiadas peticiones"),
    Overloaded: Kind(status=503, slug="overloaded", title="El servicio está ocupado"),
    VersionNeeded: Kind(status=428, slug="version-needed", title="Falta la versión que se cambia"),
    WrongMediaType: Kind(status=415, slug="wrong-media-type", title="El cuerpo no se envía así"),
    Conflict: Kind(status=409, slug="conflict", title="La petición contradice a otra anterior"),
}
"""The branches of the tree; a class without an entry has its parent's."""

FAULT = Kind(status=500, slug="fault", title="Fallo del programa", detail="El registro del servicio tiene el detalle.")
RETRY_AFTER = {503: "2"}
"""Seconds after which it is worth asking again, by status."""

STATUSES = {
    400: Kind(status=400, slug="bad-request", title="La petición no se entiende"),
    404: Kind(
        status=404,
        slug="not-found",
        title="No existe",
        detail="No hay nada en esa dirección: GET /openapi.json da las que hay.",
    ),
    405: Kind(status=405, slug="method-not-allowed", title="Método no admitido"),
    413: Kind(status=413, slug="too-large", title="Demasiado grande", detail="La petición ocupa más de lo admitido."),
    422: KINDS[InvalidInput],
}
"""What the framework refuses before any of our code runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong, for a person and for a program (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[WrongField, ...] = ()


def kind_of(error: KbError) -> Kind:
    """How an error is told, by its nearest entry in the table."""
    return next(KINDS[kind] for kind in type(error).__mro__ if kind in KINDS)


def problem(
    request_id: str,
    kind: Kind,
    detail: str | None = None,
    *,
    errors: tuple[WrongField, ...] = (),
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """The response that tells it; `instance` names the request as the log does."""
    told: dict[str, Any] = {
        "type": f"urn:boe-kb:problem:{kind.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.detail or detail or kind.title,
        "instance": f"urn:boe-kb:request:{request_id}",
        "errors": [{"field": one.field, "problem": one.problem} for one in errors],
    }
    retry = {"Retry-After": RETRY_AFTER[kind.status]} if kind.status in RETRY_AFTER else {}
    return JSONResponse(told, status_code=kind.status, media_type=MEDIA_TYPE, headers=retry | (headers or {}))


def told(request_id: str, error: KbError) -> JSONResponse:
    """The response for an error of the tree; what its line would reveal goes to the log instead."""
    kind = kind_of(error)
    if kind.status >= 500:
        _log.warning("%s %s: %s", request_id, type(error).__name__, error)
    wrong = error.wrong if isinstance(error, ObligationsNotFound) else ()
    return problem(request_id, kind, str(error), errors=wrong, headers=getattr(error, "headers", None))


def install(app: FastAPI, allowed: Callable[[str], Sequence[str]]) -> None:
    """Every error of the application leaves through here; `allowed` gives the methods of a path."""

    async def of_the_tree(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, KbError)
        return told(request.state.id, error)

    async def of_validation(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        wrong = tuple(WrongField(field=_place(one), problem=wording(one)) for one in error.errors())
        detail = f"No es válido: {'; '.join(f'{one.field}: {one.problem}' for one in wrong)}"
        return problem(request.state.id, STATUSES[422], detail, errors=wrong)

    async def of_the_framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        kind = STATUSES.get(error.status_code) or Kind(
            status=error.status_code, slug="refused", title="Petición rechazada"
        )
        headers, detail = dict(error.headers or {}), None
        if error.status_code == 405:
            headers["Allow"] = ", ".join(allowed(path_of(request.scope)))
            if request.method == "OPTIONS":
                return Response(status_code=204, headers=headers)
            detail = f"Esa dirección no admite {request.method}: admite {headers['Allow']}."
        return problem(request.state.id, kind, detail, headers=headers)

    app.add_exception_handler(KbError, of_the_tree)
    app.add_exception_handler(RequestValidationError, of_validation)
    app.add_exception_handler(HTTPException, of_the_framework)


def _place(error: Mapping[str, Any]) -> str:
    """Where in the request; what is no JSON is wrong as a whole, whichever the character that shows it."""
    place = error["loc"][:1] if error["type"] == "json_invalid" else error["loc"]
    return ".".join(map(str, place))


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an operation may answer, for its description; some any may."""
    titles = {kind.status: kind.title for kind in (*KINDS.values(), FAULT, *STATUSES.values())}
    return {
        status: {"description": titles[status], "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE}}}}
        for status in sorted({*statuses, *COMMON})
    }


COMMON = (400, 401, 403, 422, 429, 503)
REFERENCE = "#/components/schemas/Problem"
