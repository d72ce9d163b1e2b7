"""Work off the screen's thread, whose faults become one line and never a trace."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from textual import work
from textual.message_pump import MessagePump
from textual.worker import get_current_worker

from tui.messages import Failed

if TYPE_CHECKING:
    from kb.settings import Settings

P = ParamSpec("P")
S = TypeVar("S", bound=MessagePump)


def background(
    group: str, *, exclusive: bool = True
) -> Callable[[Callable[Concatenate[S, P], None]], Callable[Concatenate[S, P], None]]:
    """Run a method in a thread; a new call of the group gives up the one before, unless not `exclusive`.

    What goes wrong is posted as Failed to whoever started it, unless it has been given up by then.
    """

    def decorate(method: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
        @wraps(method)
        def guarded(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
            try:
                method(self, *args, **kwargs)
            except Exception as error:
                if not given_up():
                    self.post_message(Failed(line_of(error, getattr(self.app, "settings", None))))

        decorated: Any = work(thread=True, exclusive=exclusive, group=group)(guarded)
        return decorated  # type: ignore[no-any-return]

    return decorate


def given_up() -> bool:
    """Whether nobody waits any more for the work of this thread."""
    return get_current_worker().is_cancelled


def line_of(error: Exception, settings: Settings | None) -> str:
    """What a person is told of an error; the trace of a fault of the program goes to the log of the settings."""
    from kb.errors import KbError
    from tui.cli.failures import fault

    return str(error) if isinstance(error, KbError) else fault(error, settings)
