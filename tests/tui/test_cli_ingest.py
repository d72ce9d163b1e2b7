import os
import sqlite3
from pathlib import Path

import pytest

from kb.store import Store
from tests.support import replace_file

OUTCOMES = ["added", "replaced", "unchanged", "failed"]


def sound(kb):
    """The base is as it should be."""
    done = kb("verify", "--json")
    assert done.json["problems"] == []
    assert done.code == 0
    return done.json["checked"]


def test_files_are_told_one_by_one_and_then_counted(kb, texts):
    done = kb("ingest", texts)
    assert (done.code, done.err) == (0, "")
    first, second, last = [line for line in done.out.splitlines() if not line.startswith("  ")]
    assert first.startswith(f"{texts / 'agua.txt'}: añadido como agua (")
    assert second.startswith(f"{texts / 'fuego.txt'}: añadido como fuego (")
    assert last == "Archivos: 2 añadidos."
    assert kb("ingest", texts).out.splitlines()[-1] == "Archivos: 2 sin cambios."


def test_as_json_there_is_a_report_per_file_and_a_summary(kb, texts):
    (texts / "mala.txt").write_bytes(b"\x00")
    done = kb("ingest", texts, "--json")
    assert done.json["summary"] == {"added": 2, "replaced": 0, "unchanged": 0, "failed": 1}
    assert [one["outcome"] for one in done.json["files"]] == ["added", "added", "failed"]
    assert done.json["files"][0]["document_id"] == "agua"
    assert (done.code, done.err) == (1, "")


def test_a_changed_file_is_replaced(filled, texts):
    (texts / "agua.txt").write_text("Artículo 1. Objeto.\nOtra cosa muy distinta.\n")
    assert filled("ingest", texts).out.splitlines()[-1] == "Archivos: 1 sustituido, 1 sin cambios."
    assert "otra cosa" in filled("show", "agua", "art_1").out.lower()


def test_jobs_give_the_same(kb, texts, home):
    one = kb("ingest", texts, "--json").json
    other = kb("--home", home.with_name("otra"), "ingest", texts, "--jobs", 2, "--json").json
    assert one == other


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write("Artículo 1. Objeto.\n".encode())
        file.truncate(200 * 1024**2)


BAD = {
    "vacia.txt": (lambda path: path.write_bytes(b""), "el archivo está vacío: no hay texto que incorporar"),
    "blancos.txt": (lambda path: path.write_bytes(b" \n\t\r\n"), "el archivo está vacío: no hay texto que incorporar"),
    "nulos.txt": (lambda path: path.write_bytes(b"Art. 1\x00. Objeto"), "parece un archivo binario, no un texto"),
    "binario.txt": (lambda path: path.write_bytes(os.urandom(5000)), "parece un archivo binario, no un texto"),
    "norma.pdf": (
        lambda path: path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\n"),
        "el PDF está dañado o incompleto; ábrelo con un visor y guárdalo de nuevo, o vuelve a descargarlo",
    ),
    "norma.docx": (
        lambda path: path.write_bytes(b"PK\x03\x04\x14\x00word/document.xml"),
        "parece un documento de Office, que todavía no se lee; conviértelo en texto",
    ),
    "grande.txt": (sparse, "ocupa 200 MB y se leen hasta 50; divídelo en partes"),
    "roto.txt": (lambda path: path.symlink_to("no-existe.txt"), "es un enlace roto"),
    "bucle.txt": (lambda path: path.symlink_to("bucle.txt"), "es un enlace que vuelve sobre sí mismo"),
    "tubo.txt": (os.mkfifo, "es un archivo especial (tubería, dispositivo o similar), no un documento"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_the_base_is_unharmed(filled, tmp_path, name):
    path = tmp_path / name
    BAD[name][0](path)
    done = filled("ingest", path)
    assert (done.code, done.out) == (1, "Archivos: 1 con error.\n")
    assert done.err == f"kb: {path}: {BAD[name][1]}\n"
    assert sound(filled)["documents"] == 2


def test_all_the_bad_files_in_a_folder_do_not_stop_the_good_ones(kb, texts):
    for name, (make, _) in BAD.items():
        make(texts / name)
    done = kb("ingest", texts)
    assert done.code == 1
    assert done.out.splitlines()[-1] == f"Archivos: 2 añadidos, {len(BAD)} con error."
    assert len(done.err.splitlines()) == len(BAD)
    assert sound(kb)["documents"] == 2


def test_what_does_not_exist_is_told(kb, tmp_path):
    done = kb("ingest", tmp_path / "nada")
    assert (done.code, done.err) == (1, f"kb: {tmp_path / 'nada'}: no existe; comprueba el nombre y la ruta\n")


def test_an_empty_folder_is_no_error(kb, tmp_path):
    (tmp_path / "vacia").mkdir()
    assert kb("ingest", tmp_path / "vacia").out == "No hay archivos que incorporar.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_whatever_the_encoding(kb, tmp_path, encoding):
    path = tmp_path / "norma.txt"
    path.write_bytes("Artículo 1. Año.\nEl señor añadió una línea más.\n".encode(encoding))
    assert kb("ingest", path).code == 0
    assert "El señor añadió una línea más." in kb("show", "norma", "art_1").out
    sound(kb)


def test_a_name_that_is_not_utf8_can_be_ingested_and_removed(kb, tmp_path):
    folder = tmp_path / "nombres"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"a\xf1o.txt")).write_text("Artículo 1. Uno.\nDos.\n")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert kb("ingest", folder).code == 0
    (document_id,) = [one["document_id"] for one in kb("list", "--json").json]
    assert kb("remove", document_id).code == 0


