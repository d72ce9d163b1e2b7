"""What is wrong with a field of a request, in Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OURS = "Value error, "
"""What the framework puts before what our own validators say."""
_NO_FILE = "Expected UploadFile"
WORDS: Mapping[str, str] = {
    "missing": "falta",
    "string_too_short": "tiene que tener {min_length} o más caracteres",
    "string_too_long": "tiene que tener {max_length} caracteres como mucho",
    "string_type": "tiene que ser un texto",
    "string_unicode": "tiene que ser un texto en UTF-8",
    "too_short": "tiene que tener {min_length} o más elementos",
    "too_long": "tiene que tener {max_length} elementos como mucho",
    "list_type": "tiene que ser una lista",
    "tuple_type": "tiene que ser una lista",
    "int_type": "tiene que ser un número entero",
    "int_parsing": "tiene que ser un número entero",
    "int_parsing_size": "es un número demasiado grande",
    "int_from_float": "tiene que ser un número entero",
    "bool_type": "se escribe true o false",
    "bool_parsing": "se escribe true o false",
    "greater_than_equal": "tiene que ser {ge} o más",
    "less_than_equal": "tiene que ser {le} o menos",
    "enum": "tiene que ser uno de {expected}",
    "literal_error": "tiene que ser uno de {expected}",
    "json_invalid": "no es JSON",
    "json_type": "no es JSON",
    "extra_forbidden": "no es un campo de esta petición",
    "unexpected_keyword_argument": "no es un campo de esta petición",
    "model_attributes_type": "tiene que ser un objeto",
    "model_type": "tiene que ser un objeto",
    "dataclass_type": "tiene que ser un objeto",
    "dict_type": "tiene que ser un objeto",
}
"""By the names that pydantic gives to what it refuses, with the values that it tells."""


def wording(error: Mapping[str, Any]) -> str:
    """One error of a validation: in our words where we have some, else as our validators or the framework say it."""
    told = WORDS.get(str(error["type"]))
    if told is None:
        said = str(error["msg"]).removeprefix(_OURS)
        return "tiene que ser un archivo" if said.startswith(_NO_FILE) else said
    return told.format_map(_one_of(error.get("ctx") or {}))


def _one_of(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value).replace(" or ", " o ") for name, value in values.items()}
