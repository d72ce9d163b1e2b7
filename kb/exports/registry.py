"""The formats by name. A new one is a function and a line here; commands and routes offer what is listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kb.exports.checklist import Checklist
from kb.exports.plain import as_csv, as_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A format: how a checklist becomes its bytes, what they are, and whether a terminal can show them."""

    render: Callable[[Checklist], bytes]
    media_type: str
    suffix: str
    is_text: bool = True


EXPORTS: dict[str, Export] = {
    "json": Export(render=as_json, media_type="application/json", suffix=".json"),
    "csv": Export(render=as_csv, media_type="text/csv; charset=utf-8", suffix=".csv"),
}
