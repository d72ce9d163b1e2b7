"""`kb ask --batch`: a JSON line in, a JSON line out, in order and at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from kb.errors import InvalidInput, WordingNotFound
from kb.results import Answer
from tui.cli.output import warn, write_json

if TYPE_CHECKING:
    from kb.base import KnowledgeBase


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line of a batch; `error` says why it is no question."""

    id: str | None
    question: str
    error: str | None = None


def answer_all(base: KnowledgeBase, name: str, documents: Sequence[str], asking: Callable[..., Answer]) -> None:
    """Answer every line of a file by `asking`. A bad line is told on stderr and answered with an abstention."""
    for document_id in documents:
        base.document(document_id)
    with _lines(name) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                write_json(_answer(asking, read_line(line), number, documents), lines=True)


def read_line(line: bytes) -> Asked:
    """What a line asks. Any scalar is taken as its id, and other keys are ignored."""
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError):
        return Asked(id=None, question="", error="no es JSON")
    if not isinstance(row, dict):
        return Asked(id=None, question="", error="no es un objeto JSON")
    given = row.get("id")
    found = None if given is None or isinstance(given, dict | list) else str(given)
    question = row.get("question")
    if not isinstance(question, str):
        return Asked(id=found, question="", error="falta «question» o no es un texto")
    return Asked(id=found, question=question)


def _answer(asking: Callable[..., Answer], asked: Asked, number: int, documents: Sequence[str]) -> Answer:
    error = asked.error
    if error is None:
        try:
            return asking(asked.question, documents=documents, id=asked.id)
        except (InvalidInput, WordingNotFound) as refused:
            error = str(refused)
    warn(f"línea {number}: {error}")
    return refusal(asked, f"línea {number}: {error}")


def refusal(asked: Asked, reason: str) -> Answer:
    """The abstention that answers what is no question."""
    return Answer(
        id=asked.id,
        question=asked.question,
        status="abstained",
        reason=reason,
        answer="",
        values=(),
        confidence=0.0,
        citations=(),
        hits=(),
        elapsed_ms=0.0,
    )


@contextmanager
def _lines(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = open(name, "rb")  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise InvalidInput(f"no se puede leer {name}: comprueba el nombre y los permisos") from error
    with file:
        yield file
