import json
import sys

import pytest

LISTED = ["document_id", "title", "kind", "rank", "department", "published", "in_force_from", "eli", "pages", "units"]
UNIT = ["unit_id", "label", "kind", "heading", "parent", "start", "end", "page", "version"]


def test_list_as_json_has_the_keys_of_the_contract(filled):
    found = filled("list", "--json").json
    assert [list(one) for one in found] == [[*LISTED, "sha256"]] * 2
    assert [one["document_id"] for one in found] == ["agua", "fuego"]
    assert found[0]["kind"] == "norm"


def test_list_fits_80_columns_whatever_the_names(filled, texts):
    (texts / f"{'nombre-larguisimo-' * 6}.txt").write_text("Artículo 1. Uno.\nDos.\n")
    filled("ingest", texts)
    out = filled("list").out
    assert max(map(len, out.splitlines())) <= 80
    assert "agua" in out
    assert "Título" in out


def test_list_says_what_a_document_is_about(filled):
    assert "regula el agua de los embalses" in " ".join(filled("list").out.split())


def test_an_empty_base_lists_nothing(kb, texts):
    kb("ingest", texts / "agua.txt")
    kb("remove", "agua")
    assert kb("list", "--json").json == []
    assert kb("list").out == "La base no tiene documentos: añádelos con `kb ingest`.\n"


def test_show_gives_the_tree_and_the_text_of_a_unit(filled):
    found = filled("show", "agua", "--json").json
    assert list(found["document"]) == [*LISTED, "sha256"]
    assert [list(one) for one in found["units"]] == [UNIT] * len(found["units"])
    starts = [one["start"] for one in found["units"]]
    assert starts == sorted(starts)
    (unit,) = filled("show", "agua", "art_2.2", "--json").json["units"]
    assert list(unit) == [*UNIT, "text"]
    assert unit["text"] == "2. La ejecución terminará el 30 de junio de 2099."


def test_show_for_people(filled):
    tree = filled("show", "agua").out
    assert "  art_2.2" in tree
    assert "Artículo 2. Plazo" in tree
    text = filled("show", "agua", "art_2.2").out
    assert text == "Artículo 2. Plazo > 2\n\n2. La ejecución terminará el 30 de junio de 2099.\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["show", "aire"], "la base no tiene el documento «aire»: `kb list` muestra los que hay"),
        (["show", "../agua"], "la base no tiene el documento «../agua»: `kb list` muestra los que hay"),
        (["show", "agua", "art_9"], "agua no tiene la unidad «art_9»: `kb show agua` muestra las que hay"),
        (["remove", "aire"], "la base no tiene el documento «aire»: `kb list` muestra los que hay"),
        (["ask", "x", "--doc", "aire"], "la base no tiene el documento «aire»: `kb list` muestra los que hay"),
        (["search", "x", "--doc", "aire"], "la base no tiene el documento «aire»: `kb list` muestra los que hay"),
    ],
)
def test_what_is_not_there_is_told(filled, arguments, line):
    done = filled(*arguments)
    assert (done.code, done.out, done.err) == (1, "", f"kb: {line}\n")


def test_remove_takes_it_out_of_everything(filled):
    assert filled("remove", "agua").out == "Se ha quitado agua.\n"
    assert [one["document_id"] for one in filled("list", "--json").json] == ["fuego"]
    assert {hit["document_id"] for hit in filled("search", "agua de los embalses", "--json").json} == {"fuego"}
    assert filled("verify").code == 0


def test_search_as_json_and_for_people(filled):
    hits = filled("search", "agua de los embalses", "-k", 2, "--json").json
    assert len(hits) == 2
    assert list(hits[0])[:5] == ["document_id", "unit_id", "label", "text", "score"]
    assert hits[0]["document_id"] == "agua"
    only = filled("search", "agua de los embalses", "--doc", "fuego", "--json").json
    assert {hit["document_id"] for hit in only} == {"fuego"}
    out = filled("search", "agua de los embalses").out
    assert out.startswith("1. ")
    assert max(map(len, out.splitlines())) <= 80


def test_verify_as_json_and_for_people(filled):
    found = filled("verify", "--json").json
    assert (found["ok"], found["problems"]) == (True, [])
    assert found["checked"]["documents"] == 2
    done = filled("verify")
    assert done.code == 0
    assert done.out.endswith("Todo está bien.\n")


def test_terminal_sequences_in_names_and_texts_are_harmless(kb, texts):
    (texts / "mala\x1b[31m.txt").write_text("Artículo 1. Uno.\nTexto \x1b]0;título\x07 con órdenes.\n")
    kb("ingest", texts)
    for arguments in (["list"], ["ingest", texts], ["search", "texto con órdenes"], ["show", "mala\x1b[31m"]):
        done = kb(*arguments)
        assert "\x1b" not in done.out + done.err


def test_json_survives_a_terminal_that_is_not_utf8(filled, monkeypatch, capsys):
    monkeypatch.setattr(type(sys.stdout), "encoding", "ascii", raising=False)
    done = filled("show", "agua", "art_2.2", "--json")
    assert done.out.isascii()
    assert json.loads(done.out)["units"][0]["text"].startswith("2. La ejecución")
