"""Amounts, percentages, dates, windows, durations and quarters in Spanish text, each in one spelling.

The spelling is that of answers: `22000000 EUR`, `50 %`, `2025-12-31`, `--10-30`, `--01-01/--03-31`, `P3M`, `2022-Q4`,
`2031`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kb.numerals import CARDINAL, cardinal, fold
from kb.patterns import regex

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


class ValueKind(StrEnum):
    """What a value measures."""

    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    DATE = "date"
    DURATION = "duration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value and where it stands: `[start, end)` of the text that was read."""

    kind: ValueKind
    start: int
    end: int
    normal: str


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SPACED = r"(?<!\w )\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?"
"""`1 000 000`, as acts of the Union have it, but not behind another word that may be what it numbers."""
MONTH = "(?:" + "|".join([*MONTHS, "setiembre"]) + ")"
"""The name of a month, folded, as a regular expression."""
_SCALES = {"millones": 6, "millon": 6, "miles": 3, "mil": 3, "": 0}
_PERIODS = {"hora": "TH", "dia": "D", "semana": "W", "mes": "M", "ano": "Y"}
_LEAP_YEAR = 2000
_QUARTERS = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}

Reading = tuple[ValueKind, str]
Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Reading | None], tuple[str, ...]]


def number(text: str) -> Decimal:
    """`22.000.000`, `22 000 000` and `18,5` as numbers."""
    return Decimal("".join(text.replace(".", "").replace(",", ".").split()))


def euros(quantity: Decimal, scale: int = 0) -> str:
    """`18.5`, 6 -> `18500000 EUR`; cents only where there are any."""
    whole = quantity.scaleb(scale).normalize()
    return f"{whole:f} EUR"


def _amount(match: re.Match[str]) -> Reading | None:
    return ValueKind.AMOUNT, euros(number(match["n"]), _SCALES[match["scale"] or ""])


def _cents(match: re.Match[str]) -> Reading | None:
    return ValueKind.AMOUNT, euros(number(match["n"]), -2)


def _first_of_range(match: re.Match[str]) -> Reading | None:
    """`entre 3 y 5 millones` has the scale once for both, `entre 500.000 y 2 millones` for the second alone."""
    shared = match["shared"] if "." not in match["n"] else None
    return ValueKind.AMOUNT, euros(number(match["n"]), _SCALES[match["scale"] or shared or ""])


def _and_a_half(match: re.Match[str]) -> Reading | None:
    whole = number(match["n"]) if match["n"][0].isdigit() else cardinal(match["n"])
    return None if whole is None else (ValueKind.AMOUNT, euros(Decimal(whole) + Decimal("0.5"), 6))


def _worded_amount(match: re.Match[str]) -> Reading | None:
    if match["words"] in ("millones", "miles"):
        return None  # the unit of a column: `(millones de euros)`
    half = match["words"] == "medio"
    value = Decimal("0.5") if half else cardinal(match["words"])
    scale = _SCALES[match["scale"] or ""]
    return (ValueKind.AMOUNT, euros(Decimal(value), scale)) if value else None


def _percentage(match: re.Match[str]) -> Reading | None:
    text = re.sub(r"^un\s+", "", match["n"])  # `un diez por ciento`: the article
    value = number(text) if text[0].isdigit() else cardinal(text)
    return (ValueKind.PERCENTAGE, f"{Decimal(value).normalize():f} %") if value is not None else None


def _iso(year: int, month: int, day: int) -> str | None:
    """None for a day that the calendar does not have: the gazette prints `31 de junio` now and then."""
    valid = year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{day:02d}" if valid else None


def _yearly(month: int, day: int) -> str | None:
    return f"--{month:02d}-{day:02d}" if _iso(_LEAP_YEAR, month, day) else None


def _long_date(match: re.Match[str]) -> Reading | None:
    iso = _iso(int(match["y"]), _month(match["m"]), int(match["d"]))
    return (ValueKind.DATE, iso) if iso else None


def _short_date(match: re.Match[str]) -> Reading | None:
    iso = _iso(int(match["y"]), int(match["m"]), int(match["d"]))
    return (ValueKind.DATE, iso) if iso else None


def _window(match: re.Match[str]) -> Reading | None:
    ends = [_yearly(_month(match[m]), int(match[d])) for d, m in (("d", "m"), ("d2", "m2"))]
    return (ValueKind.DATE, "/".join(map(str, ends))) if all(ends) else None


def _day_of_year(match: re.Match[str]) -> Reading | None:
    day = _yearly(_month(match["m"]), int(match["d"]))
    return (ValueKind.DATE, day) if day else None


def _last_day(match: re.Match[str]) -> Reading | None:
    month, year = _month(match["m"]), match["y"]
    last = monthrange(int(year or _LEAP_YEAR), month)[1]
    return ValueKind.DATE, f"{year or '-'}-{month:02d}-{last:02d}"


