"""Files that commands read and write where the user says."""

from __future__ import annotations

from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole; StorageFull when it cannot be written."""
    from kb.errors import StorageFull

    try:
        path.write_bytes(data)
    except OSError as error:
        raise StorageFull(f"no se puede escribir {path}: {error.strerror or error}; elige otro archivo") from error


def read_file(path: Path) -> bytes:
    """A file whole; UnreadableSource when it cannot be read."""
    from kb.errors import UnreadableSource

    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"no se puede leer {path}: {error.strerror or error}; comprueba la ruta") from error
