"""What words of the law a word of a question is probably said for, as questions in everyday words have taught.

`translations.txt` has a line for each stem that is asked: the stems of legal texts with what each is worth, in
hundredths: `castig disciplinari 52 sancion 31`. Made by `python -m bench.translations`, which tells the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_FILE = "translations.txt"
_WHOLE = 100


@lru_cache(maxsize=1)
def _lines() -> Mapping[str, str]:
    """What stands behind each stem; a question needs few of them, which are read then."""
    lines = files("kb.words").joinpath(_FILE).read_text("utf-8").splitlines()
    return {stem: laws for stem, _, laws in (line.partition(" ") for line in lines)}


def translations(stem: str) -> Mapping[str, float]:
    """The stems of legal texts that one may be said for, itself not among them, each worth over 0 and under 1."""
    told = _lines().get(stem, "").split()
    return {law: int(worth) / _WHOLE for law, worth in zip(told[::2], told[1::2], strict=True)}
