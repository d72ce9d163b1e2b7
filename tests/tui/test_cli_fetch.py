import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support_boe import ABSENT, Reply

ROOT = Path(__file__).parent.parent.parent
LAW = "BOE-A-2013-12887"


def norm(document_id, topic, state=""):
    consolidated = f'<estado_consolidacion codigo="{state}">Finalizado</estado_consolidacion>' if state else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<documento fecha_actualizacion="20990310085601"><metadatos><identificador>{document_id}</identificador>
<titulo>Orden por la que se regula {topic}.</titulo><rango codigo="1350">Orden</rango>
<fecha_publicacion>20990307</fecha_publicacion>{consolidated}</metadatos><analisis/>
<texto><p class="articulo">Artículo 1. Objeto.</p><p class="parrafo">Se regula {topic}.</p></texto></documento>
""".encode()


def index(*items):
    rows = "".join(f"<item><identificador>{one}</identificador><titulo>Texto {one}</titulo></item>" for one in items)
    return f"""<?xml version="1.0"?><response><status><code>200</code></status><data><sumario><metadatos>
<fecha_publicacion>20990307</fecha_publicacion></metadatos><diario numero="57"><seccion codigo="1" nombre="I. Disposiciones
generales"><departamento nombre="MINISTERIO DE MINAS">{rows}</departamento></seccion></diario></sumario></data></response>""".encode()  # noqa: E501


@pytest.fixture
def day(gazette):
    """A day with two texts, at a service whose rules for programs are about other things."""
    gazette.files["/robots.txt"] = b"User-agent: *\nDisallow: /g/\n"
    for number, topic in ((7, "el agua"), (8, "el fuego")):
        gazette.item(f"BOE-A-2099-{number}", norm(f"BOE-A-2099-{number}", topic))
    return gazette.day("20990307", index("BOE-A-2099-7", "BOE-A-2099-8"))


def test_a_text_keeps_where_it_came_from_and_when_it_was_updated(kb, gazette, day):
    done = kb("fetch", "boe-a-2099-7")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("BOE-A-2099-7: añadido como BOE-A-2099-7 (")
    shown = kb("show", "BOE-A-2099-7").out
    assert f"origen: {gazette.url}/diario_boe/xml.php?id=BOE-A-2099-7" in shown
    assert "actualizado: 10/03/2099" in shown
    assert "Agencia Estatal Boletín Oficial del Estado, última actualización: 10/03/2099" in shown
    assert "Ley 37/2007" in shown and "Real Decreto 1495/2011" in shown
    assert kb("verify").code == 0


def test_a_second_run_asks_conditionally_and_adds_nothing(kb, gazette, day):
    first = kb("fetch", "--day", "2099-03-07", "--json").json
    assert first["summary"] == {"added": 2, "replaced": 0, "unchanged": 0, "failed": 0}
    second = kb("fetch", "--day", "2099-03-07", "--json").json
    assert second["summary"] == {"added": 0, "replaced": 0, "unchanged": 2, "failed": 0}
    assert gazette.statuses == [200, 200, 200, 200, 304, 304, 304, 304]


def test_what_fails_does_not_stop_the_rest_and_the_next_run_asks_only_for_that(kb, gazette, day):
    fire = "/diario_boe/xml.php?id=BOE-A-2099-8"
    gazette.fail(fire, *[Reply(status=503, headers={"Retry-After": "0"})] * 4)
    done = kb("fetch", "--day", "2099-03-07")
    assert done.code == 1
    assert done.err == "kb: BOE-A-2099-8: el servicio del BOE no está disponible (503); prueba más tarde\n"
    before = len(gazette.asked)
    assert kb("fetch", "--day", "2099-03-07").out.splitlines()[-1] == "Archivos: 1 añadido, 1 sin cambios."
    assert gazette.paths[before:] == [fire]


def test_days_without_an_issue_are_told_and_are_no_failure(kb, gazette, day):
    done = kb("fetch", "--day", "2099-03-07..2099-03-08", "--department", "minas")
    assert (done.code, done.err) == (0, "kb: el 08/03/2099 no hubo BOE\n")
    assert done.out.splitlines()[-1] == "Archivos: 2 añadidos."


