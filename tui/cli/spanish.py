"""Typer in Spanish: its help and its usage errors, which it writes in English only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from typer._click import Command, HelpFormatter
from typer._click.core import Context, Parameter
from typer._click.exceptions import UsageError
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from kb.patterns import regex

_MESSAGES = (
    ("Invalid value for {name}: {message}", "valor no válido para {name}: {message}"),
    ("Invalid value: {message}", "valor no válido: {message}"),
    ("Missing argument {name}.", "falta el argumento {name}"),
    ("Missing option {name}.", "falta la opción {name}"),
    ("Missing command.", "falta la orden"),
    ("No such option: {name} (Possible options: {others})", "no existe la opción {name}; quizá {others}"),
    ("No such option: {name}", "no existe la opción {name}"),
    ("No such command {name}. Did you mean {others}?", "no existe la orden {name}; quizá {others}"),
    ("No such command {name}.", "no existe la orden {name}"),
    ("Got unexpected extra argument(s) ({values})", "sobra {values}"),
    ("Option {name} requires an argument.", "la opción {name} necesita un valor"),
    ("Option {name} does not take a value.", "la opción {name} no lleva valor"),
    ("{value} is not a valid int.", "{value} no es un número entero"),
    ("{value} is not a valid int range.", "{value} no es un número entero"),
    ("{value} is not one of {choices}.", "{value} no vale: elige {choices}"),
    ("{value} is not in the range x>={least}.", "{value} es menor que {least}"),
    ("{value} is not in the range {least}<=x<={most}.", "{value} no está entre {least} y {most}"),
)

_WHOLE = 400
"""Characters of a command's first sentence in the list of commands: as many as it has."""


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    return regex("".join(f"(?P<{part}>.+)" if n % 2 else re.escape(part) for n, part in enumerate(parts)), re.DOTALL)


_TABLE = tuple((_pattern(english), spanish) for english, spanish in _MESSAGES)


def usage_error(message: str) -> str:
    """A usage error in Spanish; one that the table does not know stays as it is."""
    for pattern, spanish in _TABLE:
        match = pattern.fullmatch(message.strip())
        if match is not None:
            parts = match.groupdict()
            if "message" in parts:
                parts["message"] = usage_error(parts["message"])
            return " ".join(spanish.format(**parts).split())
    return " ".join(message.split())


class _Spanish(Command):
    """What a command and the program have in common."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Typer forgets which command some errors are of."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """`--help`, explained in Spanish."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Muestra esta ayuda y termina."
        return option

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """`Uso: kb ask [OPCIONES] [PREGUNTA]`."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Uso: ")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The arguments, then the options."""
        _write_parameters(self.get_params(ctx), ctx, formatter)


class SpanishCommand(_Spanish, TyperCommand):
    """A command whose help is in Spanish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"options_metavar": "[OPCIONES]"}))


class SpanishGroup(_Spanish, TyperGroup):
    """The program, whose help is in Spanish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        words = {"options_metavar": "[OPCIONES]", "subcommand_metavar": "ORDEN [ARGUMENTOS]..."}
        super().__init__(*args, **(kwargs | words))

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section("Órdenes"):
            formatter.write_dl([(name, found.get_short_help_str(_WHOLE)) for name, found in self.commands.items()])


def _write_parameters(found: Iterable[Parameter], ctx: Context, formatter: HelpFormatter) -> None:
    """Two lists; what a default is, each help says in its own words."""
    rows: dict[str, list[tuple[str, str]]] = {"Argumentos": [], "Opciones": []}
    for one in found:
        if isinstance(one, TyperArgument):
            rows["Argumentos"].append((one.make_metavar(ctx), one.help or ""))
        elif isinstance(one, TyperOption):
            metavar = "" if one.is_flag else f" {one.metavar or 'VALOR'}"
            rows["Opciones"].append((", ".join(sorted(one.opts, key=len)) + metavar, one.help or ""))
    for title, lines in rows.items():
        if lines:
            with formatter.section(title):
                formatter.write_dl(lines)
