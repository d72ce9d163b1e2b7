"""Teaches the bundled model how people ask, with questions in everyday words and the passages that answer them.

Of the last six layers the biases and norms are learned (BitFit), everything else stays: a batch holds a question and
its passage for each of 32 places, several of one norm, and each is to be nearer to its own than to all others, both
ways (InfoNCE: van den Oord, Li and Vinyals, 2018). One pass, one thread of two busy ones: 34 minutes.

    python -m bench.adaptation FOLDER_OF_NORMS [bench/everyday_questions.jsonl [kb/encoder/adaptation.npz]]

`FOLDER_OF_NORMS` has the consolidated norms as `BOE-A-2020-1.md`. A line of questions names a norm and a unit, whose
first passage answers them. None of the norms is one by which answers are judged.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from torch.nn.functional import cross_entropy, normalize

from ingest.parsing import Failure, parse
from ingest.passages import passages_of
from ingest.sources import load
from kb.encoder import Window
from kb.encoder.bundled import PREFIX
from kb.encoder.conversion import LAYERS, NORMS, write
from kb.encoder.engine import model_file
from kb.encoder.nano_format import NanoFile
from kb.encoder.transformer import TransformerEncoder
from kb.passages import encoded_text

TAUGHT = range(6, 12)
"""The layers that learn."""
TOKENS = 96
"""Of a text: what is behind them is left out."""
LINES = 6_127
"""How many lines of the questions are learned from: those behind them were written later, for `bench.translations`."""
BATCH, TOGETHER = 32, 12
"""Pairs that are told apart at a time, and how many of them are of one norm: its neighbours are the hardest."""
ENCODED = 16
"""Texts that are encoded at a time, of about the same length."""
TEMPERATURE = 0.02
RATE = 1e-3
KEPT = 0.6
"""How far the values go from where they were to where they were led: what is not everyday words stays as good (WiSE-FT:
Wortsman and others, 2022)."""
WARM, LEAST = 0.1, 0.05
"""The share of the steps in which the rate rises, and the share of it that is left at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question and the text of its passage, as the encoder is given them; `group` tells what may stand together."""

    question: str
    passage: str
    group: tuple[str, int]


def pairs(norms: Path, questions: Path, window: Window, *, lines: int | None = None) -> Iterator[Pair]:
    """The questions of the first `lines`, or of all, with their passages."""
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in map(json.loads, questions.read_text("utf-8").splitlines()[:lines]):
        asked[line["document"]].append(line)
    for document_id, lines in asked.items():
        document = parse(load(norms / f"{document_id}.md"))
        if isinstance(document, Failure):
            sys.exit(f"{document_id}: {document.message}")
        texts: dict[str, str] = {}
        for passage in passages_of(document, window)[0]:
            texts.setdefault(passage.unit_id, encoded_text(passage))
        for line in lines:
            if line["unit"] not in texts:
                print(f"{document_id} {line['unit']}: hoy no se lee así, y sus preguntas no cuentan", file=sys.stderr)
                continue
            for n, question in enumerate(line["questions"]):
                yield Pair(question=question, passage=texts[line["unit"]], group=(document_id, n))


def batches(all_pairs: Sequence[Pair], chance: random.Random) -> Iterator[list[Pair]]:
    """Batches in which few questions of one norm stand together, each of another passage of it."""
    grouped: dict[tuple[str, int], list[Pair]] = defaultdict(list)
    for pair in all_pairs:
        grouped[pair.group].append(pair)
    runs = []
    for group in grouped.values():
        chance.shuffle(group)
        runs += [group[at : at + TOGETHER] for at in range(0, len(group), TOGETHER)]
    chance.shuffle(runs)
    flat = [pair for run in runs for pair in run]
    for at in range(0, len(flat) - BATCH + 1, BATCH):
        yield flat[at : at + BATCH]


class Learner:
    """The converted model: the lower layers as they are, those above with biases and norms that learn."""

    def __init__(self, folder: Path) -> None:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        self.bert: Any = model[0].auto_model.float()
        self.tokenizer: Any = model.tokenizer
        for name, values in self.bert.named_parameters():
            layer = int(name.split(".")[2]) if name.startswith("encoder.layer.") else -1
            values.requires_grad = layer in TAUGHT and (name.endswith("bias") or "LayerNorm" in name)
        self.bert.eval()  # no dropout: there is little to learn from

    def vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Means of the last states, of length one: shape `(texts, 384)`."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = [self._encoded([texts[at] for at in order[n : n + ENCODED]]) for n in range(0, len(order), ENCODED)]
        return torch.cat(found).float()[torch.tensor(order).argsort()]

    def _encoded(self, texts: list[str]) -> torch.Tensor:
        read = self.tokenizer(texts, padding=True, truncation=True, max_length=TOKENS, return_tensors="pt")
        states = self.bert(input_ids=read["input_ids"], attention_mask=read["attention_mask"]).last_hidden_state
        there = read["attention_mask"].unsqueeze(-1).float()
        return normalize((states * there).sum(1) / there.sum(1), dim=-1)

    def learning(self) -> dict[str, torch.nn.Parameter]:
        """What learns, by name."""
        return {name: values for name, values in self.bert.named_parameters() if values.requires_grad}


def loss_of(learner: Learner, batch: Sequence[Pair]) -> torch.Tensor:
    """How far the questions and the passages of a batch are from being told apart."""
    asked = learner.vectors([PREFIX["query"] + pair.question for pair in batch])
    given = learner.vectors([PREFIX["passage"] + pair.passage for pair in batch])
    near = asked @ given.T / TEMPERATURE
    same = torch.tensor([[one is not other and one.passage == other.passage for other in batch] for one in batch])
    near = near.masked_fill(same, -1e4)
    own = torch.arange(len(batch))
    return (cross_entropy(near, own) + cross_entropy(near.T, own)) / 2


def teach(learner: Learner, all_pairs: Sequence[Pair]) -> None:
    """Go through all pairs once."""
    learning = list(learner.learning().values())
    optimiser = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.01)
    steps = len(all_pairs) // BATCH
    for step, batch in enumerate(batches(all_pairs, random.Random(1))):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / (WARM * steps)) * max(LEAST, 1 - step / steps)
        loss = loss_of(learner, batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        if step % 20 == 0:
            print(f"{step} / {steps}: {loss.item():.3f}", flush=True)


def named(learning: dict[str, torch.nn.Parameter], before: NanoFile) -> dict[str, NDArray[np.float32]]:
    """Values to be kept, under the names of the model file: `l6.q.b` for the bias of a query in the seventh layer."""
    short = {f"{name}.bias": f"{there}.b" for there, name in (LAYERS | NORMS).items()}
    short |= {f"{name}.weight": f"{there}.w" for there, name in NORMS.items()}
    found = {}
    for name, values in learning.items():
        layer, _, part = name.removeprefix("encoder.layer.").partition(".")
        one = f"l{layer}.{short[part]}"
        was = before.floats(one, values.numel())
        found[one] = was + np.float32(KEPT) * (values.detach().numpy() - was)
    return found


def main(norms: str, questions: str = "bench/everyday_questions.jsonl", out: str = "kb/encoder/adaptation.npz") -> None:
    """Teach and write the file."""
    torch.set_num_threads(1)
    torch.manual_seed(1)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "model"
        model = NanoFile(model_file())
        write(folder, model)
        learner = Learner(folder)
        window = TransformerEncoder(str(folder), prompts=PREFIX).window
        teach(learner, list(pairs(Path(norms), Path(questions), window, lines=LINES)))
    np.savez_compressed(out, **named(learner.learning(), model))  # type: ignore[arg-type]


if __name__ == "__main__":
    main(*sys.argv[1:])
