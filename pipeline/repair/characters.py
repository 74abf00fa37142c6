"""Characters that stand for others: ligatures, odd blanks, invisible ones, controls, mojibake."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.entities import html5
from importlib.resources import files
from typing import Literal
from unicodedata import normalize

from ftfy import fix_encoding
from ftfy.badness import is_bad

from pipeline.document.checked import read_toml
from pipeline.document.ledger import Change
from pipeline.document.span import Span

Rule = Literal["ligature", "hyphen", "blank", "invisible"]
"""What ``characters.toml`` tells of a character: the rule by which it is replaced."""

# Joiners shape words of Arabic and Indic scripts, and emoji; elsewhere they are invisible.
SHAPING = "\u0590-\u109f\u1780-\u17ff\ufe0f\U0001f000-\U0001faff"
COMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,4}")
ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});")
CONTROL = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f]|(?<![{SHAPING}])[\u200c\u200d]")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
UTF8 = re.compile(
    "[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]"
    "|[\xf0-\xf4][\x80-\xbf]{3}"
)


@cache
def _table() -> dict[str, tuple[Rule, str]]:
    """Character to its rule and replacement."""
    data = read_toml(files(__package__) / "characters.toml", dict[Rule, dict[str, str]])
    return {
        character: (rule, replacement)
        for rule, pairs in data.items()
        for character, replacement in pairs.items()
    }


def _of_rules(*rules: Rule) -> str:
    """The characters of some rules of the table, for a regular expression's set."""
    return "".join(re.escape(c) for c, (rule, _) in _table().items() if rule in rules)


@cache
def _everywhere() -> re.Pattern[str]:
    return re.compile(f"[{_of_rules('ligature', 'hyphen', 'invisible')}]")


@cache
def _runs_of_blanks() -> re.Pattern[str]:
    blanks, nothing = _of_rules("blank"), _of_rules("invisible")
    return re.compile(f"[ {blanks}{nothing}]{{2,}}|[{blanks}]")


def character_changes(
    raw: str, spans: Iterable[Span], tables: Iterable[Span], *, is_mixed: bool
) -> Iterator[Change]:
    """All changes of characters; of two that overlap, the first one given counts.

    Args:
        raw: The raw text.
        spans: Where its words stand; only single characters are mended between them, too.
        tables: The same, where tabulators and gaps part the cells.
        is_mixed: Whether ``raw`` is UTF-8 that was read byte by byte.
    """
    for span in tables:
        yield from _sequences(raw, span, is_mixed=is_mixed)
    for span in spans:
        yield from _sequences(raw, span, is_mixed=is_mixed)
        for found in _runs_of_blanks().finditer(raw, span.start, span.end):
            run = found.group()
            rule = "blanks" if len(run) > 1 else _table()[run][0]
            yield _change(found, " " if any(c.isspace() for c in run) else "", rule)
    for found in _everywhere().finditer(raw):
        rule, after = _table()[found.group()]
        yield _change(found, after, rule)
    yield from _each(CONTROL, raw, Span(start=0, end=len(raw)), "control", _windows)


def _sequences(raw: str, span: Span, *, is_mixed: bool) -> Iterator[Change]:
    """Changes of more than one character."""
    if is_mixed:
        yield from _each(UTF8, raw, span, "mixed-encoding", _as_utf8)
    if not raw.isascii():
        yield from _each(FOREIGN, raw, span, "mojibake", _without_mojibake)
        yield from _each(COMPOSED, raw, span, "composed", lambda s: normalize("NFC", s))
    yield from _each(ENTITY, raw, span, "entity", _entity)


def _each(
    pattern: re.Pattern[str], raw: str, span: Span, rule: str, mend: Callable[[str], str]
) -> Iterator[Change]:
    """A change for each match that is mended to something else."""
    for found in pattern.finditer(raw, span.start, span.end):
        after = mend(found.group())
        if after != found.group():
            yield _change(found, after, rule)


def _change(found: re.Match[str], after: str, rule: str) -> Change:
    return Change(Span(start=found.start(), end=found.end()), after, rule, "character")


def _as_utf8(sequence: str) -> str:
    try:
        return sequence.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return sequence


def _without_mojibake(run: str) -> str:
    """UTF-8 that was read in another encoding, where ftfy is sure of it."""
    return _plain_blanks(fix_encoding(run)) if len(run) > 1 and is_bad(run) else run


def _entity(entity: str) -> str:
    is_known = entity[1] == "#" or entity[1:] in html5
    return _plain_blanks(html.unescape(entity)) if is_known else entity


def _plain_blanks(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)


def _windows(control: str) -> str:
    """What a control character is in Windows-1252, if anything."""
    if control < "\x80" or control > "\x9f":
        return ""
    return control.encode("latin-1").decode("cp1252", "ignore")
