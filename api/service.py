"""Service: one open base and what the routes share. Made by the application, closed by it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from api.auth import Gate
from api.jobs.supervisor import Supervisor
from api.metrics import Metrics
from api.options import Options
from api.state import Audit, Jobs, Keys, State
from api.work import Work
from kb.base import KnowledgeBase
from kb.encoder import Encoder
from kb.settings import Settings
from kb.store import Summary


@dataclass(slots=True, kw_only=True)
class Service:
    """What a request needs. Only `base` and `work` do anything; the rest says how."""

    settings: Settings
    options: Options
    base: KnowledgeBase
    work: Work
    metrics: Metrics
    state: State
    keys: Keys
    jobs: Jobs
    audit: Audit
    gate: Gate
    supervisor: Supervisor
    _corpus: tuple[int, str] = (-1, "")

    @classmethod
    def open(cls, settings: Settings, options: Options, *, encoder: Encoder | None, metrics: Metrics) -> Service:
        """Over the base of the settings, made when there is none. BaseError."""
        base = KnowledgeBase.open(settings, create=True, encoder=encoder)
        work, state = Work(options), State(settings.home)
        keys, jobs = Keys(state), Jobs(state)
        metrics.gauge("kb_questions_waiting", "Questions that wait for a thread.", lambda: work.waiting)
        metrics.gauge("kb_generation", "Generation of the base.", lambda: base.store.generation)
        return cls(
            settings=settings,
            options=options,
            base=base,
            work=work,
            metrics=metrics,
            state=state,
            keys=keys,
            jobs=jobs,
            audit=Audit(state),
            gate=Gate(keys, work, options),
            supervisor=Supervisor(settings, encoder, jobs, work),
        )

    def warm(self) -> None:
        """Load model and index before the first question. EncoderError, BaseError."""
        self.base.search("¿Qué se regula?", k=1)

    def corpus(self) -> str:
        """A hash of which documents there are, in which wording: equal corpora give equal answers."""
        generation = self.base.store.generation
        if self._corpus[0] != generation:
            self._corpus = (generation, corpus_hash(self.base.documents()))
        return self._corpus[1]

    def close(self) -> None:
        """Let go of the files."""
        self.base.close()
        self.state.close()


def corpus_hash(documents: tuple[Summary, ...]) -> str:
    """sha256 over the lines `document_id sha256`, by id."""
    lines = "".join(f"{one.document_id} {one.sha256}\n" for one in documents)
    return hashlib.sha256(lines.encode()).hexdigest()
