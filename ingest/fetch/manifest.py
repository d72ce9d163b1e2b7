"""A list of official texts to fetch, and of those that each person brings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ingest.fetch.addresses import boe_id
from ingest.fetch.run import Wanted, Wording
from kb.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What to fetch, in its order, and the ids of what the BOE does not publish."""

    wanted: tuple[Wanted, ...]
    brought: tuple[str, ...]


def read(path: Path) -> Manifest:
    """The manifest in a TOML file; InvalidInput when it cannot be read or is none."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        wanted = tuple(
            Wanted(document_id=boe_id(one["id"]), wording=Wording(one.get("kind", Wording.BEST)))
            for one in table.get("documents", [])
        )
        brought = tuple(str(one["id"]) for one in table.get("files", []))
    except OSError as error:
        raise InvalidInput(f"{path}: no se puede leer el manifiesto ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(f"{path}: no es un manifiesto con [[documents]] que tengan «id» y «kind»") from error
    return Manifest(wanted=wanted, brought=brought)
