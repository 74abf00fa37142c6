"""The name of a body taken apart: core, country, the body it belongs to.

"Net Repair Service of the Ministry of Trade of the Republic of Malta" is the core "net repair
service", the country MT, and part of "Ministry of Trade of the Republic of Malta".
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.document.checked import Checked, read_toml
from pipeline.names import countries
from pipeline.names.bodies import Body, by_name, key_of
from pipeline.names.heads import heads, is_plural

_ARTICLE = re.compile(r"^[Tt]he ")
_BRACKET = re.compile(r"(?:(?<!\s)\s+)?\([^()]{1,40}\)")
_OWNER = re.compile(r"['’]s? ")
_TAIL = re.compile(r" (?:of|for|on|in|to|under|against)(?: |$)")
_LINK = re.compile(r" (?:of|under|within|at) (?:the )?")
_COUNTRY_LINK = re.compile(r",? (?:of|in|to) (?:the )?$")
_TITLES_OF_STATE = ("republic of ", "kingdom of ", "state of ")


class Kinds(Checked):
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
    return read_toml(files("pipeline.entity_types.organisation") / "kinds.toml", Kinds)


@lru_cache(maxsize=4096)
def parse(name: str) -> Parsed:
    """Take a name apart.

    Args:
        name: The name as the text has it, on one line.
    """
    plain = _BRACKET.sub("", _ARTICLE.sub("", name)).strip()
    own, parent = _split_parent(plain)
    own, country, said = _split_country(own)
    if is_plural(_head_of(own)[0]):
        return Parsed(_core(plain), None, None, parent)
    if _names_two(plain):
        return Parsed(_core(plain), None, None, parent)
    if country is None and parent:
        _, country, said = _split_country(parent)
    if own.lower().startswith(kinds().senders):
        own, country, said = plain, *_first_country(plain, country, said)
    return Parsed(_core(own), country, said, parent)


def _names_two(name: str) -> bool:
    """Whether the tail names two countries: "Mission to Chad and Peru" is neither's."""
    before, _, after = name.rpartition(" and ")
    first, last = countries.country_within(before), countries.country_within(after)
    if first is None or last is None:
        return False
    return first[0] != last[0] and before.endswith(first[1]) and after.endswith(last[1])


def is_common(body: Body) -> bool:
    """Whether a listed body is one that each country has: "MoH"."""
    return body.kind == "10" and body.country is None


def is_body_name(words: str) -> bool:
    """Whether words begin with, or are, the name of one body: "Ministry of Interior of Peru"."""
    if key_of(words) in by_name():
        return True
    head, chunk = _head_of(words)
    return bool(head) and not is_plural(head) and (chunk != words.lower() or " " in chunk)


def _head_of(words: str) -> tuple[str, str]:
    """The ORG head word of a name, or an empty string, and the words before its tail."""
    chunk = _TAIL.split(words, maxsplit=1)[0].lower()
    for head in (chunk, chunk.rsplit(" ", 1)[-1]):
        rule = heads().get(head)
        if rule and rule.label == "ORG":
            return head, chunk
    return "", chunk


def _split_parent(name: str) -> tuple[str, str | None]:
    """Split "X's Y", "Y of the X" and "UN Y" into Y and X, where X is a body."""
    for owner in reversed(list(_OWNER.finditer(name))):
        before = name[: owner.start()]
        if is_body_name(before) and " " in name[owner.end() :]:
            return name[owner.end() :], before
    for link in _LINK.finditer(name):
        before, after = name[: link.start()], name[link.end() :]
        if is_body_name(after) and _head_of(before)[0]:
            return before, after
    if key_of(name) in by_name():
        return name, None
    words = name.split(" ")
    for close in range(len(words) - 1, 0, -1):
        before = " ".join(words[:close])
        joined = words[close] in ("of", "for", "on", "and", "in", "to", "under", "against")
        if not joined and key_of(before) in by_name():
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
    body = by_name().get(key_of(own))
    key = key_of(body.name if body and is_common(body) else own)
    words = key.split(" ")
    if len(words) > 1 and words[-1] in ("ministry", "department") and "of" not in words:
        return f"{words[-1]} of {' '.join(words[:-1])}"
    return key.replace(" of the ", " of ")
