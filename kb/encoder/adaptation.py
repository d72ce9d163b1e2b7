"""The bundled weights as they were taught how people ask: other biases and norms in the last layers, all else the same.

`adaptation.npz` holds the values that differ, under the names of the model file. They were learned from questions in
everyday words and the passages that answer them (`python -m bench.adaptation`). Only what the file keeps in single
precision is taught (BitFit: Ben Zaken, Ravfogel and Goldberg, ACL 2022): 30,000 numbers and no matrix, which
the engine and the conversion read as they read the others.
"""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.resources import files

import numpy as np

from kb.encoder.engine import model_file
from kb.encoder.nano_format import NanoFile

_FILE = "adaptation.npz"


@lru_cache(maxsize=1)
def learned() -> bytes:
    """The bytes of `adaptation.npz`: taught values by tensor name."""
    return files("kb.encoder").joinpath(_FILE).read_bytes()


def adapted() -> NanoFile:
    """The model of the installed wheel with what was learned put in; EncoderError."""
    model = NanoFile(model_file())
    with np.load(io.BytesIO(learned()), allow_pickle=False) as values:
        for name in values.files:
            model.put(name, values[name].astype(np.float32))
    return model
