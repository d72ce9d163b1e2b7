"""Writes `kb/words/spanish_stems.txt`: the stems of the words of a dictionary and of those that several norms have.

The dictionary is `spellchecker/resources/es.json.gz` of the package `pyspellchecker` (MIT): words with their counts.

    python -m bench.spanish_stems es.json.gz FOLDER_OF_NORMS
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from kb.lexical import terms

OUT = Path(__file__).parent.parent / "kb" / "spanish_stems.txt"
SHORTEST = 3
FEWEST_NORMS = 3
"""A word of fewer may be a slip of the gazette's."""
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


def words_of_norms(folder: Path) -> set[str]:
    """The words that several norms have, lower case."""
    norms = Counter[str]()
    for path in sorted(folder.glob("*.md")):
        norms.update(set(_WORD.findall(path.read_text("utf-8").lower())))
    return {word for word, count in norms.items() if count >= FEWEST_NORMS}


def main(dictionary: Path, folder: Path) -> None:
    """Read both, stem, write, a line end at both ends."""
    words = set(json.loads(gzip.decompress(dictionary.read_bytes()))) | words_of_norms(folder)
    stems = sorted({found[0] for found in map(terms, words) if len(found) == 1})
    OUT.write_text("\n" + "".join(f"{stem}\n" for stem in stems), "utf-8")
    print(f"{len(words)} palabras, {len(stems)} raíces")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
