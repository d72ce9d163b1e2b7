"""The program: its commands, its own options, and the way out of every error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from kb.errors import KbError
from kb.settings import Settings
from tui.cli import (
    agenda,
    assistants,
    completion,
    deadlines,
    desk,
    doctor,
    documents,
    evaluation,
    facts,
    fetching,
    follow_up,
    ingestion,
    keys,
    log,
    questions,
    report,
    serving,
    upkeep,
)
from tui.cli.failures import DONE, FAILED, INTERRUPTED, USAGE, exit_code, fault
from tui.cli.output import print_line, warn
from tui.cli.spanish import SpanishCommand, SpanishGroup, usage_error

HELP = "Base de conocimiento normativa: lee decretos del BOE y notas de prensa, y responde con la cita exacta."

COMMANDS: dict[str, Callable[..., int | None] | typer.Typer] = {
    "ingest": ingestion.ingest,
    "fetch": fetching.fetch,
    "list": documents.list_,
    "show": documents.show,
    "remove": documents.remove,
    "search": questions.search,
    "ask": questions.ask,
    "entities": facts.entities,
    "obligations": follow_up.group,
    "agenda": agenda.agenda,
    "report": report.report,
    "eval": evaluation.eval_,
    "plazo": deadlines.plazo,
    "serve": serving.serve,
    "keys": keys.keys,
    "mcp": assistants.mcp,
    "verify": upkeep.verify,
    "doctor": doctor.doctor,
    "tui": desk.tui,
}

app = typer.Typer(
    cls=SpanishGroup,
    help=HELP,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for _name, _function in COMMANDS.items():
    if isinstance(_function, typer.Typer):
        app.add_typer(_function, name=_name)
    else:
        app.command(_name, cls=SpanishCommand)(_function)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print_line(f"boe-kb {version('boe-kb')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            "--home",
            metavar="CARPETA",
            help="Carpeta de la base (o la variable KB_HOME); si no, la de datos del usuario.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Muestra la versión y termina.")
    ] = False,
    install: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            is_eager=True,
            callback=completion.install_callback,
            help="Instala el autocompletado en el intérprete de órdenes.",
        ),
    ] = False,
    script: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            is_eager=True,
            callback=completion.show_callback,
            help="Muestra el autocompletado para copiarlo.",
        ),
    ] = False,
) -> None:
    """Settle where the base and the log are."""
    context.obj = Settings.from_environment(home=home)
    log.start(context.obj)
    if context.invoked_subcommand is None and not context.resilient_parsing:
        print_line(context.get_help())
        raise typer.Exit(USAGE)


def main() -> None:
    """The entry point of `kb`."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """One command; its exit code. Nothing but JSON and results on stdout, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    completion.prepare()
    try:
        code = get_command(app).main(args=list(arguments), prog_name="kb", standalone_mode=False)
        sys.stdout.flush()
        return int(code or DONE)
    except typer.TyperException as error:
        return _usage(error)
    except KbError as error:
        warn(str(error))
        return exit_code(error)
    except BrokenPipeError:
        return _nobody_reads()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:
        warn(fault(error, _settings()))
        return FAILED


def _usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "kb"
    warn(f"{usage_error(error.format_message())} (`{path} --help` lo explica)")
    return error.exit_code


def _nobody_reads() -> int:
    """The reader of the pipe has gone: be quiet, also when the interpreter flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _settings() -> Settings | None:
    try:
        return Settings.from_environment()
    except KbError:
        return None
