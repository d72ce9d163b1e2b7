"""Entities of a document: what the rules of `ingest/rules` find in it, through a spaCy pipeline."""

from kb.encoder.torchless import torchless

with torchless():  # spaCy takes it along for models that are not used here: three times its own time and memory
    from ingest.extraction.extractor import Extractor

__all__ = ["Extractor"]
