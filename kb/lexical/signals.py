"""How much a question's own words can be trusted to find its passage."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kb.lexical.engine import Term


def known_mass(signals: Sequence[Term]) -> float:
    """The share of the question's idf that some passage has, 0 to 1; 0 for a question without terms."""
    return share(signals, {signal.term for signal in signals if signal.known})


def share(signals: Sequence[Term], had: AbstractSet[str]) -> float:
    """The share of the question's idf that these terms have, 0 to 1."""
    whole = sum(signal.idf for signal in signals)
    return sum(signal.idf for signal in signals if signal.term in had) / whole if whole else 0.0
