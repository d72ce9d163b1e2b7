"""The description of the service (OpenAPI 3.1): the framework's, and what it cannot know of our dataclasses.

They are shown as they are; what each field holds, in which unit, and an example stand in one table by name here.
"""

from __future__ import annotations

import json
import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from api.errors import Problem
from api.fields import FIELDS
from kb.deadlines.calendar import regions

SUMMARY = "Cited answers and compliance facts from Spanish decrees and press notes."
TEXT = """\
Every statement is cited: `document.text[start:end] == quote`, in characters of `GET /v1/documents/{id}/text`.
When the documents do not say it, `status` is `abstained` and `reason` says why, in Spanish.

Errors are `application/problem+json` (RFC 9457). Lists come in pages: pass `next_cursor` as `cursor`.
Responses to GET carry an `ETag`: send it as `If-None-Match` and an unchanged one comes as an empty 304.
Every response names its request in `X-Request-ID`; send your own to choose the name.
"""
TAGS = [
    {"name": "questions", "description": "Searching and asking."},
    {"name": "documents", "description": "Documents, their units and their text."},
    {"name": "facts", "description": "What was extracted from them."},
    {"name": "follow-up", "description": "What people write beside obligations."},
    {"name": "jobs", "description": "Writing, one job after another."},
    {"name": "service", "description": "Health, version and figures."},
]
_PAGE = re.compile(r"Page_(\w+?)_(?=[\"/]|$)")


def complete(app: FastAPI, *, key_optional: bool) -> None:
    """Have the application describe itself so. `key_optional`: on loopback a key is needed only once there are some."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, key_optional)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _described(app: FastAPI, key_optional: bool) -> dict[str, Any]:
    found = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        tags=app.openapi_tags,
        routes=app.routes,
    )
    named: dict[str, Any] = json.loads(_PAGE.sub(r"\1Page", json.dumps(found)))
    schemas = named.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
    schemas |= {**problem.pop("$defs", {}), "Problem": problem}
    for name, schema in schemas.items():
        _fill(name, schema)
    for operation in (one for methods in named["paths"].values() for one in methods.values()):
        if key_optional and "security" in operation:
            operation["security"].append({})
        for parameter in operation.get("parameters", ()):
            _narrow(operation["operationId"], parameter)
    return named


def _narrow(operation: str, parameter: dict[str, Any]) -> None:
    """What the framework cannot know of a parameter: that it is needed after all, or what there is to choose from."""
    if (operation, parameter["name"]) in _NEEDED:
        parameter["required"] = True
    if parameter["name"] == "region":
        for one in parameter["schema"]["anyOf"]:
            if one["type"] == "array":
                one["items"] |= {"enum": list(regions())}


def methods_at(app: FastAPI, path: str) -> tuple[str, ...]:
    """What may be done at a path, for `Allow`."""
    found = {
        method.upper()
        for template, methods in app.openapi()["paths"].items()
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), path)
        for method in methods
    }
    return tuple(sorted(found | ({"HEAD"} if "GET" in found else set())))


_NEEDED = {("revise_obligation", "if-match")}
"""Parameters whose absence has an error of its own, and which the framework therefore takes for optional."""
_FORM: dict[str, dict[str, Any]] = {
    "Body_add_documents": {
        "description": "Files, or identifiers of texts to fetch: one of the two.",
        "oneOf": [{"required": ["files"]}, {"required": ["boe_id"]}],
    },
    "Body_import_workbook": {"description": "An edited workbook, and whether it is to be written."},
}
"""Schemas that the framework makes of a form, and what there is to say of them."""


def _fill(name: str, schema: dict[str, Any]) -> None:
    """Its name, and description and example of each property that has none of its own."""
    schema["title"] = name
    if name in _FORM:
        schema |= _FORM[name] | {"additionalProperties": False}
        schema["properties"] = {field: _sent(one) for field, one in schema["properties"].items()}
    for field, described in schema.get("properties", {}).items():
        said = FIELDS.get(f"{name}.{field}") or FIELDS.get(field)
        if said is not None:
            described.setdefault("description", said[0])
            described.setdefault("examples", [said[1]])


def _sent(field: dict[str, Any]) -> dict[str, Any]:
    """A field of a form, which is sent or left out but never null; files by the name that clients know them by."""
    if "anyOf" in field:
        [kind] = [one for one in field.pop("anyOf") if one["type"] != "null"]
        field = kind | field
    if field.get("type") == "array":
        field["minItems"] = 1
    file = field.get("items", field)
    if "contentMediaType" in file:
        file["format"] = "binary"
    return field
