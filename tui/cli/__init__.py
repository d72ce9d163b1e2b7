"""The `kb` command: the composition root, where settings, base and layers come together."""

from tui.cli.program import main

__all__ = ["main"]
