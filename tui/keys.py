"""The keys that the app itself gives a meaning to, those of the toolkit's own left out."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding


def own_bindings(kind: type) -> Iterator[Binding]:
    """The described bindings of a class of the app, and of the app's classes that it comes from; nearest first."""
    for one in kind.__mro__:
        if one.__module__.startswith("tui."):
            bindings = vars(one).get("BINDINGS", ())
            yield from (binding for binding in bindings if isinstance(binding, Binding) and binding.description)
