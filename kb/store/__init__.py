"""The truth about a base: documents, their units and passages with vectors, in one database."""

from kb.store.reader import Keys, Reader, Snapshot
from kb.store.register import Register, Stamp
from kb.store.rows import Summary
from kb.store.store import Store

__all__ = ["Keys", "Reader", "Register", "Snapshot", "Stamp", "Store", "Summary"]