def _quarter(match: re.Match[str]) -> Reading | None:
    named = match.groupdict().get("word")
    return ValueKind.DATE, f"{match['y']}-Q{_QUARTERS[named] if named else match['q']}"


def _month_of_year(match: re.Match[str]) -> Reading | None:
    return ValueKind.DATE, f"{match['y']}-{_month(match['m']):02d}"


def _year(match: re.Match[str]) -> Reading | None:
    return ValueKind.DATE, match["y"]


def _years(match: re.Match[str]) -> Reading | None:
    last = match["y2"] if len(match["y2"]) == 4 else match["y"][:2] + match["y2"]
    return (ValueKind.DATE, f"{match['y']}/{last}") if last > match["y"] else None


def _duration(match: re.Match[str]) -> Reading | None:
    text = match["n"]
    count = int(number(text)) if text[0].isdigit() else cardinal(text)
    unit = _PERIODS[re.sub(r"(?<=mes)es$|(?<!me)s$", "", match["unit"])]
    if not count:
        return None
    return ValueKind.DURATION, f"PT{count}H" if unit == "TH" else f"P{count}{unit}"


def _month(name: str) -> int:
    return MONTHS.index(name.replace("setiembre", "septiembre")) + 1


_EUROS = r"(?:de\s+)?(?:euros?\b|eur\b|€)"
_CENTS = r"(?:c€|(?:centimos?|cents?\.?)\s+(?:de\s+)?(?:euros?\b|€))"
_SCALE = r"(?:\s*(?P<scale>millones|millon|miles|mil))?"
_MONEY, _SHARE, _TIME = ("eur", "€"), ("%", "por c", "por 100"), ("hora", "dia", "semana", "mes", "ano")
_OF_A_MONTH = (*MONTHS, "setiembre")
_OF_A_QUARTER = tuple(f"{letter}{n}" for letter in "qt" for n in range(1, 5))
_CENTURIES = ("15", "16", "17", "18", "19", "20")


def _rule(pattern: str, read: Callable[[re.Match[str]], Reading | None], *needs: str) -> Rule:
    return regex(pattern), read, needs


_RULES: tuple[Rule, ...] = (
    _rule(
        rf"(?<![\d.,/])\b(?P<n>{_NUMBER}|{CARDINAL}) mill(?:on|ones) y medio\s+{_EUROS}", _and_a_half, *_MONEY
    ),  # un millón y medio de euros
    _rule(rf"(?<![\d.,/])(?P<n>{_SPACED}){_SCALE}\s*{_EUROS}", _amount, *_MONEY),  # 1 000 000 euros
    _rule(rf"(?<![\d.,/])(?P<n>{_NUMBER}){_SCALE}\s*{_EUROS}", _amount, *_MONEY),  # 18,5 millones de euros
    _rule(rf"(?<![\d.,/])(?P<n>{_NUMBER})\s*{_CENTS}", _cents, *_MONEY),  # 7,25 c€/kWh
    _rule(
        rf"(?<![\d.,/])(?P<n>{_NUMBER}){_SCALE}"
        rf"(?=\s+(?:y|a|o)\s+(?:{_NUMBER})(?:\s*(?P<shared>millones|millon|miles|mil))?\s*{_EUROS})",
        _first_of_range,
        *_MONEY,
    ),  # the first of entre 3 y 5 millones de euros
    _rule(rf"\b(?P<words>medio|{CARDINAL}){_SCALE}\s+{_EUROS}", _worded_amount, *_MONEY),  # dos millones de euros
    _rule(rf"(?<![\d.,/])(?P<n>{_NUMBER})\s*(?:%|por ciento|por 100)", _percentage, *_SHARE),  # 50 %
    _rule(rf"\b(?P<n>{CARDINAL}) por (?:ciento|cien)\b", _percentage, *_SHARE),  # cincuenta por ciento
    _rule(
        rf"(?P<d>\d{{1,2}}) de (?P<m>{MONTH})\s+(?:y|a|al|hasta)\s+(?:el\s+)?(?P<d2>\d{{1,2}}) de (?P<m2>{MONTH})"
        r"(?!\s+de\s+\d)",
        _window,
        *_OF_A_MONTH,
    ),  # del 1 de enero al 31 de marzo
    _rule(
        rf"\bultimo dia (?:del mes )?de (?P<m>{MONTH})(?: del? (?P<y>[12]\d{{3}}))?(?!\d)", _last_day, "ultimo dia"
    ),  # el último día del mes de febrero
    _rule(
        rf"(?P<d>\d{{1,2}})\.?o? de (?P<m>{MONTH}) del? (?:ano )?(?P<y>\d{{4}})(?!\d)", _long_date, *_OF_A_MONTH
    ),  # 31 de diciembre de 2025
    _rule(r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/])", _short_date, "/"),  # 31/12/2025
    _rule(r"\b[qt](?P<q>[1-4])[-/ ]?(?P<y>\d{4})\b", _quarter, *_OF_A_QUARTER),  # Q4-2022
    _rule(r"\b(?P<y>\d{4})[-/ ]?[qt](?P<q>[1-4])\b", _quarter, *_OF_A_QUARTER),  # 2022-Q4
    _rule(r"\b(?P<word>primer|segundo|tercer|cuarto) trimestre (?:de |del )?(?P<y>\d{4})", _quarter, "trimestre"),
    _rule(
        r"\b(?:periodos?|anos|ejercicios?|cursos?|trienio|bienio|total)(?: (?:de|entre))?(?: los anos)? "
        r"(?P<y>(?:19|20)\d{2})(?:\s?[-–/]\s?| (?:a|y|al) )(?P<y2>(?:(?:19|20)\d{2}|\d{2}))\b(?![/\d-])",
        _years,
        *_CENTURIES,
    ),  # el periodo 2020-2025
    _rule(rf"\b(?P<m>{MONTH}) del? (?:ano )?(?P<y>\d{{4}})", _month_of_year, *_OF_A_MONTH),  # julio de 2020
    _rule(
        r"(?<!\d{4}, de )(?<!\d{4} de )(?<!europeo, de )(?<!consejo, de )(?<!comision, de )"
        rf"\b(?P<d>\d{{1,2}})\.?o? de (?P<m>{MONTH})\b",
        _day_of_year,
        *_OF_A_MONTH,
    ),  # antes del 30 de octubre, but not the day of Ley 38/2003, de 17 de noviembre, or of an act of the Union
    _rule(
        r"\b(?:en|hasta|desde|durante|ano|ejercicio) (?:el )?(?:ano )?(?P<y>(?:1[5-9]|20)\d{2})\b(?![/\d])",
        _year,
        *_CENTURIES,
    ),
    _rule(
        rf"(?<![\d.,])\b(?P<n>\d{{1,3}}(?:\.\d{{3}})?|{CARDINAL})(?: \(\d{{1,4}}\))? "
        r"(?P<unit>horas?|dias?|semanas?|meses|mes|anos?)\b",
        _duration,
        *_TIME,
    ),  # tres meses, quince (15) días hábiles
)
"""What is looked for, how it is read, and the words of which a text that has it has one: most have none, and are not
searched."""


