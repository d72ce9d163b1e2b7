"""What the screens of the app have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from tui.app import Desk


class DeskScreen(Screen[None]):
    """A screen that knows its app, and how wide it is."""

    NAME: ClassVar[str] = ""
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-narrow"), (110, "-wide")]  # type: ignore[misc]

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def show_documents(self) -> None:
        """The documents of the base are known, or others now."""
