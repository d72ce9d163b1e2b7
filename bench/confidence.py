"""Fits the weights of `kb.confidence` on general Spanish questions, none of them about a norm.

Half of XQuAD's paragraphs go into a base, each article of it a document; of its questions, those
on these paragraphs can be answered and the others, on the same subjects, cannot. A question
counts as answered when the first passage is its paragraph. Prints the weights and how well they
tell on held-out articles.

    python -m bench.confidence ../shared/eval/xquad.es.json
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.confidence import signals
from kb.settings import Settings

NAMES = ("similarity", "margin", "shared", "known")


def main(path: Path) -> None:
    """Build the base, ask every question, fit and report."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for article in articles:
            kept = [p["context"].replace("\n", " ") for p in article["paragraphs"] if _kept(p["context"])]
            (texts / f"{_stem(article['title'])}.txt").write_text("\n\n".join([article["title"], *kept]), "utf-8")
        settings = Settings.from_environment(home=Path(folder) / "base")
        with KnowledgeBase.open(settings, create=True) as base:
            list(ingest(base, [texts]))
            rows = list(_rows(base, articles))
    _fit(rows)


def _kept(context: str) -> bool:
    return hashlib.sha256(context.encode()).digest()[0] % 2 == 0


def _stem(title: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in title)


def _rows(base: KnowledgeBase, articles: list[dict[str, object]]) -> Iterator[tuple[list[float], bool, int]]:
    for group, article in enumerate(articles):
        for paragraph in article["paragraphs"]:  # type: ignore[attr-defined]
            context = " ".join(paragraph["context"].split())
            for qa in paragraph["qas"]:
                found = base.searcher.find(qa["question"])
                stated = signals(found)
                right = _kept(paragraph["context"]) and found.ranking[0].passage.text[:80] in context
                yield [stated[name] for name in NAMES], right, group


def _fit(rows: list[tuple[list[float], bool, int]]) -> None:
    features = np.array([row[0] for row in rows])
    right = np.array([row[1] for row in rows])
    groups = np.array([row[2] for row in rows])
    scale = features.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=2000)
    told = cross_val_predict(model, features / scale, right, groups=groups, cv=GroupKFold(5), method="predict_proba")[
        :, 1
    ]
    model.fit(features / scale, right)
    print(
        f"questions {len(rows)}, answered rightly {right.mean():.3f}, AUC on held-out articles "
        f"{roc_auc_score(right, told):.3f}"
    )
    for threshold in (0.3, 0.4, 0.5, 0.6):
        kept = told >= threshold
        print(
            f"  at {threshold}: abstains rightly {(~kept & ~right).sum() / (~right).sum():.3f}, "
            f"wrongly {(~kept & right).sum() / right.sum():.3f}"
        )
    print(f"bias {model.intercept_[0]:.3f}")
    for name, weight in zip(NAMES, model.coef_[0] / scale, strict=True):
        print(f"{name} {weight:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
