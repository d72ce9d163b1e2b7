"""Entities of a document: what the rules of `ingest/rules` find in it, through a spaCy pipeline."""

from ingest.extraction.extractor import Extractor

__all__ = ["Extractor"]
