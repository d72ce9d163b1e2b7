"""Files that commands read and write where the user says."""

from __future__ import annotations

from errno import EACCES, EISDIR, ENOENT, ENOTDIR
from pathlib import Path

_WHY = {ENOENT: "no existe", EACCES: "no hay permiso", EISDIR: "es una carpeta", ENOTDIR: "pasa por un archivo"}


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole; StorageFull when it cannot be written."""
    from kb.errors import StorageFull

    try:
        path.write_bytes(data)
    except OSError as error:
        raise StorageFull(f"no se puede escribir {path}: {_why(error)}; elige otro archivo") from error


def _why(error: OSError) -> str:
    """Why a file cannot be read or written, in Spanish where it is a common reason."""
    return _WHY.get(error.errno or 0) or error.strerror or str(error)


def read_file(path: Path) -> bytes:
    """A file whole; UnreadableSource when it cannot be read."""
    from kb.errors import UnreadableSource

    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"no se puede leer {path}: {_why(error)}; comprueba la ruta") from error
