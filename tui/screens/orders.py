"""Everything that can be done, by its name."""

from __future__ import annotations

from functools import partial

from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option


class Orders(CommandPalette):
    """The toolkit's palette, which says in Spanish that nothing is called so, and only while it is open."""

    def __init__(self) -> None:
        super().__init__(placeholder="Escribe lo que quieres hacer…")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, partial(self._tell_none, search_value))

    def _tell_none(self, sought: str) -> None:
        """Whoever was quick has closed it by now, and a fault of it would take the app along."""
        for shown in self.query(CommandList):
            if sought:
                shown.add_option(Option("Ninguna orden se llama así.", disabled=True, id=self._NO_MATCHES))
            self._list_visible = bool(sought)
