"""Exceptions that stand apart: `lo dispuesto en el apartado 4 no será exigible si…` belongs to apartado 4 too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.extraction.rules import rules
from ingest.obligations.rows import Draft
from kb.documents import Document

_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exception:
    """A norm that frees others: its own draft, and the unit ids whose norms it frees from."""

    draft: Draft
    units: frozenset[str]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rules("obligations")["exceptions"][name], re.IGNORECASE)


def with_exceptions(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Every draft with the exceptions that other apartados make from it added to its condition."""
    found = list(_found(document, drafts))
    return [_excepted(document, draft, found) for draft in drafts]


def _excepted(document: Document, draft: Draft, found: Sequence[_Exception]) -> Draft:
    mine = [
        one for one in found if one.draft is not draft and any(_inside(draft.unit.unit_id, unit) for unit in one.units)
    ]
    if not mine:
        return draft
    told = [f"salvo {one.draft.unit.label}: «{_quoted(document, one.draft)}»" for one in mine]
    return replace(draft, condition="; ".join([*filter(None, [draft.condition]), *told]))


def _quoted(document: Document, draft: Draft) -> str:
    text = " ".join(document.text[draft.start : draft.end].split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _inside(unit: str, whole: str) -> bool:
    return unit == whole or unit.startswith(f"{whole}.")


def _found(document: Document, drafts: Sequence[Draft]) -> Iterator[_Exception]:
    for draft in drafts:
        text = document.text[draft.start : draft.end]
        if _pattern("verb").search(text) is None:
            continue
        units = frozenset(_targets(document, draft, text))
        own = {unit for unit in units if _inside(draft.unit.unit_id, unit)}
        if units - own:
            yield _Exception(draft=draft, units=units - own)


def _targets(document: Document, draft: Draft, text: str) -> Iterator[str]:
    """The apartados and letters that an exception names, or those named just before `dichas obligaciones`."""
    apartado = draft.apartado
    told = list(_numbers(text, draft, apartado))
    if not told and _pattern("these").search(text):
        told = list(_numbers(document.text[draft.unit.start : draft.start], draft, apartado))
    if not told and _pattern("earlier").search(text):
        number = apartado.rpartition(".")[2]
        told = [f"{draft.article}.{int(number) - 1}"] if number.isdigit() and int(number) > 1 else []
    yield from (unit for unit in told if document.has(unit))


def _numbers(text: str, draft: Draft, apartado: str) -> Iterator[str]:
    for match in _pattern("places").finditer(text):
        for item in re.findall(r"\d{1,2}|[a-z](?=\))", match["numbers"]):
            yield f"{draft.article}.{item}" if item.isdigit() else f"{apartado}.{item}"
