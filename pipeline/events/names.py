"""What an event is called: the noun phrase that names it, or a verb's noun and its object."""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Clause, Phrase
from pipeline.document.span import Span
from pipeline.events.lexicon import event_nouns, lexicon, type_of_noun
from pipeline.events.reading import Report
from pipeline.language.load import grammar, is_people

DETERMINER = re.compile(
    r"^(?:the|an?|this|these|its|their|our|his|her|another|[•▪‣*–—-])\s+", re.IGNORECASE
)
LINK = re.compile(r"\s(?:of|to|with|for|on)$")
LONGEST = 160
"""Code points of a name."""
ENOUGH = 3
"""Words with which a name stands alone."""
TO_DO = " to "
"""Between a noun and the infinitive that says what it is for."""
EMPTY = frozenset({"of", "the", "a", "an", "and", "on", "in", "for", "to", "with", "by", "at"})
"""Words that say nothing in a name."""


GAP = 8
"""Code points between "of" and a name: an article, a quotation mark."""


def noun_name(report: Report, phrase: Phrase) -> tuple[str, Span]:
    """The name that a noun phrase gives, without article, time and place."""
    start, end = phrase.span.start, _to_name(report, phrase.span.end)
    for inner in sorted(phrase.phrases, key=lambda p: p.span.start):
        if inner.span.start <= phrase.head.end or inner.span.start >= end:
            continue
        journey = inner.relation == "of" and _goes_somewhere(phrase)
        if (
            _is_setting(report, inner)
            or " " in inner.relation
            or (journey and _acts(report, inner))
        ):
            end = min(end, _before(report, phrase.head.end, inner.span.start))
    end = _without_place(report, Span(start=phrase.head.end, end=end))
    # A comma and what follows add, and do not name.
    words = report.text[phrase.head.end : end]
    cut = re.search(r"\s?[(–—]|;|\s,|, (?:\d|some |most |which|who|where|held|organi[sz]ed)", words)
    if cut is not None:
        end = phrase.head.end + cut.start()
    name, span = cleaned(report, Span(start=start, end=max(end, phrase.head.end)))
    beyond = [
        *phrase.phrases,
        *(p for q in phrase.phrases if _is_setting(report, q) for p in q.phrases),
    ]
    of = next((p for p in beyond if p.relation == "of" and p.span.start >= end), None)
    if of is not None and " of " not in name and not _goes_somewhere(phrase):
        # "opening, jointly with X, of a laboratory"
        called = report.words(Span(start=span.start, end=phrase.head.end))
        return f"{called} of {noun_name(report, of)[0]}", span
    return name, span


def _to_name(report: Report, end: int) -> int:
    """Where a phrase ends with the name in quotation marks that its "of" has lost."""
    if not report.text[:end].endswith(" of"):
        return end
    return next(
        (report.mentions[i].span.end for i in report.mentions_in(Span(start=end, end=end + GAP))),
        end,
    )


def _without_place(report: Report, words: Span) -> int:
    """Where the words behind a noun end ahead of a place that a comma adds: "..., Tokmok"."""
    for i in report.mentions_in(words):
        span = report.mentions[i].span
        if report.place(i) is not None and span.end >= words.end:
            before = report.text[words.start : span.start].rstrip()
            return words.start + len(before) - 1 if before.endswith(",") else words.end
    return words.end


def _is_setting(report: Report, phrase: Phrase) -> bool:
    """Whether a phrase says when, where or by whom: no part of a name."""
    label = report.head_label(phrase)
    if phrase.relation == "from" and _acts(report, phrase):
        return True
    if label == "PLACE":
        return phrase.relation in grammar().prepositions.circumstance - {"to", "by"}
    return label == "DATE" or (label is not None and phrase.relation == "by")


def headed(phrase: Phrase) -> Phrase:
    """A phrase up to its head, without what is attached behind it."""
    return phrase.updated(span=Span(start=phrase.span.start, end=phrase.head.end), phrases=())


def _acts(report: Report, phrase: Phrase) -> bool:
    """Whether a phrase is for somebody who acts."""
    return report.head_label(phrase) in {"ORG", "PERSON"} or is_people(phrase.noun)


def _goes_somewhere(phrase: Phrase) -> bool:
    """Whether a noun names a journey, of which where it goes says more than whose it is."""
    found = event_nouns(phrase.noun)
    if phrase.noun in lexicon().classes.journeys:
        return True
    return bool(found) and type_of_noun(found[-1]) == "mission"


