"""The filters of a query string."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from api.deps import Day, DocumentsQuery
from kb.documents import DocumentKind
from kb.selection import Selection


def selection(
    documents: DocumentsQuery = None,
    kind: Annotated[DocumentKind | None, Query(description="Norms or press notes.")] = None,
    rank: Annotated[
        str | None, Query(max_length=100, description="Rank, whatever its case and accents.", examples=["Real Decreto"])
    ] = None,
    department: Annotated[
        str | None, Query(max_length=200, description="Part of the department's name.", examples=["Hacienda"])
    ] = None,
    published_from: Annotated[Day | None, Query(description="First day of publication.")] = None,
    published_until: Annotated[Day | None, Query(description="Last day of publication.")] = None,
    in_force_on: Annotated[
        Day | None, Query(description="In force on this day: it had begun, and was not repealed as a whole.")
    ] = None,
) -> Selection:
    """Which documents are meant."""
    return Selection(
        documents=tuple(documents or ()),
        kind=kind,
        rank=rank,
        department=department,
        published_from=published_from,
        published_until=published_until,
        in_force_on=in_force_on,
    )
