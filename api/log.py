"""The log of the service: JSON on stderr, a line for each thing that happened, whoever tells it."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """A record as one line. Its message is text, or the fields of the line, as those of a request are."""

    def format(self, record: logging.LogRecord) -> str:
        """`time` (UTC), `level`, `logger`, then `message` or the fields, then `trace` where something broke."""
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        told = record.msg
        line |= told if isinstance(told, Mapping) else {"message": record.getMessage()}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"api": {"level": "INFO"}, "uvicorn": {"level": "INFO"}},
}
"""For `logging.config.dictConfig`: libraries tell of what is wrong, the service and its server of what they do."""