def _before(report: Report, low: int, at: int) -> int:
    """Where the preposition ahead of an offset begins."""
    words = report.text[low:at]
    found = re.search(r"[\s,]+(?:[\w-]+\s){0,4}$", words)
    return low + found.start() if found is not None else at


def cleaned(report: Report, span: Span) -> tuple[str, Span]:
    """The words of a span and where they are, without articles, bullets and stops at its ends."""
    total = re.match(
        r"(?:a|the)\s(?:grand\s)?(?:total|number|group)\sof\s", span.of(report.text), re.IGNORECASE
    )
    if total is not None:
        span = Span(start=span.start + total.end(), end=span.end)
    words = span.of(report.text)
    stripped = DETERMINER.sub("", words.lstrip(" •▪‣*\t\n"))
    start = span.start + words.find(stripped) if stripped else span.start
    trimmed = Span(start=start, end=start + len(stripped.rstrip(" ,;:.\n")))
    closing = report.text[trimmed.end : trimmed.end + 1]
    if closing in {"”", "»"} and trimmed.of(report.text).count("“") > trimmed.of(report.text).count(
        "”"
    ):
        trimmed = Span(start=start, end=trimmed.end + 1)
    return _opened(report, trimmed)[:LONGEST], trimmed


def _opened(report: Report, span: Span) -> str:
    """The words of a name; a number that began a sentence in small letters."""
    words = report.words(span)
    counted = any(report.label(i) == "FIGURE" for i in report.mentions_in(span)[:1])
    first = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if counted and first.istitle() else words


def purpose(report: Report, phrase: Phrase) -> str:
    """What an event was held for, right behind its noun: "to revise the curriculum"."""
    for low in (phrase.head.end, phrase.span.end):
        for index in report.clauses_in(Span(start=low, end=low + len(TO_DO) + 1)):
            clause = report.clauses[index]
            thing = next(iter(clause.of("object")), None)
            behind = report.text[low : clause.head.start] == TO_DO
            if clause.relation == "infinitive" and behind and thing is not None:
                return f"to {report.words(clause.head)} {noun_name(report, thing)[0]}"
    return ""


def verb_name(report: Report, clause: Clause, called: str | None) -> tuple[str, Span]:
    """The name of a verb's event: "destruction of 310 kilograms of heroin"."""
    noun = called or _gerund(clause.lemma)
    thing = next(
        (t for t in _things(report, clause) if t.lemma not in grammar().pronouns.all), None
    )
    if thing is None:
        said = [slot for slot in clause.slots if slot.lemma in grammar().pronouns.all]
        return (noun, clause.head) if said else ("", clause.head)
    if clause.lemma in lexicon().classes.office and report.head_label(thing) == "PERSON":
        return _appointment(report, clause, thing, noun)
    agreed = _agreed(report, clause)
    if agreed is not None and not any(slot.relation == "object" for slot in clause.slots):
        return f"{noun} {report.words(agreed)}"[:LONGEST], agreed
    if is_people(thing.noun) and thing.noun not in lexicon().classes.attending:
        thing = headed(thing)
    words, span = noun_name(report, thing)
    link = " of"
    if (
        thing.relation in {"to", "in", "on", "with"}
        and clause.lemma not in lexicon().classes.given_with
    ):
        link = f" {thing.relation}"
    ends = LINK.search(noun)
    if ends is not None:
        noun, link = noun[: ends.start()], ends.group()
    topics = [_topic(report, slot) for slot in clause.slots if _is_topic(report, slot, thing)]
    more = "".join(f" {words}" for words in topics[:1] if words)
    return f"{noun}{link} {words}{more}"[:LONGEST], span


def _appointment(report: Report, clause: Clause, person: Phrase, noun: str) -> tuple[str, Span]:
    """The person and the post: "appointment of X as Representative"."""
    head = report.head_mention(person)
    span = person.head if head is None else report.mentions[head].span
    posts = [p for slot in clause.slots for p in slot.walk() if p.relation == "as"]
    for slot in clause.of("object"):
        posts += _posts(report, slot)
    post = f" as {noun_name(report, posts[0])[0]}" if posts else ""
    return f"{noun} of {report.words(span)}{post}"[:LONGEST], span


