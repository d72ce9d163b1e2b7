"""Norms written for tests, as the BOE serves them: consolidated with their wordings, or of the daily gazette."""

from collections.abc import Mapping, Sequence

FIRST = ("BOE-A-2001-1", "20010110")
SECOND = ("BOE-A-2010-5", "20100301")
LAW = "BOE-A-2001-1"


def consolidated(
    blocks: Mapping[str, Sequence[tuple[tuple[str, str], str]]],
    *,
    identifier: str = LAW,
    metadata: str = "",
    later: Sequence[tuple[str, str, str]] = (),
    gone: Mapping[str, str] | None = None,
) -> str:
    """A law of articles by number: of each its wordings, `((norm, day), text)`; `gone` has days of removal."""
    references = "".join(
        f"<posterior><id_norma>{norm}</id_norma><relacion>{relation}</relacion><texto>{words}</texto></posterior>"
        for norm, relation, words in later
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><response><status><code>200</code></status><data>'
        f"<metadatos><identificador>{identifier}</identificador><rango>Ley</rango>"
        f"<titulo>Ley 1/2001, de 2 de enero, de prueba.</titulo><numero_oficial>1/2001</numero_oficial>"
        f"<fecha_publicacion>20010105</fecha_publicacion>{metadata}</metadatos>"
        f"<analisis><referencias><posteriores>{references}</posteriores></referencias></analisis>"
        f"<texto>{''.join(_block(number, found, (gone or {}).get(number)) for number, found in blocks.items())}</texto>"
        "</data></response>"
    )


def _block(number: str, wordings: Sequence[tuple[tuple[str, str], str]], gone: str | None) -> str:
    versions = "".join(
        f'<version id_norma="{norm}" fecha_publicacion="{day}" fecha_vigencia="{day}">'
        f'<p class="articulo">Artículo {number}. Reglas.</p><p class="parrafo">{text}</p></version>'
        for (norm, day), text in wordings
    )
    removed = f' fecha_caducidad="{gone}"' if gone else ""
    return f'<bloque id="a{number}" tipo="precepto" titulo="Artículo {number}"{removed}>{versions}</bloque>'


def gazette(
    identifier: str, title: str, text: str, *, earlier: Sequence[tuple[str, str, str]] = (), published: str = "20990105"
) -> str:
    """An item of the daily gazette with one article, and what its analysis says of earlier norms."""
    references = "".join(
        f'<anterior referencia="{norm}"><palabra>{relation}</palabra><texto>{words}</texto></anterior>'
        for norm, relation, words in earlier
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><documento>'
        f"<metadatos><identificador>{identifier}</identificador><rango>Ley</rango><titulo>{title}</titulo>"
        f"<fecha_publicacion>{published}</fecha_publicacion></metadatos>"
        f"<analisis><referencias><anteriores>{references}</anteriores></referencias></analisis>"
        f'<texto><p class="articulo">Artículo 1. Objeto.</p><p class="parrafo">{text}</p></texto></documento>'
    )
