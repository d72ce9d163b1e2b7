"""Words: what a question and a passage have in common."""

from kb.lexical.analysis import distinct_terms, fold, terms
from kb.lexical.engine import LexicalIndex, Term
from kb.lexical.signals import known_mass, share

__all__ = ["LexicalIndex", "Term", "distinct_terms", "fold", "known_mass", "share", "terms"]
