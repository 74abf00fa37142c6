"""Countries by name and adjective: "Kyrgyz Republic", "Kyrgyz" -> KG. Data: ``countries.csv``.

Names and codes: ISO 3166-1 and its usual short forms; adjectives: usual English demonyms;
``dac_donor``: the OECD-DAC code list of donors, as in https://www.oecd.org/dac/ (CRS codes).
"""

import csv
import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s$")
_LONGEST = 8


@cache
def names() -> dict[str, str]:
    """Names of countries in small letters, and their ISO 3166-1 alpha-2 codes."""
    return {
        name.lower(): row["alpha_2"] for row in _rows() for name in row["names"].split("|") if name
    }


@cache
def adjectives() -> dict[str, str]:
    """Adjectives of countries in small letters, and ISO 3166-1 alpha-2 codes."""
    return {
        word.lower(): row["alpha_2"]
        for row in _rows()
        for word in row["adjectives"].split("|")
        if word
    }


@cache
def short_names() -> dict[str, str]:
    """The usual short names of countries by their ISO 3166-1 alpha-2 codes."""
    return {row["alpha_2"]: row["names"].split("|")[0] for row in _rows()}


@cache
def dac_donors() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes of donor countries and their DAC donor codes."""
    return {row["alpha_2"]: row["dac_donor"] for row in _rows() if row["dac_donor"]}


def country_within(phrase: str) -> tuple[str, str] | None:
    """The last country named in a phrase, by name before adjective.

    Returns:
        ISO 3166-1 alpha-2 code and the words that name it; None if there is none.
    """
    tokens = [(match.start(), match.end()) for match in _WORD.finditer(phrase)]
    for known in (names(), adjectives()):
        for last in range(len(tokens), 0, -1):
            for first in range(max(0, last - _LONGEST), last):
                said = _POSSESSIVE.sub("", phrase[tokens[first][0] : tokens[last - 1][1]])
                code = known.get(said.lower())
                if code and said[0].isupper():
                    return code, said
    return None


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files("pipeline.names").joinpath("countries.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
