"""The checklist as files: a registry of formats, each a function from a checklist to bytes."""

from kb.exports.checklist import Checklist
from kb.exports.registry import EXPORTS, Export

__all__ = ["EXPORTS", "Checklist", "Export"]
