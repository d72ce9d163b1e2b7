"""The YAML head of a Markdown file: a flat table of texts, dates and lists of texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import yaml  # type: ignore[import-untyped]

from kb.errors import UnreadableSource

LARGEST = 64 * 1024
"""Characters of a head; real ones take a few thousand."""

_MOST_BRACKETS = 500
"""Lists and tables in a line; nested by the thousand they take minutes."""

_HEAD = re.compile(r"\ufeff?---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
Head = Mapping[str, Any]


def split(content: str) -> tuple[Head, str]:
    """The fields of the head and the text below it; no fields where there is no head.

    UnreadableSource for a head that is no YAML, or not a table, or too long, or has aliases: a
    few of them can stand for more text than fits in memory.
    """
    match = _HEAD.match(content[: LARGEST + 8])
    if match is None:
        if len(content) > LARGEST and _HEAD.match(content):
            raise UnreadableSource("la cabecera YAML es demasiado larga; acórtala")
        return {}, content
    if sum(map(match["yaml"].count, "[{")) > _MOST_BRACKETS:
        raise UnreadableSource("la cabecera YAML es demasiado complicada; simplifícala")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(match["yaml"])):
            raise UnreadableSource("la cabecera YAML usa alias; escribe cada valor donde va")
        loaded = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableSource("la cabecera YAML no se puede leer; corrígela o quítala") from error
    if not isinstance(loaded, dict | None):
        raise UnreadableSource("la cabecera YAML no es una tabla de campos; corrígela o quítala")
    return {str(name): value for name, value in (loaded or {}).items()}, content[match.end() :]


def text(head: Head, *names: str) -> str:
    """The first of the fields that is filled, as text."""
    values = (head.get(name) for name in names)
    return next((str(value).strip() for value in values if isinstance(value, str | int | date) and str(value)), "")


def texts(head: Head, name: str) -> list[str]:
    """The texts of a list."""
    value = head.get(name)
    return [str(one).strip() for one in value if isinstance(one, str)] if isinstance(value, list) else []


def day(head: Head, *names: str) -> date | None:
    """The first of the fields that is a date, with or without a time."""
    for name in names:
        value = head.get(name)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            continue
    return None
