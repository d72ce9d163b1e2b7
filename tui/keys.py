"""The keys that the app itself gives a meaning to, those of the toolkit's own left out."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding

_NAMES = {"shift": "Mayús", "escape": "Esc", "enter": "Intro", "space": "Espacio", "backspace": "Retroceso"}


def own_bindings(kind: type) -> Iterator[Binding]:
    """The described bindings of a class of the app, and of the app's classes that it comes from; nearest first."""
    for one in kind.__mro__:
        if one.__module__.startswith("tui."):
            bindings = vars(one).get("BINDINGS", ())
            yield from (binding for binding in bindings if isinstance(binding, Binding) and binding.description)


def spell_key(key: str) -> str:
    """A key as it is printed on a Spanish keyboard: `ctrl+d` -> `Ctrl+D`, `escape` -> `Esc`."""
    *held, last = key.split(",")[0].split("+")
    spelled = _NAMES.get(last) or (last.title() if held or len(last) > 1 else last)
    return "+".join([*(_NAMES.get(one, one.title()) for one in held), spelled])
