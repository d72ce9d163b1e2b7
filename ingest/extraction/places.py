"""Places of a law as texts cite them before its name: `los artículos 29.3 y 29.7.d) de`, `la letra a) de`."""

from __future__ import annotations

import re

from kb.numerals import ORDINAL
from kb.place_grammar import ITEM, JOIN, PROVISION

_ITEM = (
    rf"(?:{ITEM}(?:\.\s\d{{1,3}}\b)*(?:\.?\d{{1,2}}\.?a?\b)?(?:\.{ORDINAL}\b)?"
    r"|[a-zñ]\)|[ivxl]+\b)"
)
"""`29`, `5 bis`, `13.3 bis`, `13. 2` as some print it, `7.d)`, `149.1.13.ª`; letters and annexes too"""
_ITEM_REST = r"(?:\.\d{1,3})*(?:\.?\s?[a-zñ]\))*"
_LIST = rf"{_ITEM}(?:{JOIN}{_ITEM})*"
PLACE = (
    r"(?:articulos?|arts?\.?|apartados?|letras?|parrafos?|numeros?|anexos?|anejos?|titulos?|capitulos?|seccion(?:es)?"
    rf"|{PROVISION})\s+{_LIST}(?:\s+y\s+(?:siguientes|sucesivos|concordantes))?"
)
_ASIDE = (
    rf"(?:,\s*(?:{ORDINAL}\s+parrafo|parrafo\s+{ORDINAL}|(?:apartado|letra)\s+{_LIST}|(?:ambos\s+)?inclu(?:sive|idos))"
    r"\s*,?)?"
)
OF = r"(?:del?|de la|de los|de las|de su|al?|a la)"
_ADJECTIVE = r"(?:\s+(?:citad|mencionad|referid|propi|mism|vigente|indicad)[oae]s?)?"
PLACES = re.compile(rf"\b(?P<places>{PLACE}(?:{_ASIDE},?\s+(?:{OF}|y)\s+{PLACE})*){_ASIDE},?\s+{OF}{_ADJECTIVE}\s+$")
PLACES_OF_ACRONYM = re.compile(rf"\b(?P<places>{PLACE})\s+$")
"""`el artículo 24 CE`"""
TITLED_PLACE = re.compile(
    r"\b(?:el|del|al)\s+(?P<places>articulo\s+\d+(?:\.\d+)*)\.\s+[^.,;:]{3,80}?\s+(?:del?|de la)\s+$"
)
"""`el artículo 12. Forma de las redes del Real Decreto…`: cited with its heading."""
ONE_MORE = re.compile(rf"\barticulos?\b(?:[^.;]|\.\S){{3,150}},?\s+[yeo]\s+(?P<places>\d+{_ITEM_REST})\s+{OF}\s+$")
"""`el artículo 23.5 de la Ley 38/2003, de 17 de noviembre, y 68 de la Ley 39/2015`: the second has no word for it."""
ITS_PLACE = re.compile(
    rf"\bsus?\s+(?P<places>(?:articulos?|{PROVISION})\s+(?>{_LIST}))"
    r"(?![\w/])(?!,?\s+(?:del?|de l[ao]s?)\s)"
)
"""`señalados en sus artículos 8 y 17`: of the law that the sentence has named"""


def bare(places: str) -> str:
    """`artículo 29.3` -> `29.3`; other places keep their name."""
    return re.sub(r"^(?:[Aa]rt[íi]culos?|[Aa]rts?\.?)\s+", "", places)
