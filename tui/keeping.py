"""Files that the app writes where a person says: never over one that is there, which may be somebody's work."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from kb.errors import StorageFull


def proposed(name: str) -> str:
    """A file of that name in the folder where the app was started, or the next that is not there: «name (2).ext»."""
    first = Path.cwd() / name
    others = (first.with_stem(f"{first.stem} ({number})") for number in count(2))
    return str(first if not first.exists() else next(one for one in others if not one.exists()))


def keep(path: str, data: bytes) -> None:
    """Write a new file. StorageFull when there is one already, or it cannot be written."""
    try:
        with Path(path).expanduser().open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise StorageFull(f"ya hay un archivo {path}, y no se ha tocado: escribe otro nombre") from None
    except OSError as error:
        raise StorageFull(f"no se ha podido guardar en {path}: {error.strerror}; elige otra carpeta") from error
