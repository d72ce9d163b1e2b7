"""Regular expressions that are compiled when first searched for: a command uses few of those that its modules hold."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def regex(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later; a mistake in the expression shows then (`re.error`)."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))


class _Pattern:
    """Has everything that the compiled one has, and keeps each method once it was asked for."""

    def __init__(self, expression: str, flags: int) -> None:
        self._source = expression, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._source)

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(self._compiled, name)
        return found
