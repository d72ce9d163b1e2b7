"""Any sentence-transformers model, by name or folder. Nothing is ever downloaded."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from kb.encoder import Purpose, Vectors, Window
from kb.encoder.texts import batches, clean
from kb.encoder.torchless import LOADING
from kb.encoder.workers import Once, spread
from kb.errors import EncoderError

BATCH = 800
"""Tokens in one batch, padding included: what flows through a layer stays in a core's cache."""

_LONGEST = 8_192
"""The window of a model that has none."""
_NAMES = {"query": ("query", "question", "search_query"), "passage": ("passage", "document", "search_document")}
_E5 = {"query": "query: ", "passage": "passage: "}
_BFLOAT16 = ("avx512_bf16", "amx_bf16", "bf16")
_TAIL = 1 << 16


class TransformerEncoder:
    """A model that sentence-transformers loads from the disk; its own prompts are respected.

    `exact` keeps single precision; otherwise products are in bfloat16 where the processor has it.
    """

    def __init__(self, model: str, *, prompts: Mapping[str, str] | None = None, exact: bool = True) -> None:
        """Nothing is loaded yet."""
        self._asked = model
        self._given = prompts
        self._exact = exact
        self._model = Once(self._loaded)
        self._reading = Lock()

    @cached_property
    def name(self) -> str:
        """A model's name, or a folder's with a mark of what is in it."""
        folder = Path(self._asked).expanduser()
        return f"{folder.resolve().name}@{fingerprint(folder)}" if folder.is_dir() else self._asked

    @cached_property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._model().get_embedding_dimension())

    @cached_property
    def window(self) -> Window:
        """The model's own limit, counted by its tokenizer with the prompt of passages."""
        own = self._model().max_seq_length
        tokenizer, prompt = self._model().tokenizer, self._prompt("passage")

        def count(text: str) -> int:
            with self._reading:
                return len(_ids(tokenizer, prompt + clean(text)))

        return Window(tokens=int(own) if own and math.isfinite(own) else _LONGEST, count=count)

    def encode(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Vectors of length one; what is over the window is left out."""
        model, prompt = self._model(), self._prompt(purpose)
        cleaned = [clean(text) for text in texts]
        with self._reading:
            lengths = [len(_ids(model.tokenizer, prompt + text)) for text in cleaned]
            shares = batches(lengths, BATCH)
            features = [model.preprocess([cleaned[n] for n in share], prompt=prompt) for share in shares]
        found = np.empty((len(texts), self.dimension), dtype=np.float32)
        for share, vectors in zip(shares, spread(self._forward, features), strict=True):
            found[share] = vectors
        return _unit(found)

    def _forward(self, features: Any) -> Vectors:
        """The vectors of a batch, computed by this thread alone."""
        import torch

        torch.set_num_threads(1)
        with torch.inference_mode(), self._precision():
            vectors: Vectors = self._model()(features)["sentence_embedding"].float().numpy()
        return vectors

    def _loaded(self) -> Any:
        """The model; EncoderError when it cannot be had, whatever the library raises on what is there."""
        try:
            folder = _folder_of(self._asked)
            with LOADING:
                from sentence_transformers import SentenceTransformer

            _hush()
            model = SentenceTransformer(
                str(folder), device="cpu", local_files_only=True, model_kwargs={"dtype": "float32"}
            )
            if not self._exact and has_bfloat16():
                _cast_products(model)
            model.eval()
        except Exception as error:
            raise EncoderError(
                f"no se puede cargar el modelo «{self._asked}» ({type(error).__name__}): comprueba que KB_MODEL es la "
                "carpeta de un modelo de sentence-transformers o el nombre de uno ya descargado"
            ) from error
        return model

    def _prompt(self, purpose: Purpose) -> str:
        """The model's prompt for a purpose, else that of its family."""
        if self._given is not None:
            return self._given[purpose]
        own: Mapping[str, str] = self._model().prompts or {}
        said = next((own[name] for name in _NAMES[purpose] if own.get(name)), None)
        if said is not None:
            return said
        words = Path(self._asked).name.lower().split("-")
        return _E5[purpose] if "e5" in words and "instruct" not in words else ""

    def _precision(self) -> AbstractContextManager[object]:
        if self._exact or not has_bfloat16():
            return nullcontext()
        import torch

        return torch.autocast("cpu", dtype=torch.bfloat16)


def _folder_of(model: str) -> Path:
    """Where a model is: given a mere name, sentence-transformers would ask the network even for one it has. OSError."""
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(model if "/" in model else f"sentence-transformers/{model}", local_files_only=True))


def fingerprint(folder: Path) -> str:
    """Eight digits that change with the names, sizes and last 64 kB of a folder's files."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            digest.update(f"{path.relative_to(folder).as_posix()} {size} ".encode() + file.read())
    return digest.hexdigest()[:8]


def has_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16; without it, it would only be slower."""
    import torch

    has = torch.cpu.get_capabilities()
    return any(has.get(name) for name in _BFLOAT16)


def _unit(vectors: Vectors) -> Vectors:
    """Rows of length one; a text without any token gets the first axis."""
    vectors[~vectors.any(axis=1), 0] = 1
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def _cast_products(model: Any) -> None:
    """Keep in bfloat16 what autocast would cast anew for every batch."""
    import torch

    for module in model.modules():
        if isinstance(module, torch.nn.Linear):
            module.to(torch.bfloat16)


def _ids(tokenizer: Any, text: str) -> Sequence[int]:
    """The tokens of a text, uncut; a static model's tokenizer is not that of a transformer."""
    ids: Sequence[int] = (
        tokenizer(text, verbose=False)["input_ids"] if callable(tokenizer) else tokenizer.encode(text).ids
    )
    return ids


def _hush() -> None:
    """No progress bars and reports of a library on a person's terminal."""
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
