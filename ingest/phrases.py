"""Set phrases of a norm: how it enacts, is signed, and names the parts of its preamble."""

from __future__ import annotations

import re

_ENACTS = (
    r"dispongo|disponemos|dispone|disponer|dispuesto|ordeno|acuerdo|acuerda|acuerdan|acordado|resuelvo|resuelven?|"
    r"resolvemos|resuelto|resolver|decretar|decreto"
)
_ADOPTS = (
    r"(?:sancionar|promulgar|decretado|dictar?|aprobar?)\b[^.:;]{0,40}?"
    r"\b(?:ley|instrucci[óo]n(?:es)?|resoluci[óo]n|circular|orden|normas?|siguientes?)"
    r"|(?:convenido|convienen|acordado|acuerdan)\b[^.:;]{0,40}"
    r"|(?:arreglo|sujeci[óo]n|conforme) a las siguientes\s+(?:bases|normas|cl[áa]usulas|instrucciones)"
)
_ENACTING = re.compile(
    rf"\b(?:{_ENACTS})(?:\s+[\wáéíóúñ]+){{0,4}}\s*[:.]?$|\b(?:{_ADOPTS})(?:\s+[\wáéíóúñ]+){{0,3}}\s*[:.]$", re.I
)
_ENDING = 90
_ALONE = 30

FORMULA = re.compile(
    r"(?:DISPONGO|DISPONEMOS|DISPONE|DISPONER|ORDENO|ACUERDO|ACUERDA|RESUELVO|RESUELVE|HE RESUELTO|HA RESUELTO|"
    r"HA DISPUESTO|D I S P O N G O)(?:\s+APROBAR)?\s*[:.]?$|(?:Dispongo|Resuelvo|Acuerdo|Ordeno|Resuelve|Dispone)\s*:$"
)
"""The line that enacts, alone: `DISPONGO:`"""


def enacts(line: str) -> bool:
    """Whether a paragraph ends by enacting: `En su virtud, … ha tenido a bien disponer:`.

    A sentence about what another norm `dispone:` ends so too; what follows tells them apart.
    """
    if FORMULA.match(line):
        return True
    if not line.endswith((":", "bien disponer.")):
        return False
    return _ENACTING.search(line[-_ENDING:]) is not None


PRE_FORMULA = re.compile(
    r"(?:En su virtud|En virtud de (?:lo anterior|ello|cuanto)|Por (?:todo )?(?:ello|lo expuesto|lo anterior)|"
    r"A la vista de)\b"
)
"""How the paragraph before it begins, proposals and deliberations: `En su virtud, a propuesta de…`"""
_PROPOSED = re.compile(
    r"\ba propuesta\b|\bdeliberaci[óo]n\b|\bConsejo de (?:Estado|Ministros)\b|"
    r"\b(?:previ[oa]s?|con la) (?:informe|aprobaci[óo]n)|\b(?:conformidad|acuerdo) con\b|\boíd[oa]s?\b|\ben uso de\b",
    re.I,
)


def leads_to_formula(line: str) -> bool:
    """Whether a paragraph is the beginning of the formula: not a whole sentence about something else."""
    whole = line.endswith(".") and len(line) > _ALONE
    return PRE_FORMULA.match(line) is not None and (not whole or _PROPOSED.search(line) is not None)


_PLACE = r"(?:[A-ZÁÉÍÓÚ][\w .'\-]{2,40},|(?:Madrid|Palacio|Burgos|San Sebastián)[,.]?)"
_DAY = r"\d{1,2}\.?º?\s+(?:de\s+)?[A-Za-z]{4,10}\s+del?\s+\d{4}"
SIGNATURE = re.compile(
    r"Dad[oa]s? (?:en (?:el |la )?[A-ZÁÉÍÓÚ]|(?:el|a) \d{1,2} de )|As[íi] lo dispongo por|"
    r"Por tanto,$|Por tanto[,:]? mand|"
    r"Mando a todos los españoles|"
    r"(?:En fe|En testimonio|EN FE) (?:de lo cual|DE LO CUAL)|(?:Hecho|Suscrito|Firmado) (?:en|por|de)\s|"
    r"Lo (?:que )?(?:se )?(?:comunico|comunica|digo|participo|traslado|hago|hace) (?:a V|público|saber|para)|"
    rf"(?:En\s)?{_PLACE}\s+(?:a\s+)?{_DAY}\s*(?:[.\-–—].{{0,250}})?$"
)
"""`Dado en Madrid, el 26 de octubre de 2021.`, `Madrid, 3 de mayo de 2024.–El Ministro…`, `Por tanto,`"""

PREAMBLE = re.compile(r"(?:PRE[ÁA]MBULO|EXPOSICI[ÓO]N DE MOTIVOS|Pre[áa]mbulo|Exposici[óo]n de motivos)\.?$")
ROMAN_PART = re.compile(r"(?P<number>[IVXLCDM]{1,8})\s*[.\-–]?$")
"""`II`, alone: a part of the preamble"""
