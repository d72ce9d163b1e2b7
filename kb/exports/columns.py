"""The columns of the checklist, for all formats that have any: what each holds and how it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.days import spell_day
from kb.exports.exceptions import condition_besides, exception_of
from kb.exports.line import Line
from kb.exports.wording import MODALITIES, recurrence_of, rule_of, spell_euros, trigger_of
from kb.follow_up import Field

Cell = str | date | float | None
Group = Literal["texto", "plazo", "seguimiento", "procedencia"]
_SUMMARY = 180
"""Characters of a summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`width` in characters. `field`: what of the follow-up people may write there, taken back on import."""

    key: str
    title: str
    width: int
    group: Group
    value: Callable[[Line, date], Cell]
    about: str
    field: Field | Literal["event"] | None = None

    @property
    def is_day(self) -> bool:
        """Whether it holds days."""
        return self.key in ("event", "due", "review", "version")


def _amount(line: Line) -> float | None:
    """The amount, where there is exactly one in euros."""
    found = [text.removesuffix(" EUR") for text in line.obligation.amounts if text.endswith(" EUR")]
    return float(found[0]) if len(found) == 1 else None


def shown(value: Cell) -> str:
    """A cell where everything is text: `31/12/2025`, `22.000.000,00`."""
    if value is None:
        return ""
    if isinstance(value, date):
        return spell_day(value)
    return spell_euros(value) if isinstance(value, float) else value


def _column(
    key: str,
    title: str,
    width: int,
    group: Group,
    about: str,
    value: Callable[[Line, date], Cell],
    field: Field | Literal["event"] | None = None,
) -> Column:
    return Column(key=key, title=title, width=width, group=group, value=value, about=about, field=field)


COLUMNS: tuple[Column, ...] = (
    _column(
        "label", "Artículo y apartado", 17, "texto", "Dónde lo dice, como se cita.",
        lambda line, _: line.obligation.label,
    ),
    _column(
        "quote", "Texto literal", 52, "texto", "Las palabras del documento, sin cambiar ninguna.",
        lambda line, _: line.obligation.quote,
    ),
    _column(
        "action", "Resumen", 30, "texto", "Qué hay que hacer, en breve; no sustituye al texto.",
        lambda line, _: line.obligation.in_brief(_SUMMARY),
    ),
    _column(
        "modality", "Modalidad", 11, "texto", "Obligación, prohibición, permiso, derecho o consecuencia.",
        lambda line, _: MODALITIES[line.obligation.modality],
    ),
    _column("subject", "Quién", 17, "texto", "A quién alcanza.", lambda line, _: line.obligation.subject),
    _column(
        "condition", "Condición", 19, "texto", "Cuándo se aplica, si el texto lo limita.",
        lambda line, _: condition_besides(line.obligation),
    ),
    _column(
        "exception", "Excepción", 17, "texto", "Lo que el texto exceptúa, con sus palabras.",
        lambda line, _: exception_of(line.obligation),
    ),
    _column(
        "trigger", "Suceso", 18, "plazo", "Desde qué hecho corre el plazo.",
        lambda line, _: trigger_of(line.obligation.deadline),
    ),
    _column(
        "event", "Fecha del suceso", 11, "plazo",
        "Rellénala cuando el suceso ocurra (por ejemplo, el día de la notificación): al importar la hoja se calcula "
        "el vencimiento.", lambda line, _: line.event, field="event",
    ),
    _column(
        "rule", "Regla del plazo", 20, "plazo", "Cuánto dura y desde cuándo, aunque no haya fecha.",
        lambda line, _: rule_of(line.obligation.deadline),
    ),
    _column(
        "due", "Vencimiento", 11, "plazo", "El próximo que no ha pasado, o el último; todos están en la hoja Plazos.",
        lambda line, today: line.next_due(today),
    ),
    _column(
        "calendar", "Calendario", 14, "plazo", "Qué días se han tenido por inhábiles al calcularlo.",
        lambda line, _: line.calendar,
    ),
    _column(
        "recurrence", "Recurrencia", 14, "plazo", "Si vuelve cada cierto tiempo.",
        lambda line, _: recurrence_of(line.obligation.deadline),
    ),
    _column(
        "amount", "Importe (EUR)", 13, "plazo", "El importe, si el texto da uno solo en euros.",
        lambda line, _: _amount(line),
    ),
    _column(
        "amounts", "Importes y umbrales", 12, "plazo", "Todos los que da el texto.",
        lambda line, _: "; ".join(line.obligation.amounts) or None,
    ),
    _column(
        "legal_refs", "Base legal", 14, "plazo", "Las normas a las que se remite.",
        lambda line, _: "; ".join(line.obligation.legal_refs) or None,
    ),
    _column(
        "sanction", "Sanción", 19, "plazo", "Lo que el mismo artículo prevé para quien incumple.",
        lambda line, _: line.sanction,
    ),
    _column(
        "status", "Estado", 13, "seguimiento", "Uno de la lista de la hoja Leyenda.",
        lambda line, _: line.obligation.status, field="status",
    ),
    _column(
        "owner", "Responsable", 20, "seguimiento", "Quién responde de cumplirla.",
        lambda line, _: line.obligation.owner, field="owner",
    ),
    _column(
        "evidence", "Evidencia", 40, "seguimiento", "Qué lo prueba y dónde está.",
        lambda line, _: line.obligation.evidence, field="evidence",
    ),
    _column(
        "notes", "Notas", 45, "seguimiento", "Lo que haga falta.",
        lambda line, _: line.obligation.notes, field="notes",
    ),
    _column(
        "review", "Revisión", 12, "seguimiento", "Día en que hay que volver a mirarla.",
        lambda line, _: line.review, field="review",
    ),
    _column(
        "mark", "Cambio", 12, "seguimiento", "Nueva, modificada o en otro lugar que en la lista anterior que se dio.",
        lambda line, _: line.mark or None,
    ),
    _column("title", "Documento", 40, "procedencia", "De qué documento sale.", lambda line, _: line.title),
    _column(
        "document_id", "Identificador", 20, "procedencia", "El del BOE, o el nombre del archivo.",
        lambda line, _: line.obligation.document_id,
    ),
    _column(
        "version", "Redacción de", 12, "procedencia",
        "Desde cuándo dice esto el texto, o su publicación; vacía si es consolidado y su archivo no lo dice.",
        lambda line, _: line.version,
    ),
    _column("eli", "ELI", 30, "procedencia", "Identificador europeo de legislación.", lambda line, _: line.eli),
    _column("url", "Dirección", 24, "procedencia", "Dónde está publicado.", lambda line, _: line.url),
    _column(
        "id", "Id", 20, "procedencia", "Identifica la obligación: no lo cambies, con él se importa la hoja.",
        lambda line, _: line.obligation.id,
    ),
)  # fmt: skip
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
"""All of them by key, in order."""
WRITABLE: tuple[Column, ...] = tuple(column for column in COLUMNS if column.field)
"""Those that people fill in."""
