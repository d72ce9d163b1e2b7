"""Any sentence-transformers model, by name or folder."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from kb.encoder import Purpose, Vectors, Window
from kb.errors import EncoderError

BATCH_CHARACTERS = 3500
"""Of one batch, padding included: about a thousand tokens, so that what flows through a layer stays in the cache."""

_NAMES = {"query": ("query", "question", "search_query"), "passage": ("passage", "document", "search_document")}
_E5 = {"query": "query: ", "passage": "passage: "}
_BFLOAT16 = frozenset({"avx512_bf16", "amx_bf16", "bf16"})


class TransformerEncoder:
    """A model that sentence-transformers loads; its own prompts are respected.

    `exact` keeps single precision; otherwise products are in bfloat16 where the processor has it.
    """

    def __init__(self, model: str, *, prompts: Mapping[str, str] | None = None, exact: bool = True) -> None:
        """Nothing is loaded yet."""
        self.name = model
        self._given = prompts
        self._exact = exact
        self._lock = Lock()

    @cached_property
    def _model(self) -> Any:
        """The loaded model; EncoderError when it cannot be had."""
        from kb.encoder.conversion import hush

        local = Path(self.name).expanduser()
        try:
            from sentence_transformers import SentenceTransformer

            hush()
            here = local.is_dir()
            return SentenceTransformer(str(local) if here else self.name, device="cpu", local_files_only=here)
        except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
            raise EncoderError(
                f"no se puede cargar el modelo «{self.name}»: comprueba el nombre o la carpeta de KB_MODEL "
                f"y que esté descargado ({type(error).__name__})"
            ) from error

    @cached_property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._model.get_embedding_dimension())

    @cached_property
    def window(self) -> Window:
        """The model's own limit, counted by its tokenizer with the prompt of passages."""
        tokens = int(self._model.max_seq_length or 512)
        tokenizer, prompt = self._model.tokenizer, self._prompt("passage")
        return Window(tokens=tokens, count=lambda text: len(tokenizer(prompt + text, verbose=False)["input_ids"]))

    def encode(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Vectors of length one; what is over the window is left out."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        prompt = self._prompt(purpose)
        prompted = [prompt + text for text in texts]
        batches = _batches(prompted)
        with self._lock:
            features = [self._model.preprocess([prompted[n] for n in batch]) for batch in batches]
        found = np.empty((len(texts), self.dimension), dtype=np.float32)
        for batch, vectors in zip(batches, self._spread(features), strict=True):
            found[batch] = vectors
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
        return found

    def _spread(self, features: Sequence[Any]) -> list[Vectors]:
        """One thread a core, each on batches of its own.

        Threads that share the products of one batch spin while they wait for each other, which beside
        any other busy process costs several times what it gains.
        """
        import torch

        torch.set_num_threads(1)
        with ThreadPoolExecutor(_cores(), "encoder", torch.set_num_threads, (1,)) as pool:
            return list(pool.map(self._forward, features))

    def _forward(self, features: Any) -> Vectors:
        import torch

        with torch.inference_mode(), self._precision():
            vectors = self._model(features)["sentence_embedding"]
        return np.asarray(vectors.float().numpy(), dtype=np.float32)

    def _prompt(self, purpose: Purpose) -> str:
        """The model's prompt for a purpose, else that of its family."""
        if self._given is not None:
            return self._given[purpose]
        own: Mapping[str, str] = self._model.prompts or {}
        said = next((own[name] for name in _NAMES[purpose] if own.get(name)), None)
        if said is not None:
            return said
        return _E5[purpose] if "e5" in Path(self.name).name.lower().split("-") else ""

    def _precision(self) -> AbstractContextManager[object]:
        if self._exact or not has_bfloat16():
            return nullcontext()
        import torch

        return torch.autocast("cpu", dtype=torch.bfloat16)


def _batches(texts: Sequence[str]) -> list[list[int]]:
    """Positions of texts of like length together, the longest first."""
    batches: list[list[int]] = []
    room = 0
    for position in sorted(range(len(texts)), key=lambda n: (-len(texts[n]), n)):
        if room < 1:
            batches.append([])
            room = BATCH_CHARACTERS // max(1, len(texts[position])) + 1
        batches[-1].append(position)
        room -= 1
    return batches


def _cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def has_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16; without it, it would only be slower."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return False
    flags = next((line.split(":", 1)[1].split() for line in lines if line.startswith(("flags", "Features"))), [])
    return not _BFLOAT16.isdisjoint(flags)
