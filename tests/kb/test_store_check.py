"""`Store.check` names what breaks an invariant."""

import sqlite3

import pytest

LINES = ("La ayuda dura tres meses.", "El importe es de 100 euros.")


def test_a_sound_base_has_no_problems(store, samples):
    samples.put(store, samples.document("A", LINES), samples.document("B"))
    found = store.check()
    assert (found.ok, found.problems) == (True, ())
    assert found.checked == {"documents": 2, "units": 3, "passages": 6}


def test_an_empty_base_has_no_problems(store):
    assert store.check().ok


DAMAGE = {
    "a passage lost": ("DELETE FROM passages WHERE key = 4", "claves"),
    "a passage past its unit": ("UPDATE passages SET end = 40 WHERE key = 1", "se sale de su unidad"),
    "a passage of no unit": ("UPDATE passages SET unit_id = 'art_9' WHERE key = 1", "unidad que no existe"),
    "a passage that says something else": ("UPDATE passages SET text = 'otra cosa' WHERE key = 1", "no dice"),
    "a unit lost": ("DELETE FROM units WHERE unit_id = 'art_2'", "la lista dice 2"),
    "a unit past the text": ("UPDATE units SET end = 999 WHERE unit_id = 'art_2'", "se sale del texto"),
    "a unit without its parent": ("UPDATE units SET parent = 'x' WHERE unit_id = 'art_2'", "cuelga de x"),
    "a kind nobody knows": ("UPDATE units SET kind = 'canto' WHERE unit_id = 'art_1'", "dañada"),
    "rows without a document": (
        "PRAGMA foreign_keys = OFF; DELETE FROM documents",
        "una fila de passages no tiene documento",
    ),
}


@pytest.mark.parametrize(("sql", "line"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_named(store, samples, sql, line):
    samples.put(store, samples.document("A", LINES))
    with sqlite3.connect(store.home / "kb.sqlite") as raw:
        raw.executescript(sql)
    raw.close()
    found = store.check()
    assert not found.ok
    assert any(line in problem for problem in found.problems), found.problems
