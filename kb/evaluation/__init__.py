"""How good the answers are: a gold file asked question by question and judged.

A gold file has a JSON object per line: `id`, `question`, `doc`, `style`, `gold` (the places that
hold the answer: `unit`, `quote`, `doc`; none when it cannot be answered) and `answer_values`
(what the answer must state). Other keys are ignored.
"""

from __future__ import annotations

from kb.evaluation.gold import GoldPlace, GoldQuestion, read_gold
from kb.evaluation.scores import Evaluation, evaluate

__all__ = ["Evaluation", "GoldPlace", "GoldQuestion", "evaluate", "read_gold"]
