"""Short forms and what they stand for: acronyms defined in the text, and introduced aliases.

Acronym definitions are found by the algorithm of Schwartz and Hearst (2003), "Lake Guard Service
(LGS)", and the other way round, "LGS (Lake Guard Service)". An alias is what stands quoted in
brackets after a name: ``Plan for Clean Lakes ("Lake Map")``. Both then name the same thing
everywhere in the report, also before they are introduced.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.document import Acronym, Label, Mention, Origin
from pipeline.document.candidates import Candidate
from pipeline.document.span import Span
from pipeline.language.load import posts
from pipeline.names.bodies import by_name, key_of
from pipeline.names.contexts import contexts
from pipeline.names.countries import names
from pipeline.names.heads import heads
from pipeline.names.schwartz_hearst import Candidate as Term
from pipeline.names.schwartz_hearst import conditions, get_definition, select_definition
from pipeline.names.words import is_acronym

_QUOTES = "\"'“”‘’«»„"
_LEAD = (
    r"(?:hereinafter|hereafter|further|also|referred|known|to|as|or|the|i\.e\."
    r"|abbreviated|in short)"
)
_BRACKET = re.compile(
    rf"\s?\((?:{_LEAD},?\s){{0,6}}[{_QUOTES}]?(?P<inner>[^()\n]{{2,120}}?)[{_QUOTES}]?(?:[,;][^()\n]{{0,80}})?\)"
)
_ALIAS = re.compile(rf"\s?\((?:{_LEAD},?\s){{0,6}}[\"“«„](?P<alias>[A-Z][\w .&-]{{1,60}}?)[\"”»]\)")
_LINE = re.compile(
    r"(?P<short>[A-Z][A-Z&/-]{2,9})\s*[·•|:–—]\s*(?P<long>[A-Z][^\W\d_]+(?: [\w’'&-]+){2,14})"
)
_SHORT_BEFORE = re.compile(r"(?<![\w-])([A-Z][\w&/-]{1,9})$")
_IN_TAIL = re.compile(r"\b(?:of|for|on|against|to|in)(?: the)? $")
_OWNER = re.compile(r"['’]s? ")
_MOST_PREFIX = 300
_LEAST_CAPITALS = 2


class Introduced(NamedTuple):
    """A short form, what it stands for, and the label under which it is a mention."""

    short: Span
    long: Span
    label: Label | None


def acronyms(text: str, span: Span, candidates: Iterable[Candidate]) -> list[Acronym]:
    """The acronym definitions of one paragraph.

    Args:
        text: The document's text.
        span: The paragraph.
        candidates: What was found in it, also one within another; offsets within the paragraph.
    """
    body = span.of(text)
    if not may_define(body):
        return []
    named = list(candidates)
    found = []
    brackets = (
        _defined(body, bracket)
        or _defined_before(body, bracket)
        or _defined_by_name(bracket, body, named)
        or _given_to_name(bracket, body, named)
        for bracket in _BRACKET.finditer(body)
    )
    for pair in (*brackets, _defined_in_line(body)):
        if pair:
            short, long = pair
            long, label = _as_name(body, _without_staff(body, long, named), named)
            if short.of(body).lower() in heads():
                label = None
            found.append(
                Acronym(short=short.shift(span.start), long=long.shift(span.start), label=label)
            )
    return found


def may_define(body: str) -> bool:
    """Whether a paragraph may define a short form: it has a bracket, or is a line of two parts."""
    return "(" in body or _LINE.fullmatch(body) is not None


def aliases(text: str, mentions: Iterable[Mention]) -> list[Introduced]:
    """The quoted aliases that names of the document introduce in brackets."""
    found = []
    for mention in mentions:
        match = _ALIAS.match(text, mention.span.end)
        if match:
            alias = Span(start=match.start("alias"), end=match.end("alias"))
            found.append(Introduced(alias, mention.span, mention.label))
    return found


def spread(
    text: str,
    spans: Sequence[Span],
    introduced: Iterable[Acronym | Introduced],
    mentions: Sequence[Mention],
) -> list[Mention]:
    """Label short forms wherever they stand, and drop those that stand for no name.

    A model's guess or a listed name gives way to the text's own definition.

    Args:
        text: The document's text.
        spans: The paragraphs that bear mentions.
        introduced: Acronyms and aliases; of two for one short form, the first counts.
        mentions: The mentions so far, in the order of the text.
    """
    labels: dict[str, Label | None] = {}
    longs: dict[str, str] = {}
    for item in introduced:
        labels.setdefault(item.short.of(text), item.label)
        longs.setdefault(item.short.of(text), item.long.of(text))
    if not labels:
        return list(mentions)
    kept = [m for m in mentions if not _displaced(m, m.span.of(text), labels, longs)]
    forms = sorted((re.escape(short) for short in labels if labels[short]), key=len, reverse=True)
    if not forms:
        return kept
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")
    taken = bytearray(len(text))
    for mention in kept:
        taken[mention.span.start : mention.span.end] = b"\x01" * len(mention.span)
    for span in spans:
        for match in pattern.finditer(text, span.start, span.end):
            label = labels[match.group()]
            if label and not any(taken[match.start() : match.end()]):
                found = Span(start=match.start(), end=match.end())
                kept.append(Mention(span=found, label=label, method="short form"))
    return sorted(kept, key=lambda mention: mention.span.start)


def _displaced(
    mention: Mention, said: str, labels: dict[str, Label | None], longs: dict[str, str]
) -> bool:
    short = said if said in labels else said.removesuffix("s")
    if short not in labels:
        return False
    label = labels[short]
    if label is None and mention.origin is Origin.LIST:
        return not any(word[0].isupper() for word in longs[short].split())
    return label != mention.label


def _defined(body: str, bracket: re.Match[str]) -> tuple[Span, Span] | None:
    """``Long Form (LF)``: the short form and its definition before the bracket."""
    inner = bracket["inner"].strip()
    if not (conditions(inner) and _capitals(inner)):
        return None
    prefix = body[max(0, bracket.start() - _MOST_PREFIX) : bracket.start()].rstrip()
    # Brackets before this one would make the library refuse the sentence; the offsets stay.
    clean = re.sub(r"[()]", " ", prefix)
    term = Term(inner)
    term.set_position(len(clean) + 2, len(clean) + 2 + len(inner))
    try:
        long = str(select_definition(get_definition(term, f"{clean} ({inner})"), term))
    except (ValueError, IndexError):
        return None
    if not clean.endswith(long) or "\n" in long:
        return None
    end = max(0, bracket.start() - _MOST_PREFIX) + len(prefix)
    start = bracket.start("inner") + bracket["inner"].index(inner)
    return Span(start=start, end=start + len(inner)), Span(start=end - len(long), end=end)


def _defined_before(body: str, bracket: re.Match[str]) -> tuple[Span, Span] | None:
    """``LF (Long Form)``: the definition in the bracket and the short form before it."""
    inner = bracket["inner"]
    short = _SHORT_BEFORE.search(body[: bracket.start()])
    if short is None or " " not in inner or not _capitals(short[1]):
        return None
    try:
        long = str(select_definition(Term(inner), Term(short[1])))
    except (ValueError, IndexError):
        return None
    if long != inner:
        return None
    return (
        Span(start=short.start(1), end=short.end(1)),
        Span(start=bracket.start("inner"), end=bracket.end("inner")),
    )


def _defined_in_line(body: str) -> tuple[Span, Span] | None:
    """``LF · Long Form`` as a line of its own, as imprints have it."""
    line = _LINE.fullmatch(body)
    if line is None:
        return None
    try:
        long = str(select_definition(Term(line["long"]), Term(line["short"])))
    except (ValueError, IndexError):
        return None
    if long != line["long"]:
        return None
    return (
        Span(start=line.start("short"), end=line.end("short")),
        Span(start=line.start("long"), end=line.end("long")),
    )


def _defined_by_name(
    bracket: re.Match[str], body: str, named: list[Candidate]
) -> tuple[Span, Span] | None:
    """``Eurasian Group on ... Terrorism (EAG)``: too long for the algorithm, but a name."""
    inner = bracket["inner"].strip()
    if not (conditions(inner) and _capitals(inner)) or " " in inner:
        return None
    before = [c for c in named if c.end == bracket.start() and c.origin is not Origin.MODEL]
    for name in sorted(before, key=lambda candidate: candidate.start):
        said = body[name.start : name.end]
        if said[0] == inner[0] and _is_subsequence(inner.lower(), said.lower()):
            start = bracket.start("inner") + bracket["inner"].index(inner)
            return Span(start=start, end=start + len(inner)), Span(start=name.start, end=name.end)
    return None


def _given_to_name(
    bracket: re.Match[str], body: str, named: list[Candidate]
) -> tuple[Span, Span] | None:
    """``Pacific Community (SPC)``: letters of another language or of an older name.

    A bracket right behind a body's name that holds nothing but an acronym abbreviates it, unless
    the acronym is a country's or that of another listed body.
    """
    inner = bracket["inner"]
    if not (is_acronym(inner) and inner.isalpha()) or inner.lower() in names():
        return None
    before = [c for c in named if c.end == bracket.start() and c.label == "ORG"]
    name = max((c for c in before if c.origin is not Origin.MODEL), key=_length, default=None)
    if name is None or inner in contexts().not_bodies:
        return None
    said, listed = body[name.start : name.end], by_name().get(inner)
    if said.isupper() or (listed and listed != by_name().get(key_of(said))):
        return None
    short = Span(start=bracket.start("inner"), end=bracket.end("inner"))
    return short, Span(start=name.start, end=name.end)


def _without_staff(body: str, long: Span, named: list[Candidate]) -> Span:
    """The body in "staff of the Pacific Community", whose letters agree with the acronym's, too."""
    if long.of(body).split()[0].lower() not in posts().staff:
        return long
    within = [c for c in named if c.label == "ORG" and c.end == long.end and c.start > long.start]
    name = max((c for c in within if c.origin is not Origin.MODEL), key=_length, default=None)
    return Span(start=name.start, end=name.end) if name else long


