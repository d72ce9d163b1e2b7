"""Two dozen norms that say the same of their guards, each in a matter of its own."""

from pathlib import Path

MATTERS = (
    "los lobos", "los osos", "los linces", "los ciervos", "los buitres", "los corzos", "los zorros", "los erizos",
    "los faros", "los montes", "los bosques", "los puertos", "los ríos", "los canales", "los pozos", "los túneles",
    "las minas", "las playas", "las islas", "las dunas", "las salinas", "las presas", "las ermitas", "las aldeas",
)  # fmt: skip
NORMS = {f"BOE-A-20{n:02}-70{n:02}": matter for n, matter in enumerate(MATTERS, start=10)}
NORM = """---
title: "Orden ARM/{number}, de 2 de marzo, por la que se regula la guarda de {matter}"
identifier: "{identifier}"
rank: "orden"
publication_date: "{year}-03-10"
official_number: "ARM/{number}"
status: "in_force"
---
# Orden ARM/{number}, de 2 de marzo, por la que se regula la guarda de {matter}

## Artículo 1. Permisos.

El permiso del guarda dura tres meses.

## Artículo 2. Partes.

El guarda entrega cada semana un parte de {matter}.
"""


def write_norms(folder: Path) -> None:
    """A file each, as consolidated norms are published in Markdown."""
    for identifier, matter in NORMS.items():
        year = identifier[6:10]
        text = NORM.format(number=f"70/{year}", identifier=identifier, year=year, matter=matter)
        (folder / f"{identifier}.md").write_text(text)
