"""Obligations of a document: its normative clauses by the rules of `ingest/rules`, each with who, what and by when."""

from ingest.obligations.extraction import obligations

__all__ = ["obligations"]
