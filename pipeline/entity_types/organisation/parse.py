"""The name of a body taken apart: core, country, the body it belongs to.

"Counter Narcotics Service of the Ministry of Interior of the Kyrgyz Republic" is the core "counter
narcotics service", the country KG, and part of "Ministry of Interior of the Kyrgyz Republic".
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.entity_types import countries
from pipeline.entity_types.bodies import by_name, key_of
from pipeline.entity_types.heads import heads
from pipeline.span import Layer

_ARTICLE = re.compile(r"^[Tt]he ")
_BRACKET = re.compile(r"\s*\([^()]{1,40}\)")
_OWNER = re.compile(r"['’]s? ")
_LINK = re.compile(r" (?:of|under|within|at) (?:the )?")
_COUNTRY_LINK = re.compile(r",? (?:of|in|to) (?:the )?$")
_TITLES_OF_STATE = ("republic of ", "kingdom of ", "state of ")


class Kinds(Layer):
    """Words that tell a body's kind: ``kinds.toml``."""

    public: tuple[str, ...]
    international: frozenset[str]
    national: frozenset[str]
    governments: frozenset[str]
    senders: tuple[str, ...]


class Parsed(NamedTuple):
    """A name taken apart; ``core`` is a key, ``said`` the words that name the country."""

    core: str
    country: str | None = None
    said: str | None = None
    parent: str | None = None


@cache
def kinds() -> Kinds:
    """The words, read once."""
    data = files("pipeline.entity_types.organisation").joinpath("kinds.toml")
    return Kinds(**tomllib.loads(data.read_text("utf-8")))


def parse(name: str) -> Parsed:
    """Take a name apart.

    Args:
        name: The name as the text has it, on one line.
    """
    plain = _BRACKET.sub("", _ARTICLE.sub("", name)).strip()
    own, parent = _split_parent(plain)
    own, country, said = _split_country(own)
    if country is None and parent:
        _, country, said = _split_country(parent)
    if own.lower().startswith(kinds().senders):
        own, country, said = plain, *_first_country(plain, country, said)
    return Parsed(_core(own), country, said, parent)


def is_body_name(words: str) -> bool:
    """Whether words begin with, or are, the name of a body: "Ministry of Interior of Peru"."""
    if key_of(words) in by_name():
        return True
    chunk = re.split(r" (?:of|for|on|in|to|under|against)(?: |$)", words, maxsplit=1)[0].lower()
    last = chunk.rsplit(" ", 1)[-1]
    head = heads().get(chunk) or heads().get(last)
    return head is not None and head.label == "ORG" and (chunk != words.lower() or " " in chunk)


def _split_parent(name: str) -> tuple[str, str | None]:
    """Split "X's Y", "Y of the X" and "UN Y" into Y and X, where X is a body."""
    for owner in reversed(list(_OWNER.finditer(name))):
        before = name[: owner.start()]
        if is_body_name(before) and " " in name[owner.end() :]:
            return name[owner.end() :], before
    for link in _LINK.finditer(name):
        after = name[link.end() :]
        if is_body_name(after) and heads().get(_last_word(name[: link.start()])):
            return name[: link.start()], after
    first = name.split(" ", 1)[0]
    if first.isupper() and key_of(first) in by_name() and key_of(name) not in by_name():
        return name, first
    for close in range(name.count(" "), 1, -1):
        words = name.split(" ")
        before = " ".join(words[:close])
        if key_of(before) in by_name() and key_of(name) not in by_name():
            return name, before
    return name, None


def _split_country(name: str) -> tuple[str, str | None, str | None]:
    """Split off the country at the end ("of the Kyrgyz Republic") or at the start ("Kyrgyz")."""
    found = countries.country_within(name)
    if found is None:
        return name, None, None
    code, said = found
    at = name.rfind(said)
    before, after = name[:at], name[at + len(said) :]
    for title in _TITLES_OF_STATE:
        if before.lower().endswith(title):
            before = before[: -len(title)]
    if not after:
        link = _COUNTRY_LINK.search(before)
        core = before[: link.start()] if link else before.rstrip(" ,-")
        return core or name, code, said
    if not before.strip():
        return after.lstrip(" '’s").strip() if after[:1] in "'’" else after.strip(), code, said
    return name, code, said


def _first_country(
    name: str, country: str | None, said: str | None
) -> tuple[str | None, str | None]:
    """The country that sends an embassy: the first one named, else the only one."""
    end = name.rfind(said) if said else -1
    earlier = countries.country_within(name[:end].rstrip()) if end > 0 else None
    return earlier or (country, said)


def _core(own: str) -> str:
    """The key of a body's own words: "Interior Ministry" and "Ministry of Interior" share one."""
    key = key_of(own)
    words = key.split(" ")
    if len(words) > 1 and words[-1] in ("ministry", "department") and "of" not in words:
        return f"{words[-1]} of {' '.join(words[:-1])}"
    return key.replace(" of the ", " of ")


def _last_word(words: str) -> str:
    return words.rsplit(" ", 1)[-1].lower()
