"""Puts the pictures that the tests took of the app into the guide: `python -m tests.tui.picture_guide`."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guia"
TAKEN = Path(__file__).parent / "__snapshots__" / "test_desk_snapshots"
PICTURES = set(re.findall(r"\(guia/([\w-]+)\.svg\)", (ROOT / "docs" / "guia.md").read_text(encoding="utf-8")))
"""The names of those that the guide shows."""


def taken(name: str) -> str:
    """The picture of a scene as the last accepted test took it."""
    return (TAKEN / f"test_a_scene_looks_as_it_did[{name}].svg").read_text(encoding="utf-8")


def main() -> None:
    GUIDE.mkdir(exist_ok=True)
    for old in GUIDE.glob("*.svg"):
        old.unlink()
    for name in PICTURES:
        (GUIDE / f"{name}.svg").write_text(taken(name), encoding="utf-8")


if __name__ == "__main__":
    main()