def values(text: str) -> tuple[Value, ...]:
    """Every value in a text, in reading order; of two that overlap the earlier rule's stands."""
    folded = fold(text)
    found: list[Value] = []
    taken = bytearray(len(folded))
    for pattern, read, needs in _RULES:
        if needs and not any(word in folded for word in needs):
            continue
        for match in pattern.finditer(folded):
            reading = read(match) if not any(taken[match.start() : match.end()]) else None
            if reading is None:
                continue
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            found.append(Value(kind=reading[0], start=match.start(), end=match.end(), normal=reading[1]))
    return tuple(sorted(found, key=lambda value: value.start))


_BEFORE_ITS_DAY = regex(
    r"\b(?:resolucion(?:es)?|orden(?:es)?|instruccion(?:es)?|circular(?:es)?|acuerdos?|decretos?|ley|convenios?|sentencias?"
    r"|auto)(?: (?:ministerial(?:es)?|comunicada|conjunta|circular|organica))?"
    r"(?:,? (?:del?|de la) (?:minist|consej|secretari|subsecretari|direc|presiden|intervenc|tribunal|sala)\w*"
    r"[^.;:,()\d]{0,90}?)?,? del? (?:dia )?$"
)
_REACH_OF_AN_ACT = 140


def is_day_of_an_act(text: str, value: Value) -> bool:
    """Whether a date is how an act is called, as in `Resolución de 12 de julio de 2090`, and of nothing else."""
    return (
        value.kind is ValueKind.DATE
        and _BEFORE_ITS_DAY.search(fold(text[max(0, value.start - _REACH_OF_AN_ACT) : value.start])) is not None
    )


_UNIT_OF_COLUMN = regex(r"\b(?P<scale>millones|miles)?\s*(?:de\s+)?(?:euros|€|eur)\b|€")
_BARE_NUMBER = regex(rf"(?<![\w.,/-])(?P<n>{_NUMBER})(?![\w%/-])(?!,\d)")


def scale_of(heading: str) -> int | None:
    """The power of ten that a column's heading or a caption gives its amounts; None when it names no euros."""
    match = _UNIT_OF_COLUMN.search(fold(heading))
    return _SCALES[match.groupdict()["scale"] or ""] if match else None


def first_scale(texts: Iterable[str]) -> int | None:
    """What the first text that names euros gives: a table's header, its caption, the row of its total."""
    return next((scale for scale in map(scale_of, texts) if scale is not None), None)


def cell_amounts(row: str, scale: int) -> Iterator[Value]:
    """The bare numbers of a table row, as amounts of its unit."""
    for match in _BARE_NUMBER.finditer(row):
        yield Value(
            kind=ValueKind.AMOUNT, start=match.start(), end=match.end(), normal=euros(number(match["n"]), scale)
        )
