"""Whether gold quotes stand where they are said to."""


def misplaced(document, places):
    """The places whose quote is not verbatim in the unit they name."""
    units = [(unit.label, flat(document.text_of(unit))) for unit in document.units]
    return [
        place
        for place in places
        if not any(
            flat(place["quote"]) in text and f"{label} ".startswith(tuple(place["unit"] + end for end in " .,"))
            for label, text in units
        )
    ]


def flat(text: str) -> str:
    """The text with every run of blanks as one space."""
    return " ".join(text.split())
