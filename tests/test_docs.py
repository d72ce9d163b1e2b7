"""What the documents promise exists: verbs, links, decisions, the licences of what we use."""

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    page
    for page in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part == "data" for part in page.relative_to(ROOT).parts)
)
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)")
ROW = re.compile(r"^\| ([\w.-]+) \| ([^|]+) \|$", re.MULTILINE)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def verbs(page: str) -> set[str]:
    """What a page tells the reader to `make`, in code spans and in indented or fenced blocks."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return set(re.findall(r"(?:`|^ {4}|^\$? ?)make ([a-z]+)", text, re.MULTILINE))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_verbs_of_a_page_exist(page: str) -> None:
    assert verbs(page) <= targets()


def test_contributing_names_every_verb_of_daily_work() -> None:
    assert verbs("CONTRIBUTING.md") >= {"demo", "test", "check", "bench", "eval"}


def test_contributing_is_read_in_one_go() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) < 100


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    dead = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert dead == []


def test_decisions_have_one_number_each() -> None:
    names = [page.name for page in (ROOT / "docs" / "decisions").glob("*.md")]
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name) for name in names)
    numbers = [name[:4] for name in names]
    assert len(numbers) == len(set(numbers))


def direct_dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["models"]
    return {canonicalize_name(Requirement(text).name) for text in wanted}


def licences() -> dict[str, str]:
    table = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").split("\n## ")[1]
    return dict(ROW.findall(table))


def test_licences_are_those_of_our_direct_dependencies() -> None:
    assert licences().keys() - {"package"} == direct_dependencies()


@pytest.mark.parametrize("name", sorted(direct_dependencies()))
def test_a_licence_is_what_the_package_declares(name: str) -> None:
    declared = metadata(name).get("License-Expression")
    assert declared is None or licences()[name] == declared
