"""What the app remembers of a base from one day to the next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

THEME = "boe-oscuro"


@dataclass(slots=True)
class Memory:
    """Where one was, what was asked, and how the app looks. A file that cannot be read is as none."""

    path: Path | None = None
    screen: str = "ask"
    theme: str = THEME
    questions: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    document: str | None = None
    unit: str | None = None
    filters: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, key: str) -> Memory:
        """The memory of the base of that key."""
        path = folder / f"{sha256(key.encode()).hexdigest()[:16]}.json"
        try:
            kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return cls(path=path, **dict(_known(kept)))
        except (OSError, ValueError, AttributeError):
            return cls(path=path)

    def save(self) -> None:
        """Keep it for the next time; a folder that cannot be written costs only the memory."""
        if self.path is None:
            return
        kept = {name: value for name, value in asdict(self).items() if name != "path"}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        except OSError:
            return


def _known(kept: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What has a field, and a value such as that field has."""
    blank = Memory()
    for one in fields(Memory):
        value, default = kept.get(one.name), getattr(blank, one.name)
        value = tuple(map(str, value)) if isinstance(value, list) else value
        if one.name != "path" and isinstance(value, str if default is None else type(default)):
            yield one.name, value
