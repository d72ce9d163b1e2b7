"""What was answered before in a conversation: which documents it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.documents import DocumentId
    from kb.results import Answer

REMEMBERED = 20
"""How many of the last answers tell what a conversation is about."""
ENOUGH = 2
"""From how many of them a document has to be: one may have been found by mistake."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The documents that the last answers came from, that of the last one at the end."""

    documents: tuple[DocumentId, ...] = ()

    def after(self, answer: Answer) -> Conversation:
        """The conversation with one answer more; an abstention tells nothing."""
        if not answer.citations:
            return self
        return Conversation((*self.documents, answer.citations[0].document_id)[-REMEMBERED:])

    @property
    def about(self) -> frozenset[DocumentId]:
        """The documents that it is about."""
        times = Counter(self.documents[-REMEMBERED:])
        return frozenset(one for one, n in times.items() if n >= ENOUGH)


NOTHING_YET = Conversation()
"""A conversation in which nothing has been answered."""


class Talk:
    """Asks one question after the other, each with what was answered before."""

    def __init__(self, asking: Callable[..., Answer]) -> None:
        self._asking = asking
        self._conversation = NOTHING_YET

    def ask(self, question: str, **how: Any) -> Answer:
        """The answer to the next question, asked as the function given asks: raises what it raises."""
        answer = self._asking(question, conversation=self._conversation, **how)
        self._conversation = self._conversation.after(answer)
        return answer
