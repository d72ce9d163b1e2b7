"""Completion in the shell: its installation, and the documents' ids."""

from __future__ import annotations

import typer
from typer._completion_classes import completion_init
from typer._completion_shared import Shells, _get_shell_name, get_completion_script, install

from kb.errors import InvalidInput, KbError
from kb.settings import Settings
from tui.cli.output import print_line

_VARIABLE = "_KB_COMPLETE"


def prepare() -> None:
    """Let the program answer the shells."""
    completion_init()


def install_callback(asked: bool) -> None:
    """`--install-completion`."""
    if asked:
        shell, path = install(shell=_shell(), prog_name="kb", complete_var=_VARIABLE)
        print_line(f"Autocompletado de {shell} instalado en {path}; abre otra terminal para usarlo.")
        raise typer.Exit


def show_callback(asked: bool) -> None:
    """`--show-completion`."""
    if asked:
        print_line(get_completion_script(prog_name="kb", complete_var=_VARIABLE, shell=_shell()))
        raise typer.Exit


def document_ids(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids that begin so, with their titles. A shell has no use for an error: nothing, then."""
    from kb.base import KnowledgeBase

    home = context.find_root().params.get("home")
    try:
        with KnowledgeBase.open(Settings.from_environment(home=home)) as base:
            found = base.documents()
    except KbError:
        return []
    return [(one.document_id, one.short_title) for one in found if one.document_id.startswith(incomplete)]


def _shell() -> str:
    shell = _get_shell_name()
    if shell not in list(Shells):
        known = ", ".join(Shells)
        raise InvalidInput(f"no se reconoce el intérprete de órdenes; el autocompletado existe para {known}")
    return shell
