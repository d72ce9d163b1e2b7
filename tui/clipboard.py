"""The clipboard of the system, where one of its usual programs is at hand."""

from __future__ import annotations

import shutil
import subprocess

PROGRAMS: tuple[tuple[str, ...], ...] = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip.exe",),
)
_PATIENCE = 2.0


def copy(text: str) -> bool:
    """Whether a program of the system took the text. Over SSH none may: the terminal's own way is for that."""
    for command in PROGRAMS:
        found = shutil.which(command[0])
        if found is None:
            continue
        try:
            run = subprocess.run(
                [found, *command[1:]],
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if run.returncode == 0:
            return True
    return False
