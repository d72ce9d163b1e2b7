"""What a request may carry is what its operation says in the description: anything else is refused, not passed over.

A filter that is misspelt and left out would answer about other documents than those that were meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError

from api.errors import WrongMediaType

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The parameters of an operation's address, the media types of its body, and the fields of its form."""

    parameters: tuple[str, ...]
    media_types: tuple[str, ...]
    fields: tuple[str, ...]


def accepted(described: Mapping[str, Any]) -> dict[str, Accepted]:
    """What each operation of a description takes, by its id."""
    operations = (one for methods in described["paths"].values() for one in methods.values())
    return {one["operationId"]: _accepted(one, described["components"]["schemas"]) for one in operations}


def _accepted(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Accepted:
    bodies = operation.get("requestBody", {}).get("content", {})
    form = bodies.get(FORMS[0], {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
    return Accepted(
        parameters=tuple(one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"),
        media_types=FORMS if form else tuple(bodies),
        fields=tuple(schemas[form]["properties"]) if form else (),
    )


async def as_described(request: Request) -> None:
    """Refuse what the operation does not know: RequestValidationError, WrongMediaType."""
    operation: Accepted = request.app.state.accepted[request.scope["route"].operation_id]
    _check(request.query_params, operation.parameters, "query")
    if operation.media_types and _has_body(request):
        given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if given not in operation.media_types and not (JSON in operation.media_types and given.endswith("+json")):
            raise WrongMediaType(f"El cuerpo se envía como {operation.media_types[0]} (Content-Type).")
    if operation.fields:
        _check(await request.form(), operation.fields, "body")


def _check(given: Iterable[str], known: tuple[str, ...], where: str) -> None:
    told = f"no es de esta petición, que admite {', '.join(known)}" if known else "esta petición no admite ninguno"
    wrong = [
        {"type": "unknown", "loc": (where, name), "msg": told} for name in dict.fromkeys(given) if name not in known
    ]
    if wrong:
        raise RequestValidationError(wrong)


def _has_body(request: Request) -> bool:
    return "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0"