def _posts(report: Report, slot: Phrase) -> Iterator[Phrase]:
    """The post that somebody takes: itself, or what "the duties of" leads to."""
    if slot.lemma not in lexicon().classes.seats:
        yield slot
        return
    for inner in slot.phrases:
        if inner.relation == "of" and report.head_label(inner) is None:
            yield inner


def _agreed(report: Report, clause: Clause) -> Span | None:
    """What was agreed or decided, in an infinitive: "to send each other a list"."""
    index = next((i for i, c in enumerate(report.clauses) if c is clause), None)
    if index is None:
        return None
    for below in report.inside(index):
        found = report.clauses[below]
        if found.relation == "infinitive" and found.governor == index:
            objects = [s.span.end for s in found.slots if s.relation == "object"]
            end = max([found.head.end, *objects[:1]])
            start = found.head.start
            if report.text[max(start - 3, 0) : start].lower() == "to ":
                return Span(start=start - 3, end=end)
    return None


def _things(report: Report, clause: Clause) -> Iterator[Phrase]:
    """What a verb's event is about, the best first: who takes office, what was done to what."""
    people = [
        slot
        for slot in clause.slots
        if slot.relation == "subject" and report.head_label(slot) == "PERSON"
    ]
    if clause.lemma in lexicon().classes.office and people:
        yield people[0]
    given = [
        slot
        for slot in clause.slots
        if slot.relation == "with" and clause.lemma in lexicon().classes.given_with
    ]
    if given and not any(report.head_label(slot) for slot in given):
        yield given[0]
    if clause.lemma == "cut":
        ribbon = [p for slot in clause.of("object") for p in slot.phrases if p.relation == "of"]
        yield from ribbon  # the ribbon of a shelter: the shelter is opened
    for relation in ("object", "recipient"):
        yield from (slot for slot in clause.slots if slot.relation == relation)
    yield from (
        slot
        for slot in clause.slots
        if slot.relation in {"to", "in", "on", "with"} and not _is_when_or_where(report, slot)
    )
    yield from (slot for slot in clause.slots if slot.relation == "subject")


def _is_when_or_where(report: Report, slot: Phrase) -> bool:
    """Whether a slot says when, or where something was done; not where it went to."""
    label = report.head_label(slot)
    return label == "DATE" or (label == "PLACE" and slot.relation != "to")


def _is_topic(report: Report, slot: Phrase, thing: Phrase) -> bool:
    """Whether a slot says what about: "trained 22 officers in boarding and search"."""
    if (
        slot is thing
        or slot.relation not in grammar().prepositions.topic
        or slot.lemma in lexicon().classes.times
    ):
        return False
    return report.head_label(slot) in {None, "INSTRUMENT", "PROGRAMME", "FIGURE"} and not any(
        report.label(i) in {"DATE", "PLACE"} for i in report.mentions_in(slot.head)
    )


def _topic(report: Report, slot: Phrase) -> str:
    """The words of a topic with its preposition; none of "for" and a place."""
    if slot.relation == "for" and any(
        report.label(i) == "PLACE" for i in report.mentions_in(slot.span)
    ):
        return ""
    words, _ = noun_name(report, slot)
    return f"{slot.relation} {words}"


def _gerund(lemma: str) -> str:
    """A verb's own noun: "planting"."""
    verb, _, particle = lemma.partition(" ")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb) and not verb.endswith(("w", "x", "y")):
        stem = verb + verb[-1]
    return f"{stem}ing {particle}".rstrip()


def completed(report: Report, name: str, clause: Clause | None, extra: Sequence[str]) -> str:
    """A name that stands alone: one of a word or two with its topic, or with whom, or where.

    Args:
        report: The report.
        name: What the noun phrase gives.
        clause: The clause that tells of the event, whose slots may name the topic.
        extra: Further words to add, the most telling first.
    """
    added = []
    if clause is not None:
        added = [
            _topic(report, slot)
            for slot in clause.slots
            if slot.relation in grammar().prepositions.topic - {"to", "in"}
            and slot.lemma not in name.lower()
            and _is_topic(report, slot, slot.updated())
        ]
    for words in [*added, *extra]:
        if len(_content(name)) >= ENOUGH:
            break
        if words and words.lower() not in name.lower():
            name = f"{name} {words}"
    return name[:LONGEST]


def _content(name: str) -> list[str]:
    """The words of a name that say something."""
    return [w for w in re.findall(r"\w+", name.lower()) if w not in EMPTY]