def test_a_day_that_cannot_be_had_is_a_failure(kb, gazette, day):
    gazette.fail(day, Reply(body=b"<html></html>"))
    done = kb("fetch", "--day", "2099-03-07..2099-03-07", "BOE-A-2099-7")
    assert done.code == 1
    assert done.err == (
        "kb: sumario del 07/03/2099: ha llegado una página HTML en lugar de los datos; "
        "mira si hay un portal o proxy de por medio\n"
    )
    assert done.out.splitlines()[-1] == "Archivos: 1 añadido."


def test_listing_downloads_no_text(kb, gazette, day):
    done = kb("fetch", "--day", "2099-03-07", "--list")
    assert done.code == 0
    assert done.out.startswith(
        "BOE del 07/03/2099, núm. 57: 2 textos\n\nI. Disposiciones generales · MINISTERIO DE MINAS\n"
    )
    [only] = kb("fetch", "--day", "2099-03-07", "--section", "1", "--list", "--json").json
    assert only["day"] == "2099-03-07"
    assert [one["document_id"] for one in only["items"]] == ["BOE-A-2099-7", "BOE-A-2099-8"]
    assert gazette.paths == [day, day]
    assert kb("fetch", "--day", "2099-03-07", "--section", "3").out == "No hay archivos que incorporar.\n"


def test_a_consolidated_law_comes_as_in_force(kb, gazette, shared):
    gazette.item(LAW, norm(LAW, "la transparencia", state="3"))
    law = gazette.law(LAW, (shared / f"corpus/xml/consolidada/{LAW}.xml").read_bytes())
    assert kb("fetch", LAW).code == 0
    assert f"origen: {gazette.url}{law}" in kb("show", LAW).out
    assert kb("fetch", LAW, "--as-published").out.splitlines()[-1] == "Archivos: 1 sustituido."


def test_a_real_item_of_the_gazette(kb, gazette, shared):
    found = sorted((shared / "corpus/xml/diario").glob("BOE-*.xml"))[:3]
    assert found
    for path in found:
        gazette.item(path.stem, path.read_bytes())
        assert kb("fetch", path.stem, "--as-published").code == 0


def test_everything_of_a_manifest(kb, gazette, day, tmp_path):
    file = tmp_path / "manifiesto.toml"
    file.write_text('[[documents]]\nid = "BOE-A-2099-7"\nkind = "gazette"\n[[files]]\nid = "nota"\n')
    done = kb("fetch", "--manifest", file)
    assert (done.code, done.err) == (0, "kb: nota: no lo publica el BOE; incorpóralo con `kb ingest`\n")
    assert done.out.splitlines()[-1] == "Archivos: 1 añadido."


def test_a_text_of_before_1975_is_only_an_image(kb, gazette):
    gazette.item("BOE-A-1970-7", b"<documento><metadatos><titulo>Orden</titulo></metadatos><texto/></documento>")
    done = kb("fetch", "BOE-A-1970-7")
    assert done.code == 1
    assert done.err == "kb: BOE-A-1970-7: el XML no trae el texto (el BOE solo lo tiene como imagen): usa su PDF\n"


USAGE = {
    "nothing": ((), "falta decir qué descargar"),
    "no identifier": (("BOE-A-2099-7", "ley"), "«ley» no es un identificador del BOE"),
    "no day": (("--day", "ayer"), "«ayer» no es un día"),
    "days backwards": (("--day", "2099-03-08..2099-03-07"), "el primer día tiene que ir antes"),
    "too many days": (("--day", "2000-01-01..2099-03-07"), "366 como mucho"),
    "no section": (("--day", "2099-03-07", "--section", "9"), "no es una sección"),
    "a section of no day": (("BOE-A-2099-7", "--section", "1"), "añade --day"),
    "a list of texts": (("BOE-A-2099-7", "--day", "2099-03-07", "--list"), "no lleva identificadores"),
    "no manifest": (("--manifest", "falta.toml"), "no se puede leer el manifiesto"),
}


