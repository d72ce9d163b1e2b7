"""The sample documents are coherent: sums add up, totals agree, NIFs are valid; the manifest is complete."""

import re
import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from stdnum.es import nif

CORPUS = Path(__file__).parents[2] / "corpus"
DECREE = "BOE-A-2099-10001"
NOTE = "nota-agua-2099-03-15"
FICTITIOUS = "DOCUMENTO FICTICIO, escrito para probar boe-kb; carece de validez jurídica"
GRANT = Decimal(38_400_000)
MILLION = Decimal(1_000_000)

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
NIF = re.compile(r"\b[A-HJNP-SUVW]\d{7}[0-9A-J]\b")
LEGAL_FORMS = {
    "Consorcio": "P",
    "Mancomunidad": "P",
    "Ayuntamiento": "P",
    "S.A.": "A",
    "S.L.": "B",
    "Comunidad de Regantes": "G",
    "Sociedad Cooperativa": "F",
    "Sociedad Agraria de Transformación": "V",
    "Fundación": "G",
    "Universidad": "Q",
    "Estación de Ensayos": "Q",
}
SHORT_NAMES = {
    "CICATA": "P8900101J",
    "MASE": "P8900204B",
    "EMAVISA": "A89004121",
    "SHICIBA": "B89017354",
    "Aguas del Tejar": "F89003214",
    "FOAR": "G89031124",
    "ESEAR": "Q8902506H",
}


