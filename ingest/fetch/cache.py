"""Answers kept on disk, each with what is needed to ask whether it has changed."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from kb.errors import StorageFull


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of a kept answer. `sha256` is that of its bytes, which damage would change."""

    url: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None


class Cache:
    """A folder of answers. Whoever is killed while writing leaves the answer of before, or none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the answer of that name is or would be."""
        return self.folder / name

    def find(self, name: str, url: str) -> Kept | None:
        """What is known of an answer, if it came from that URL and its bytes are whole."""
        try:
            kept = Kept(**json.loads(self._about(name).read_bytes()))
            sound = kept.url == url and kept.sha256 == _sha256(self.path(name).read_bytes())
        except (OSError, ValueError, TypeError):
            return None
        return kept if sound else None

    def keep(self, name: str, data: bytes, *, url: str, etag: str | None, last_modified: str | None) -> None:
        """Put an answer in the place of the one of before; StorageFull."""
        kept = Kept(url=url, sha256=_sha256(data), etag=etag, last_modified=last_modified)
        write(self.path(name), data)
        write(self._about(name), json.dumps(asdict(kept)).encode())

    def _about(self, name: str) -> Path:
        path = self.path(name)
        return path.with_name(f"{path.name}.json")


def write(path: Path, data: bytes) -> None:
    """All of the file or nothing of it; StorageFull where there is no room or no permission."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".parte")
        try:
            with open(descriptor, "wb") as file:
                file.write(data)
            os.replace(draft, path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StorageFull(
            f"no se puede guardar lo descargado en {path.parent} ({error.strerror}): "
            "deja sitio o elige otra carpeta con KB_CACHE"
        ) from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
