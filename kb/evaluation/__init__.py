"""How good the answers are: a gold file asked question by question and judged.

A gold file has a JSON object per line: `id`, `question`, `doc`, `style`, `gold` (the places that
hold the answer: `unit`, `quote`, `doc`; none when it cannot be answered), `answer_values`
(what the answer must state) and, where there is one, `kind` (`amount`, `date`, …). Other keys are ignored.
"""

from __future__ import annotations

from kb.evaluation.comparison import Comparison, compare
from kb.evaluation.gold import GoldPlace, GoldQuestion, read_gold
from kb.evaluation.run import read_run, write_run
from kb.evaluation.scores import Evaluation, Judgement, evaluate

__all__ = [
    "Comparison",
    "Evaluation",
    "GoldPlace",
    "GoldQuestion",
    "Judgement",
    "compare",
    "evaluate",
    "read_gold",
    "read_run",
    "write_run",
]