def test_while_another_writes_it_says_so_and_touches_nothing(filled, home, texts):
    (texts / "nueva.txt").write_text("Artículo 1. Uno.\nDos.\n")
    with Store.open(home).writing():
        for arguments in (["ingest", texts], ["remove", "agua"]):
            done = filled(*arguments)
            assert (done.code, done.out) == (1, "")
            assert "otro proceso está escribiendo en la base" in done.err
            assert len(done.err.splitlines()) == 1
        assert filled("search", "agua", "--json").code == 0
    assert sound(filled)["documents"] == 2


def execute(home, statement):
    connection = sqlite3.connect(home / "kb.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("command", [["list"], ["ask", "x"], ["ingest", "."], ["verify"], ["remove", "agua"]])
def test_a_base_of_a_newer_release_is_told_and_left_alone(filled, home, command):
    execute(home, "UPDATE alembic_version SET version_num = '9999'")
    before = (home / "kb.sqlite").read_bytes()
    done = filled(*command)
    assert (done.code, done.out) == (1, "")
    assert "es de una versión más nueva del programa" in done.err
    assert len(done.err.splitlines()) == 1
    assert (home / "kb.sqlite").read_bytes() == before


@pytest.mark.parametrize("command", [["list"], ["ask", "x"], ["ingest", "."], ["verify"], ["remove", "agua"]])
def test_a_store_that_is_no_database_is_told(filled, home, command):
    for file in home.glob("kb.sqlite*"):
        file.unlink()
    (home / "kb.sqlite").write_bytes(b"esto no es una base de datos" * 1000)
    done = filled(*command)
    assert (done.code, done.out) == (1, "")
    assert "está dañada y no se puede leer" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_store_with_a_damaged_page_is_told_by_verify(filled, home):
    execute(home, "PRAGMA wal_checkpoint(TRUNCATE)")
    for file in home.glob("kb.sqlite-*"):
        file.unlink()
    data = bytearray((home / "kb.sqlite").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 3000] = os.urandom(3000)
    (home / "kb.sqlite").write_bytes(data)
    done = filled("verify")
    assert done.code == 1
    assert done.err.startswith("kb: ")
    assert len(done.err.splitlines()) == 1


def test_a_damaged_index_is_mended_with_a_warning(filled, home):
    (file,) = (home / "index").rglob("passage.faiss")
    replace_file(file, file.read_bytes()[:10])
    assert filled("verify").code == 1
    done = filled("search", "agua de los embalses", "--json")
    assert done.json[0]["document_id"] == "agua"
    assert done.err == "kb: el índice está dañado y se ha rehecho a partir de los documentos\n"
    sound(filled)


def test_a_report_measures_what_was_taken_in(kb, texts):
    found = kb("ingest", texts, "--report", "--json")
    assert found.code == 0
    assert [one["outcome"] for one in found.json["files"]] == ["added", "added"]
    assert [(one["share"], one["twice"], one["articles"]) for one in found.json["fidelity"]] == [(1.0, 0, 2)] * 2
    shown = kb("ingest", texts, "--report").out
    assert "sin cambios" in shown
    assert "agua.txt: 100.00 % del texto en unidades" in shown


def test_a_dry_run_measures_and_takes_nothing_in(kb, texts, home):
    (texts / "malo.bin").write_bytes(bytes(range(256)))
    done = kb("ingest", texts, "--dry-run")
    assert done.code == 1
    assert "fuego.txt: 100.00 % del texto en unidades" in done.out
    assert "malo.bin" in done.err
    assert not home.exists()
