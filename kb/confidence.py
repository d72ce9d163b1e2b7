"""How probable it is that the first passage of a ranking answers the question."""

from __future__ import annotations

import math

from kb.lexical import known_mass
from kb.search import Found

ENOUGH = 0.5


def signals(found: Found) -> dict[str, float]:
    """What the probability is computed from; see the weights for what each means."""
    first = found.ranking[0]
    best = first.sentences[0] if first.sentences else None
    tail = found.ranking[min(9, len(found.ranking) - 1)]
    return {
        "similarity": best.similarity if best else first.similarity,
        "margin": first.score - tail.score,
        "shared": best.shared if best else 0.0,
        "known": known_mass(found.terms),
        "kind": float(bool(best and best.values)) if found.question.expects else 0.5,
        "named": float(first.named),
    }


def confidence(found: Found) -> float:
    """A probability from 0 to 1; 0 for an empty ranking."""
    if not found.ranking:
        return 0.0
    values = signals(found)
    return 1 / (1 + math.exp(-(_BIAS + sum(weight * values[name] for name, weight in _WEIGHTS.items()))))


_BIAS = -30.0
_WEIGHTS = {"similarity": 36.0, "margin": 10.0, "shared": 1.0, "known": 1.0, "kind": 1.0, "named": 5.0}
