"""The keys that work where one is, at the foot of the screen."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_BETWEEN = 3
"""Columns that a key takes besides its name and what it does."""


class KeysLine(Footer):
    """Help first, everything by its name last, and between them as many keys as there is room for, none cut."""

    def __init__(self) -> None:
        super().__init__(compact=True)

    def compose(self) -> ComposeResult:
        """Those that fit; all are in the help."""
        keys = [one for one in super().compose() if isinstance(one, FooterKey)]
        always = [one for one in keys if one.action == "help" or one.has_class("-command-palette")]
        others = [one for one in keys if one not in always]
        yield from (one for one in always if one.action == "help")
        yield from self._fitting(others, sum(map(_columns, always)))
        yield from (one for one in always if one.action != "help")

    def _fitting(self, keys: list[FooterKey], taken: int) -> Iterator[Widget]:
        for one in keys:
            taken += _columns(one)
            if taken > self.size.width:
                return
            yield one

    def on_resize(self, _: events.Resize) -> None:
        """More keys, or fewer."""
        self.call_after_refresh(self.recompose)


def _columns(key: FooterKey) -> int:
    return cell_len(f"{key.key_display}{key.description}") + _BETWEEN
