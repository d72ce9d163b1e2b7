import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import sources
from ingest.sniffing import looks_like, sniff
from ingest.sources import LARGEST, listing, load
from kb.errors import EmptySource, SourceTooLarge, UnreadableSource, UnsupportedSource


def names(found):
    return [one.path.name for one in found if one.error is None]


def errors(found):
    return {one.path.name: str(one.error) for one in found if one.error is not None}


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/.oculto.txt", ".git/config", "CVS/Root"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Artículo 1. " + name)
    return tmp_path


def test_a_folder_gives_its_visible_files_in_order_of_name(folder):
    assert [str(one.path.relative_to(folder)) for one in listing([folder])] == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_hidden_file_that_is_named_is_taken(folder):
    assert names(listing([folder / "sub/.oculto.txt"])) == [".oculto.txt"]


def test_the_same_file_by_two_ways_is_offered_once(folder):
    (folder / "z.txt").symlink_to(folder / "a.txt")
    assert names(listing([folder, folder / "sub/../a.txt"])) == ["a.txt", "b.txt", "c.txt"]


def test_links_are_followed_inside_only(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("fuera") / "secreto.txt"
    elsewhere.write_text("no")
    (folder / ".dentro").mkdir()
    (folder / ".dentro/d.txt").write_text("d")
    (folder / "enlazada").symlink_to(folder / ".dentro")
    (folder / "fuera.txt").symlink_to(elsewhere)
    found = listing([folder])
    assert names(found) == ["a.txt", "b.txt", "d.txt", "c.txt"]
    assert errors(found) == {"fuera.txt": "es un enlace que sale de la carpeta; no se sigue"}


def test_a_link_that_is_named_may_lead_anywhere(folder, tmp_path_factory):
    link = tmp_path_factory.mktemp("otra") / "enlace"
    link.symlink_to(folder)
    assert names(listing([link])) == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("name", "target", "message"),
    [
        ("roto.txt", "no-existe.txt", "es un enlace roto"),
        ("bucle.txt", "bucle.txt", "es un enlace que vuelve sobre sí mismo"),
        ("vuelta", ".", "es un enlace que vuelve a su propia carpeta"),
    ],
)
def test_a_link_that_leads_nowhere_is_listed_with_its_error(folder, name, target, message):
    (folder / name).symlink_to(target)
    found = listing([folder])
    assert errors(found) == {name: message}
    assert names(found) == ["a.txt", "b.txt", "c.txt"]


def test_what_does_not_exist_is_listed_with_its_error(tmp_path):
    (found,) = listing([tmp_path / "nada.txt"])
    assert isinstance(found.error, UnreadableSource)
    assert str(found.error) == "no existe; comprueba el nombre y la ruta"


def test_a_name_with_a_nul_is_no_path():
    (found,) = listing([Path("a\0b")])
    assert str(found.error) == "no se puede leer (la ruta no es válida)"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_without_waiting_for_it(folder):
    os.mkfifo(folder / "tubo.txt")
    assert "especial" in errors(listing([folder]))["tubo.txt"]
    with pytest.raises(UnsupportedSource, match="especial"):
        load(folder / "tubo.txt")


def test_a_device_is_refused():
    (found,) = listing([Path(os.devnull)])
    assert isinstance(found.error, UnsupportedSource)


def test_without_permission_it_says_so_and_the_rest_goes_on(folder):
    folder.chmod(0o755)
    (folder / "sub").chmod(0)
    (folder / "b.txt").chmod(0)
    code = """
import os, sys
from pathlib import Path
from ingest.sources import listing, load
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for one in listing([Path(".")]):
    try:
        if one.error: raise one.error
        load(one.path)
    except Exception as error:
        print(one.path, error)
    else:
        print(one.path, "bien")
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(sources.__file__).parent.parent)},
        capture_output=True,
        text=True,
    )
    (folder / "sub").chmod(0o755)
    assert done.stdout.splitlines() == [
        "a.txt bien",
        "b.txt no hay permiso para leerlo",
        "sub no hay permiso para leerlo",
    ], done.stderr


def test_a_file_that_vanishes_after_being_listed(folder):
    found = listing([folder])
    (folder / "b.txt").unlink()
    assert names(found) == ["a.txt", "b.txt", "c.txt"]
    with pytest.raises(UnreadableSource, match="no existe"):
        load(folder / "b.txt")


def test_a_source_says_what_it_is_and_where_from(folder):
    source = load(folder / "a.txt")
    assert (source.name, source.media_type) == ("a.txt", "text/plain")
    assert source.origin == str(folder / "a.txt")
    assert source.data == "Artículo 1. a.txt".encode()
    assert len(source.sha256) == 64


def test_a_name_that_is_not_utf8_can_still_be_shown(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"a\xf1o.txt")
    try:
        with open(path, "wb") as file:
            file.write(b"texto")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (found,) = listing([tmp_path])
    assert load(found.path).name == "a\ufffdo.txt"


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_nothing_to_read_is_an_empty_source(tmp_path, data):
    path = tmp_path / "vacio.txt"
    path.write_bytes(data)
    with pytest.raises(EmptySource, match="vacío"):
        load(path)


def test_a_large_file_is_refused_without_being_read(tmp_path):
    path = tmp_path / "grande.txt"
    with path.open("wb") as file:
        file.write("Artículo 1.\n".encode())
        file.truncate(200 * 1024**2)
    with pytest.raises(SourceTooLarge, match="ocupa 200 MB y se leen hasta 50"):
        load(path)


def test_the_largest_size_is_still_read(tmp_path):
    path = tmp_path / "justo.txt"
    with path.open("wb") as file:
        file.write(b"Articulo 1.\n")
        file.truncate(LARGEST)
    assert len(load(path).data) == LARGEST


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        (b"%PDF-1.7\n", "application/pdf", "un PDF"),
        (b"PK\x03\x04....", "application/zip", "un archivo comprimido"),
        (b"PK\x03\x04....word/document.xml", None, "un documento de Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None, "un documento de Office antiguo"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "una imagen"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", "una imagen"),
        (b"{\\rtf1", "application/rtf", "un documento RTF"),
        (b"\x1f\x8b\x08", "application/gzip", "un archivo comprimido"),
        (b"Art. 1\x00\x00", "application/octet-stream", "un archivo binario"),
        (bytes(range(1, 32)), "application/octet-stream", "un archivo binario"),
        (b"\x7fELF\x02\x01\x01\x00", "application/octet-stream", "un archivo binario"),
        (b"<?xml version='1.0'?><documento/>", "application/xml", "XML"),
        (b"<!DOCTYPE html><html>", "text/html", "una página HTML"),
        (b"\n  <html lang='es'>", "text/html", "una página HTML"),
    ],
)
def test_what_bytes_are_is_seen_in_the_bytes(data, media_type, name):
    assert media_type is None or sniff(data) == media_type
    assert looks_like(sniff(data)) == name


@pytest.mark.parametrize(
    "data",
    [
        b"Real Decreto",
        "\ufeffReal Decreto".encode(),
        "año 2021".encode("cp1252"),
        "Real Decreto".encode("utf-16"),
        "Real Decreto".encode("utf-16-be").join([b"\xfe\xff", b""]),
        b"a < b y <b>negrita</b>",
        b"pagina 1\x0cpagina 2",
    ],
)
def test_text_is_text_in_any_encoding(data):
    assert sniff(data) == "text/plain"
