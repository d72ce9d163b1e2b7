"""`Store.check` names what breaks an invariant."""

import sqlite3
from dataclasses import replace

import pytest

from kb.documents import UnitId, UnitKind

LINES = ("La ayuda dura tres meses.", "El importe es de 100 euros.")


def test_a_sound_base_has_no_problems(store, samples):
    samples.put(store, samples.document("A", LINES), samples.document("B"))
    found = store.check()
    assert (found.ok, found.problems) == (True, ())
    assert found.checked == {"documents": 2, "units": 3, "passages": 6, "vectors": 6}


def test_an_empty_base_has_no_problems(store):
    assert store.check().ok


DAMAGE = {
    "a vector cut short": ("UPDATE passages SET vector = x'00' WHERE key = 1", "dimensión"),
    "a vector that is no number": (
        f"UPDATE passages SET vector = x'{'0000c07f' * 8}' WHERE key = 1",
        "no son números",
    ),
    "a passage lost": ("DELETE FROM passages WHERE key = 4", "claves"),
    "a passage past its unit": ("UPDATE passages SET end = 40 WHERE key = 1", "se sale de su unidad"),
    "a passage of no unit": ("UPDATE passages SET unit_id = 'art_9' WHERE key = 1", "unidad que no existe"),
    "a passage that says something else": ("UPDATE passages SET text = 'otra cosa' WHERE key = 1", "no dice"),
    "a unit lost": ("DELETE FROM units WHERE unit_id = 'art_2'", "la lista dice 2"),
    "a unit past the text": ("UPDATE units SET end = 999 WHERE unit_id = 'art_2'", "se sale del texto"),
    "a unit without its parent": ("UPDATE units SET parent = 'x' WHERE unit_id = 'art_2'", "cuelga de x"),
    "a unit outside its parent": (
        "UPDATE units SET parent = 'art_1' WHERE unit_id = 'art_2'",
        "se sale de art_1",
    ),
    "units that overlap": ("UPDATE units SET start = 3 WHERE unit_id = 'art_2'", "pisa"),
    "text without a unit": ("UPDATE units SET end = 3 WHERE unit_id = 'art_1'", "antes de art_2"),
    "text changed": ("UPDATE documents SET text = text || ' Fin.'", "sin unidad al final"),
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


def test_units_inside_a_container_are_sound(store, samples):
    flat = samples.document("A", LINES)
    whole = replace(flat.units[0], unit_id=UnitId("cap_1"), kind=UnitKind.CHAPTER, end=len(flat.text))
    nested = (whole, *(replace(unit, parent=whole.unit_id) for unit in flat.units))
    samples.put(store, samples.document("A", LINES, units=nested))
    assert store.check().problems == ()
