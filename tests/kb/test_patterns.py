"""A lazy expression finds what a compiled one finds, and is compiled by its first search alone."""

import re

import pytest

from kb.patterns import regex

TEXT = "Artículo 5.3.e) y artículo 7"


@pytest.mark.parametrize("method", ["search", "match", "findall", "split"])
def test_a_lazy_expression_finds_what_a_compiled_one_finds(method: str) -> None:
    lazy, eager = (make(r"art[ií]culo\s+(\d+)", re.IGNORECASE) for make in (regex, re.compile))
    found, expected = getattr(lazy, method)(TEXT), getattr(eager, method)(TEXT)
    assert getattr(found, "groups", lambda: found)() == getattr(expected, "groups", lambda: expected)()


def test_it_tells_what_it_was_made_of() -> None:
    lazy = regex("x", re.IGNORECASE)
    assert (lazy.pattern, lazy.flags) == ("x", re.compile("x", re.IGNORECASE).flags)


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled = re.compile

    def told(text: str, flags: int) -> re.Pattern[str]:
        made.append(text)
        return compiled(text, flags)

    monkeypatch.setattr(re, "compile", told)
    lazy = regex("a+")
    assert made == []
    assert lazy.search("caa") and lazy.match("aa") and lazy.search("a")
    assert made == ["a+"]


def test_a_mistake_shows_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")
