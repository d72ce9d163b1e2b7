"""The rules that a jurist can read and extend: `ingest/rules/*.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def rules(name: str) -> dict[str, Any]:
    """The rules of the file called `name`, without its ending."""
    return tomllib.loads((files("ingest") / "rules" / f"{name}.toml").read_text(encoding="utf-8"))
