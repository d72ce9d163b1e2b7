"""Words: what a question and a passage have in common."""

from kb.lexical.analysis import fold, terms
from kb.lexical.engine import LexicalIndex, Term
from kb.lexical.signals import coverage, known_mass, share

__all__ = ["LexicalIndex", "Term", "coverage", "fold", "known_mass", "share", "terms"]