@pytest.mark.parametrize(("arguments", "told"), USAGE.values(), ids=USAGE)
def test_what_makes_no_sense_is_refused_before_any_request(kb, gazette, home, arguments, told):
    done = kb("fetch", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert gazette.asked == []
    assert not home.exists()


def test_unknown_texts_are_told_one_by_one(kb, gazette):
    gazette.fail("/diario_boe/xml.php?id=BOE-A-2099-9", Reply(body=ABSENT))
    done = kb("fetch", "BOE-A-2099-9", "--json")
    assert done.code == 1
    assert [one["outcome"] for one in done.json["files"]] == ["failed"]
    assert "el BOE no lo tiene; comprueba el identificador" in done.json["files"][0]["message"]


@pytest.mark.parametrize("command", ["ask", "list"])
def test_only_fetching_imports_the_http_client(filled, home, command):
    code = f"import sys; sys.argv = ['kb', '--home', {str(home)!r}, {command!r}, *sys.argv[1:]]\nfrom tui.cli import main\ntry: main()\nfinally: print(json.dumps('httpx' in sys.modules), file=sys.stderr)"  # noqa: E501
    run = subprocess.run(
        [sys.executable, "-c", f"import json; {code}", "--help"], capture_output=True, text=True, cwd=ROOT
    )
    assert json.loads(run.stderr.splitlines()[-1]) is False


def page(document_id, topic):
    """A text as the page that people read."""
    return f"""<!DOCTYPE html><html><head><title>{document_id}</title></head><body><div id="textoxslt">
<p class="articulo">Artículo 1. Objeto.</p><p class="parrafo">Se regula {topic} ({document_id}).</p></div></body></html>
""".encode()


def test_a_day_is_gathered_as_robots_txt_asks_and_a_text_that_is_named_as_its_user_does(kb, gazette, day):
    gazette.files["/robots.txt"] = (
        b"User-agent: *\nDisallow: /diario_boe/xml.php?\nDisallow: /diario_boe/txt.php?id=BOE-A-2099-8\n"
    )
    gazette.files["/diario_boe/txt.php?id=BOE-A-2099-7"] = page("BOE-A-2099-7", "el agua")
    done = kb("fetch", "--day", "2099-03-07")
    assert done.code == 1
    assert "BOE-A-2099-7: añadido como BOE-A-2099-7 (" in done.out
    assert "BOE-A-2099-8: el BOE pide que los programas no lo recojan (robots.txt)" in done.err
    assert [path for path in gazette.paths if "xml.php" in path or "-8" in path] == []
    assert "Se regula el agua" in kb("show", "BOE-A-2099-7", "art_1").out
    assert kb("fetch", "BOE-A-2099-8").code == 0
    assert gazette.paths.count("/robots.txt") == 1


def test_a_page_of_another_text_is_not_taken_for_the_one_asked_for(kb, gazette, day):
    gazette.files["/robots.txt"] = b"User-agent: boe-kb\nDisallow: /diario_boe/xml.php\n"
    gazette.files["/diario_boe/txt.php?id=BOE-A-2099-7"] = page("BOE-A-2099-9", "el aire")
    done = kb("fetch", "--day", "2099-03-07")
    assert done.code == 1
    assert "BOE-A-2099-7: el BOE ha contestado otra página" in done.err


@pytest.mark.parametrize("reply", [Reply(status=403), Reply(body=page("x", "y"))])
def test_a_service_without_rules_allows_everything(kb, gazette, day, reply):
    gazette.fail("/robots.txt", reply)
    assert kb("fetch", "--day", "2099-03-07").code == 0


def test_while_the_rules_cannot_be_told_no_text_of_a_list_is_asked_for(kb, gazette, day):
    gazette.fail("/robots.txt", *[Reply(status=500, headers={"Retry-After": "99999"})] * 4)
    done = kb("fetch", "--day", "2099-03-07")
    assert (done.code, done.err.count("no está disponible")) == (1, 2)
    assert [path for path in gazette.paths if "xml.php" in path] == []
