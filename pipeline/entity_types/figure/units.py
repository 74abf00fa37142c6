"""What a number counts: the noun phrase behind it."""

from spacy.tokens import Doc, Token

from pipeline.entity_types.figure.values import currencies

INSIDE = ("NN", "JJ", "VBN", "VBG", "HYPH", "POS")
CELL = "|"
"""Stands between the cells of a table."""
MOST_TOKENS = 6


def unit_of(doc: Doc, end: int) -> str | None:
    """The noun phrase that begins behind a number, up to its last noun; None where there is none.

    Read from the model's Penn Treebank tags: "forensic laboratories", "Central Asian countries"; of
    "3-day course" it is the "day".
    """
    number = doc.char_span(max(end - 1, 0), end, alignment_mode="expand")
    if number is None:
        return None
    behind = doc[number.end : number.end + MOST_TOKENS]
    if len(behind) > 1 and behind[0].text == "-":
        return behind[1].text
    last: Token | None = None
    for token in behind:
        if not token.tag_.startswith(INSIDE) or token.text == CELL or token.text in currencies():
            break
        if token.tag_.startswith("NN"):
            last = token
    if last is None:
        return None
    return doc[number.end : last.i + 1].text
