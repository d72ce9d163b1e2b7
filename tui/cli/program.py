"""The program: its commands, its own options, and the way out of every error."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from kb.errors import KbError
from kb.settings import Settings
from tui.cli import completion, log
from tui.cli.commands import Commands
from tui.cli.failures import DONE, FAILED, INTERRUPTED, USAGE, exit_code, fault
from tui.cli.output import print_line, warn
from tui.cli.spanish import SpanishGroup, usage_error

_OBJECTS = 50_000
"""New objects between two looks for cycles."""
HELP = "Base de conocimiento normativa: lee decretos del BOE y notas de prensa, y responde con la cita exacta."


class Program(SpanishGroup):
    """`kb`, with all its commands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands = Commands()


app = typer.Typer(
    cls=Program,
    help=HELP,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


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
    """The entry point of `kb`.

    Loading libraries makes hundreds of thousands of objects that stay: Python looks for cycles among them seldom,
    and not at all when the process ends, which would take a fifth of the time of a question.
    """
    gc.set_threshold(_OBJECTS)
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


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
