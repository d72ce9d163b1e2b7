"""Finding passages by vector and by word."""

from kb.index.index import Index, Words
from kb.index.stamp import Stamp

__all__ = ["Index", "Stamp", "Words"]
