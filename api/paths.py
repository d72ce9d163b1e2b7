"""The paths of requests, behind a proxy that adds a prefix or not."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any


def path_of(scope: MutableMapping[str, Any]) -> str:
    """The path as the routes know it, whether the proxy hands on its prefix or takes it away."""
    path, prefix = str(scope["path"]), str(scope.get("root_path", ""))
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