def _length(candidate: Candidate) -> int:
    """How many code points a candidate covers."""
    return candidate.end - candidate.start


def _is_subsequence(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters if letter.isalpha())


def _capitals(short: str) -> bool:
    return sum(letter.isupper() for letter in short) >= _LEAST_CAPITALS


def _as_name(body: str, long: Span, named: list[Candidate]) -> tuple[Span, Label | None]:
    """The long form as a name: its label, and its head word, which the algorithm may cut off.

    "Bureau of International Narcotics (INL)" is defined by its last words only.
    """
    rules = [c for c in named if c.origin is not Origin.MODEL] or named
    for candidate in rules:
        if (candidate.start, candidate.end) == (long.start, long.end):
            return long, candidate.label
    within = [c for c in rules if c.start <= long.start < c.end and long.end <= c.end]
    if not within:
        return long, None
    name = min(within, key=lambda c: (c.end - long.end, c.start - c.end))
    before = body[name.start : long.start]
    if name.end > long.end:
        return long, name.label if not before else None
    if _IN_TAIL.search(before) or _IN_TAIL.match(f"{long.of(body).split()[0]} "):
        owners = [match.end() for match in _OWNER.finditer(before)]
        long = Span(start=name.start + (owners[-1] if owners else 0), end=long.end)
    return long, name.label
