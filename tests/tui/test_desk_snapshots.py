"""How the app looks, picture by picture, and that the guide shows those pictures.

`pytest tests/tui/test_desk_snapshots.py --snapshot-update` takes them anew, `python -m tests.tui.picture_guide` then
puts those of the guide in their place.
"""

import pytest

from kb.settings import Settings
from tests.tui.picture_guide import GUIDE, PICTURES, taken
from tests.tui.scenes import SCENES, staged


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_looks_as_it_did(name, sample, tmp_path, monkeypatch, snap_compare):
    folder = tmp_path / "normas"
    folder.mkdir()
    for document in ("decreto.xml", "nota.pdf"):
        (folder / document).touch()
    monkeypatch.chdir(folder)
    scene = SCENES[name]
    home = tmp_path / "base" if scene.empty else sample
    app, play = staged(scene, Settings(home=home, cache=tmp_path / "cache"))
    assert snap_compare(app, terminal_size=scene.size, run_before=play)


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_the_guide_shows_the_app_as_it_is(name):
    assert (GUIDE / f"{name}.svg").read_text(encoding="utf-8") == taken(name), "python -m tests.tui.picture_guide"


def test_every_picture_of_the_guide_is_one_of_the_app():
    assert {path.stem for path in GUIDE.glob("*.svg")} == PICTURES
