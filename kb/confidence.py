"""How probable it is that the first passage of a ranking answers the question."""

from __future__ import annotations

import math

from kb.lexical import known_mass
from kb.search import Found

ENOUGH = 0.25
"""Below it an answer is held back: it would be wrong more often than three times in four."""


def signals(found: Found) -> dict[str, float]:
    """What the probability is computed from, for a ranking that is not empty.

    `similarity` of the best sentence, `margin` of the first passage over the tenth, `shared`: how
    much of the question's idf the best sentence has, `known`: how much any passage has.
    """
    first = found.ranking[0]
    best = first.sentences[0] if first.sentences else None
    tenth = found.ranking[min(9, len(found.ranking) - 1)]
    return {
        "similarity": best.similarity if best else first.similarity,
        "margin": first.score - tenth.score,
        "shared": best.shared if best else 0.0,
        "known": known_mass(found.terms),
    }


def confidence(found: Found) -> float:
    """A probability from 0 to 1; 0 for an empty ranking, near 1 for a place that the question names."""
    if not found.ranking:
        return 0.0
    if found.ranking[0].named:
        return NAMED
    said = signals(found)
    log_odds = _BIAS + _PRIOR + sum(weight * said[name] for name, weight in _WEIGHTS.items())
    return 1 / (1 + math.exp(-log_odds))


NAMED = 0.95

_WEIGHTS = {"similarity": 7.6, "margin": 12.0, "shared": 2.0, "known": 0.8}
_BIAS = -10.1
"""Fitted by `bench/confidence.py` on general Spanish questions, of which 36 % were answered rightly."""

_PRIOR = math.log(0.85 / 0.15) - math.log(0.36 / 0.64)
"""People ask what they expect to find: about 85 % of their questions have an answer in the documents."""
