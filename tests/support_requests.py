"""What generated requests are made of where a schema only has a name for it: schemathesis loads this as its hooks.

A cursor may be any place in a list; a workbook is one that was exported, which nobody makes up.
"""

import base64
import json
import os
from pathlib import Path

import schemathesis
from hypothesis import strategies

from api.paging import CURSOR
from api.routes.obligations import TIME_LIMIT
from kb.exports import EXPORTS

WORKBOOK = "BOE_KB_WORKBOOK"
"""The variable that says where the workbook is."""
LIMITS = ["10 días hábiles", "un mes y quince días", "P1Y", "hasta el 30 de junio de 2099", "--01-01/--03-31"]


def cursor_of(name: str) -> str:
    """A place in any of the lists, whose keys all begin with a text."""
    return base64.urlsafe_b64encode(json.dumps([name]).encode()).decode().rstrip("=")


def register(workbook: bytes) -> None:
    """Tell schemathesis how they are made."""
    schemathesis.openapi.format(CURSOR, strategies.text(max_size=20).map(cursor_of))
    schemathesis.openapi.format(TIME_LIMIT, strategies.sampled_from(LIMITS))
    schemathesis.openapi.media_type(EXPORTS["xlsx"].media_type, strategies.just(workbook))


if WORKBOOK in os.environ:
    register(Path(os.environ[WORKBOOK]).read_bytes())
