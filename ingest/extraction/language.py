"""The spaCy pipeline: the tokenizer of an installed Spanish one, legal sentences, and our components."""

from __future__ import annotations

import warnings
from functools import cache

import spacy
from spacy.language import Language

from ingest.extraction.components import ORDER, SENTENCES
from kb.errors import InvalidInput

_OLDER = r"\[W095\]"
"""What spaCy says of a pipeline that an earlier release trained; the default one loads and works."""

STATISTICAL = (
    "tok2vec",
    "transformer",
    "morphologizer",
    "tagger",
    "parser",
    "senter",
    "attribute_ruler",
    "lemmatizer",
    "ner",
)
"""What published Spanish pipelines are made of besides their tokenizer."""


@cache
def language(name: str) -> Language:
    """The pipeline on top of the installed one called `name`. InvalidInput when there is none of that name.

    Its statistical components are left out: none of them finds legal names well, and they cost a hundred times
    what the rules cost.
    """
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=_OLDER, category=UserWarning)
            nlp = spacy.load(name, exclude=STATISTICAL)
    except OSError as error:
        raise InvalidInput(f"no está instalado el modelo de spaCy «{name}»: instálalo o cambia KB_SPACY") from error
    nlp.add_pipe(SENTENCES)
    for component, _ in ORDER:
        nlp.add_pipe(component)
    return nlp
