"""Four figures: a year, or a count of something?"""

from spacy.tokens import Doc

COUNTED_TAGS = frozenset({"NNS", "NNPS"})
BEFORE_YEARS = frozenset(
    {
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "to",
        "for",
        "during",
        "throughout",
        "before",
        "after",
        "early",
        "late",
        "year",
        "years",
        "of",
        "and",
        "or",
        "through",
        "between",
        "the",
    }
)


def is_count(doc: Doc, start: int, end: int) -> bool:
    """Whether a bare four-figure number counts the noun behind it, or follows no year's word.

    Penn Treebank tags of the model: a plural noun behind it ("2014 officers") is what it counts.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    following = doc[span.end] if span.end < len(doc) else None
    if following is not None and following.tag_ in COUNTED_TAGS and following.is_lower:
        return True
    if span.start == 0:
        return following is not None and following.tag_.startswith("NN") and following.is_lower
    before = doc[span.start - 1]
    if before.lower_ in BEFORE_YEARS or before.is_punct or before.ent_type_ == "DATE":
        return False
    return not (before.tag_.startswith(("NN", "IN", "CC", "JJ", "VB", "PRP$", "POS")))