def read(name: str) -> str:
    """A document of the corpus with its white space normalised, line by line."""
    lines = (CORPUS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


def flat(text: str) -> str:
    return " ".join(text.split())


def between(text: str, start: str, end: str) -> str:
    """What stands from the line `start` to the line that begins with `end`."""
    found = re.search(rf"^{re.escape(start)}$(.*?)^{re.escape(end)}", text, re.S | re.M)
    assert found, f"no stretch from {start!r} to {end!r}"
    return found[1]


def amount(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def rows(text: str, *, columns: int, head: str = r".+?") -> list[tuple[str, tuple[Decimal, ...]]]:
    """The lines that end in exactly that many figures, as (first cells, figures)."""
    pattern = re.compile(rf"^({head})((?: (?:{NUMBER})){{{columns}}})$", re.M)
    return [(m[1], tuple(amount(n) for n in m[2].split())) for m in pattern.finditer(text)]


@pytest.fixture(scope="module")
def decree() -> str:
    return read(DECREE)


@pytest.fixture(scope="module")
def note() -> str:
    return read(NOTE)


@pytest.fixture(scope="module")
def manifest() -> dict:
    return tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def beneficiaries(decree: str) -> dict[str, str]:
    """Names by NIF, as article 5 lists them."""
    article = between(decree, "Artículo 5. Entidades beneficiarias.", "Artículo 6.")
    return {m[2]: m[1] for m in re.finditer(r"^[a-l]\) (.+), con NIF (\w+)\.$", article, re.M)}


@pytest.fixture(scope="module")
def shares(decree: str) -> dict[str, tuple[Decimal, ...]]:
    """Cost, aid intensity and grant by NIF, as annex IV gives them in millions."""
    annex = between(decree, "ANEXO IV", "ANEXO V")
    return {head.split()[-1]: cells for head, cells in rows(annex, columns=3, head=r".+ [A-Z]\w{8}")}


# ---------------------------------------------------------------- what they are


def test_decree_says_first_that_it_is_fictitious(decree):
    assert decree.startswith(FICTITIOUS)


def test_note_says_in_its_label_and_its_lead_that_it_is_fictitious(note):
    head = note[: note.index("Madrid, ")]
    assert head.lstrip().startswith("Agua y territorio (nota ficticia)\n")
    assert f"- {FICTITIOUS}" in head


def test_decree_is_rich_and_not_padded(decree):
    assert 45_000 <= len(decree) <= 60_000


def test_decree_carries_an_identifier_that_the_gazette_has_not_given(decree):
    assert f"Documento {DECREE}" in decree
    assert f"Referencia:\n{DECREE}" in decree


def test_articles_follow_one_another_with_one_bis(decree):
    numbers = re.findall(r"^Artículo (\d+(?: bis)?)\. ", decree, re.M)
    expected = [str(n) for n in range(1, 26)]
    expected.insert(7, "7 bis")
    assert numbers == expected


def test_cross_reference_with_a_heading_stands_inside_a_sentence(decree):
    assert "conforme al artículo 72. Contenido de la cuenta justificativa" in decree
    assert not re.search(r"^\W*artículo 7[24]\.", decree, re.M | re.I)


@pytest.mark.parametrize(
    "mark",
    [
        *(f"CAPÍTULO {n}" for n in ("I", "II", "III", "IV")),
        *(f"Sección {n}.ª" for n in (1, 2, 3)),
        *(f"Disposición adicional {n}." for n in ("primera", "segunda", "tercera")),
        *(f"Disposición transitoria {n}." for n in ("primera", "segunda")),
        "Disposición derogatoria única.",
        *(f"Disposición final {n}." for n in ("primera", "segunda", "tercera", "cuarta")),
        *(f"ANEXO {n}" for n in ("I", "II", "III", "IV", "V", "VI")),
        "ANÁLISIS",
    ],
)
def test_part_opens_once(decree, mark):
    assert len(re.findall(rf"^{re.escape(mark)}(?:$| )", decree, re.M)) == 1


@pytest.mark.parametrize(
    "phrase",
    [
        "hasta el 31 de diciembre de 2101",
        "de dos meses a partir de la entrada en vigor de este real decreto",
        "quince días hábiles contados desde el siguiente al de la notificación",
        "entre el 15 de enero y el 28 de febrero de cada año",
        "durante cinco años, contados desde el 31 de diciembre del año en que se efectúe el último pago",
        "dentro de los veinte días naturales siguientes al fin de cada trimestre natural",
        "Si la pérdida de una red supera el 25 por ciento durante dos trimestres consecutivos",
        "salvo lo dispuesto en el apartado 4",
        "entrará en vigor el 1 de abril de 2099",
    ],
)
def test_decree_holds_every_kind_of_deadline_and_exception(decree, phrase):
    assert phrase in decree


# ---------------------------------------------------------------- beneficiaries


def test_every_nif_is_valid(decree):
    found = set(NIF.findall(decree))
    assert len(found) == 12
    assert [number for number in found if not nif.is_valid(number)] == []


def test_articles_and_annex_list_the_same_beneficiaries(beneficiaries, shares):
    assert len(beneficiaries) == 12
    assert set(shares) == set(beneficiaries)


def test_nif_fits_the_legal_form(beneficiaries):
    assert beneficiaries
    for number, name in beneficiaries.items():
        letters = {letter for form, letter in LEGAL_FORMS.items() if form in name}
        assert number[0] in letters, name
        assert number[-1].isalpha() == (number[0] in "PQ"), name


# ---------------------------------------------------------------- figures


def test_grant_is_the_same_in_euros_thousands_and_millions(decree, note):
    assert "El importe de la subvención es de 38.400.000 euros." in decree
    assert "Programa Manantial. 9.670 18.330 10.400 38.400" in decree
    assert re.search(r"^Total\. 51,65 38,40$", decree, re.M)
    assert re.search(r"^Total 38,40 38,40$", decree, re.M)
    assert "de los que la subvención cubre 38,40 millones" in decree
    assert "subvención estatal, de 38,4 millones de euros" in note


def test_preamble_table_adds_up(decree):
    table = between(decree, "Dotación del PEAR 2098-2103", "millones de euros")
    figures = {head.split()[0]: value for head, (value,) in rows(table, columns=1, head=r"E\d.*")}
    for axis in ("E1", "E2", "E3"):
        assert figures[axis] == sum(v for key, v in figures.items() if key.startswith(f"{axis}."))
    assert sum(v for key, v in figures.items() if "." not in key) == Decimal(240)
    assert figures["E2.1"] * MILLION == GRANT


def test_credits_follow_the_payments(decree):
    article = between(decree, "Artículo 13. Cuantía y financiación.", "Artículo 14.")
    credits = [value for _, (value,) in rows(article, columns=1, head=r"\d{4} \S+")]
    payments = between(decree, "Artículo 16. Pago y garantías.", "2. ")
    shares = [Decimal(n) for n in re.findall(r"por el (\d+) por ciento", payments)]
    assert credits == [GRANT * share / 100 for share in shares]
    assert sum(credits) == GRANT


def test_budget_by_line_and_year_adds_up_in_thousands(decree):
    table = rows(between(decree, "ANEXO III", "ANEXO IV"), columns=4)
    *lines, (_, total) = [cells for cells in table if not cells[0].startswith("Línea")]
    assert len(lines) == 4
    for head, cells in lines:
        assert sum(cells[:-1]) == cells[-1], head
    assert tuple(sum(column) for column in zip(*(cells for _, cells in lines), strict=True)) == total
    assert total[-1] * 1000 == GRANT


def test_distribution_by_entity_adds_up_in_millions(decree, shares):
    assert sum(grant for _, _, grant in shares.values()) * MILLION == GRANT
    assert sum(cost for cost, _, _ in shares.values()) == Decimal("51.65")
    for number, (cost, intensity, grant) in shares.items():
        assert cost * intensity / 100 == grant, number
    own = Decimal("51.65") * MILLION - GRANT
    assert own == Decimal(13_250_000)
    assert "la diferencia, de 13.250.000 euros" in decree


def test_intensities_are_those_of_the_article(decree, beneficiaries, shares):
    article = between(decree, "Artículo 13. Cuantía y financiación.", "Artículo 14.")
    stated = [Decimal(n) for n in re.findall(r"^[a-e]\) .+: (\d+) por ciento\.$", article, re.M)]
    kinds = [
        ("Consorcio", "Mancomunidad", "Ayuntamiento"),
        ("S.A.", "S.L."),
        ("Cooperativa",),
        ("Regantes", "Agraria"),
        ("Fundación", "Universidad", "Estación"),
    ]
    for kind, intensity in zip(kinds, stated, strict=True):
        of_kind = [n for n, name in beneficiaries.items() if any(word in name for word in kind)]
        assert {shares[n][1] for n in of_kind} == {intensity}


def plan(decree: str) -> tuple[dict[str, Decimal], list[tuple[str, str, Decimal]]]:
    """Annex V: the budget of each line, and (line, beneficiary, amount) of each row.

    A row names its line only when it opens one or follows a page break; the others inherit it.
    """
    budgets: dict[str, Decimal] = {}
    shares: list[tuple[str, str, Decimal]] = []
    line = ""
    table = between(decree, "ANEXO V", "Total")
    for head, (value,) in rows(table, columns=1):
        opened = re.match(rf"(L\d): .+?\. ({NUMBER}) ", head)
        if opened:
            line = opened[1]
            assert budgets.setdefault(line, amount(opened[2])) == amount(opened[2])
        shares.append((line, head.rsplit(". ", 1)[-1], value))
    return budgets, shares


def test_plan_with_merged_cells_adds_up_by_line(decree):
    budgets, shares = plan(decree)
    by_line: dict[str, Decimal] = defaultdict(Decimal)
    for line, _, value in shares:
        by_line[line] += value
    assert by_line == budgets
    assert sum(budgets.values()) * MILLION == GRANT
    in_thousands = rows(between(decree, "ANEXO III", "ANEXO IV"), columns=4, head=r"L\d: .+?")
    assert {head[:2]: cells[-1] / 1000 for head, cells in in_thousands} == budgets


def test_plan_gives_each_entity_its_share(decree, beneficiaries, shares):
    numbers = {name: number for number, name in beneficiaries.items()} | SHORT_NAMES
    by_entity: dict[str, Decimal] = defaultdict(Decimal)
    for _, name, value in plan(decree)[1]:
        by_entity[numbers[name]] += value
    assert by_entity == {number: grant for number, (_, _, grant) in shares.items()}


def test_milestones_have_a_quarter_within_the_programme(decree):
    annex = between(decree, "ANEXO II", "ANEXO III")
    found = re.findall(r"^(L[1-4]) (H\d+) .+? Q([1-4])-(\d{4}) .+\. .+\.$", annex, re.M)
    assert [mark for _, mark, _, _ in found] == [f"H{n}" for n in range(1, 11)]
    assert all("2099" <= year <= "2101" for *_, year in found)
    critical = re.search(r"críticos los identificados como (H\d+), (H\d+) y (H\d+)", decree)
    assert critical and set(critical.groups()) <= {mark for _, mark, _, _ in found}


@pytest.mark.parametrize("figure", ["142 municipios", "61.300 habitantes", "210 kilómetros", "21.500 contadores"])
def test_both_documents_state_the_same_magnitudes(decree, note, figure):
    assert figure in flat(decree)
    assert figure in flat(note)


def test_note_differs_from_the_decree_by_the_regions_share(decree, note):
    assert "48 millones" in note and "48 millones" not in decree
    assert "9,6 millones de euros de cofinanciación" in note
    regions = Decimal(48) - GRANT / MILLION
    assert regions == Decimal("9.6")
    assert regions <= Decimal("13.25") * 75 / 100
    assert "el 16 por ciento de su dotación" in note
    assert GRANT / MILLION / 240 * 100 == 16


def test_note_has_two_quotations_with_speaker_and_office(note):
    assert len(re.findall(r"“[^”]+”", note)) == 2
    assert re.search(r"la ministra de .+, \*\*[^*]+\*\*", note)
    assert re.search(r"el secretario de Estado .+, \*\*[^*]+\*\*", note)
    assert len(re.findall(r"^- \*\*[^*]+:\*\*", note, re.M)) == 4
    assert note.count("\nAgua y territorio (nota ficticia)\n") == 2


# ---------------------------------------------------------------- manifest


def test_manifest_opens_with_the_founding_decree(manifest):
    assert manifest["documents"][0]["id"] == "BOE-A-2021-17505"


def test_manifest_entries_are_complete_and_distinct(manifest):
    for entry in manifest["documents"]:
        assert set(entry) == {"id", "title", "kind", "why"}
        assert re.fullmatch(r"BOE-A-\d{4}-\d{1,6}", entry["id"])
        assert entry["kind"] in {"gazette", "consolidated"}
    ids = [entry["id"] for entry in (*manifest["documents"], *manifest["files"])]
    assert len(set(ids)) == len(ids)


def test_manifest_names_files_that_the_user_provides(manifest):
    assert manifest["files"]
    for entry in manifest["files"]:
        assert entry["kind"] == "press_note"
        assert Path(entry["file"]).stem == entry["id"]
        assert not (CORPUS / entry["file"]).exists()


def test_manifest_agrees_with_the_real_documents(manifest, shared):
    folder = shared / "corpus"
    texts = [(one, path) for one in manifest["documents"] for path in folder.glob(f"**/{one['id']}.*")]
    assert texts
    for entry, path in texts:
        assert entry["title"] in flat(path.read_text(encoding="utf-8")), entry["id"]
    for entry in manifest["files"]:
        assert entry["title"] in flat((folder / entry["file"]).read_text(encoding="utf-8"))
