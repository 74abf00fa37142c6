"""Which events a sentence tells of: detected by what a clause is, typed by the lexicon.

An event noun is one where a clause asserts it: a verb that governs events ("held a workshop"), the
noun as the doer of any verb ("the course brought together"), a participle behind it ("a seminar
organised by"), a line without a verb. A verb is one where its clause tells of something done that
is no state, trend, thought or speech, and that has happened, goes on or is planned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.document import Clause, Phrase
from pipeline.document.span import Span
from pipeline.events.lexicon import Role, event_nouns, lexicon, nouns, singular, singular_of, verbs
from pipeline.events.counting import people_in
from pipeline.events.names import cleaned, noun_name, verb_name
from pipeline.events.reading import Report, Telling
from pipeline.language.load import is_people, people
from pipeline.language.load import verbs as verb_classes
from schemas.codelists import EventStatus, EventType

SETTINGS = frozenset(
    {
        "at",
        "during",
        "through",
        "in",
        "after",
        "following",
        "by",
        "upon",
        "on",
        "with",
        "via",
        "for",
        "to",
    }
)
"""Prepositions behind which an event noun may tell of an event of its own."""
PLAIN = frozenset({"ceremony", "event", "occasion", "reception", "gathering"})
"""Nouns for the frame of another event: "handed over at a ceremony"."""
DEEDS = frozenset(
    {
        "signing",
        "adoption",
        "opening",
        "launch",
        "publication",
        "handover",
        "operation",
        "appointment",
    }
)
"""What is done at a meeting, and is no other word for it."""
PRONOUNS = frozenset({"we", "they", "he", "she", "it", "who", "i", "you", "both", "two"})
PRESUPPOSING = frozenset(
    {
        "cap",
        "cap off",
        "conclude",
        "mark",
        "complete",
        "end",
        "celebrate",
        "crown",
        "close",
        "finish",
        "round off",
        "wrap up",
    }
)
"""Verbs whose object has been, also in a clause of purpose: "to cap off three days of training"."""
CALLING = frozenset(
    {
        "call",
        "invite",
        "convene",
        "summon",
        "bring together",
        "gather",
        "bring",
        "assemble",
        "unite",
    }
)
"""Verbs whose subject holds what people are called to."""
HAVING = frozenset(
    {"include", "feature", "see", "comprise", "incorporate", "involve", "witness", "culminate in"}
)
"""Verbs by which an event has another one as its part."""
MOVING = frozenset(
    {
        "arrive",
        "travel",
        "go",
        "come",
        "set out",
        "depart",
        "leave",
        "be",
        "fly",
        "sail",
        "embark",
        "follow",
    }
)
HAPPENING = frozenset({"take place", "happen", "occur", "get underway"})
WITHIN = frozenset({"in", "on", "at", "from", "between", "when", "during"})
BESIDE = frozenset(
    {"after", "before", "since", "until", "following", "due to", "because of", "owing to"}
)
BARE = 4
"""Words of a phrase that says no more than "a long awaited event"."""
JOINT = frozenset({"come together", "get together", "join forces", "join hands", "team up", "unite"})
"""What several do to do something: "came together to organise a contest" is the contest."""
RIBBONS = frozenset({"cut ribbon", "turn tap", "turn key"})
"""What opens a thing that the story has told of."""
IN_SETTING = re.compile(r"\b(?:at|during|in)\s(?:the\s|an?\s)?$", re.IGNORECASE)
NO_NAME = frozenset(
    {"which", "that", "who", "this", "it", "they", "these", "those", "he", "she", "we"}
)


@dataclass(slots=True)
class EventCandidate:
    """An event that a sentence may tell of.

    ``clause`` asserts it; ``group`` are the clauses that say more of it; ``subject`` and ``object``
    are the roles of those slots of its clause. ``reference``: it may take up an event told before.
    """

    type: EventType
    noun: bool
    clause: int
    name: str
    name_span: Span
    status: EventStatus
    phrase: Phrase | None = None
    subject: Role = None
    object: Role = None
    reference: bool = False
    weak: bool = False
    group: set[int] = field(default_factory=set)


class EventFinder:
    """Finds the events of one sentence after another."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.begins = 0

    def find(
        self,
        telling: Telling,
        *,
        terse: bool,
        planned: bool,
        caption: bool = False,
        headline: bool = False,
    ) -> list[EventCandidate]:
        """The events of a sentence.

        Args:
            telling: The sentence.
            terse: It is a list item, caption or dated line, whose present tense tells a story.
            planned: It stands under a heading of things to come.
            caption: It is the caption of a picture, which shows a moment of what is told elsewhere.
            headline: It is a headline.
        """
        report = self.report
        self.begins = telling.lead.end if telling.lead is not None else telling.span.start
        # A present tense tells a story in a dated line; elsewhere it says what is generally so.
        dated = any(report.label(i) == "DATE" for i in telling.mentions)
        listed = terse and not caption
        terse = terse and (dated or headline)
        told = [
            i
            for i in telling.clauses
            if not report.is_quoted(report.clauses[i].head) and not _is_dateline(report, telling, i)
        ]
        named = list(self._nouns(telling, told, terse=terse))
        named += self._mentioned(telling, told, named)
        done = _joined(report, [*self._verbs(told, named, terse=terse)])
        if (terse or listed) and not named and not done:
            named = list(self._bare(telling, told))
            if listed and not named:
                named = list(self._listed(telling, told, planned=planned))
        found = _merged(report, _settle(report, named, done))
        cancelled = self._is_cancelled(telling)
        for candidate in found:
            candidate.group |= self._group(candidate, found)
            if candidate.clause >= 0 and _heads_line(report, candidate) and len(found) == 1:
                candidate.group |= set(told)
            if cancelled and (candidate.noun or len(found) == 1):
                candidate.status = "cancelled"
            elif planned and candidate.status == "happened":
                candidate.status = "planned"
        return found

    def _is_cancelled(self, telling: Telling) -> bool:
        """Whether a lead says so: "Postponed: seminar on ..."."""
        words = lexicon().cancellation.words
        lead = "" if telling.lead is None else telling.lead.of(self.report.text).lower()
        tail = telling.span.of(self.report.text).lower()
        return (
            any(word in lead for word in words)
            or re.search(rf"(?:[–—:(-]\s*)(?:{'|'.join(words)})\b", tail) is not None
        )

    def _group(self, candidate: EventCandidate, found: Sequence[EventCandidate]) -> set[int]:
        """The clauses that depend on the candidate's and tell of no other event."""
        others = {c.clause for c in found if c is not candidate}
        group = {candidate.clause} | candidate.group
        for index in self.report.inside(candidate.clause):
            clause = self.report.clauses[index]
            if index not in others and (clause.governor in group):
                group.add(index)
        return group

    # --- nouns ------------------------------------------------------------------------------------

    def _nouns(
        self, telling: Telling, told: Sequence[int], *, terse: bool
    ) -> Iterator[EventCandidate]:
        seen: set[int] = set()
        for index in told:
            clause = self.report.clauses[index]
            for slot in clause.slots:
                if slot.relation in clause.borrowed:
                    continue
                for phrase, path in _event_phrases(self.report, slot):
                    if phrase.head.start in seen:
                        continue
                    found = self._noun(telling, told, index, phrase, path, terse=terse)
                    if found is not None:
                        seen.add(phrase.head.start)
                        yield found

    def _mentioned(
        self, telling: Telling, told: Sequence[int], named: Sequence[EventCandidate]
    ) -> list[EventCandidate]:
        """Named events behind a preposition of setting, also where the parse has lost them."""
        report = self.report
        found = []
        for i in telling.mentions:
            span = report.mentions[i].span
            before = report.text[max(span.start - 16, telling.span.start) : span.start]
            if report.label(i) != "EVENT" or not IN_SETTING.search(before):
                continue
            if any(c.phrase is not None and c.phrase.span.overlaps(span) for c in named):
                continue
            clause = report.innermost(span, told)
            kind = _type_of_name(report.words(span))
            if clause is None or kind is None or report.clauses[clause].factuality not in {"happened", "ongoing", "planned"}:
                continue
            found.append(
                EventCandidate(
                    type=kind,
                    noun=True,
                    clause=clause,
                    name=report.words(span),
                    name_span=span,
                    status=_status(report, report.clauses[clause], terse=False) or "happened",
                    phrase=Phrase(relation="at", span=span, head=span, lemma=report.words(span).lower(), determiner="definite"),
                    reference=True,
                )
            )
        return found

    def _noun(
        self,
        telling: Telling,
        told: Sequence[int],
        index: int,
        phrase: Phrase,
        path: tuple[Phrase, ...],
        *,
        terse: bool,
    ) -> EventCandidate | None:
        report, clause = self.report, self.report.clauses[index]
        kind = _type_of(report, phrase)
        if kind is None or phrase.determiner == "generic":
            return None
        describing = [k for k in told if k != index and self._describes(k, phrase)]
        by = next(
            (
                k
                for k in describing
                if _supports(report.clauses[k].lemma) is not None
                or report.clauses[k].lemma in lexicon().cancellation.verbs
            ),
            None,
        )
        asserted = self._asserted(clause, phrase, path, terse=terse)
        if asserted is None and (by is None or (_is_weak(phrase) and path[0].relation in BESIDE)):
            return None
        if (
            phrase.lemma in PLAIN
            and phrase.determiner not in {"definite", "demonstrative"}
            and not phrase.phrases
            and len(report.words(phrase.span).split()) <= BARE
        ):
            return None
        at = index if asserted is not None else by
        assert_clause = report.clauses[at if at is not None else index]
        status = _status(report, assert_clause, terse=terse)
        if (
            status is None
            and assert_clause.lemma in PRESUPPOSING
            and assert_clause.relation == "infinitive"
        ):
            status = _status(report, report.clauses[assert_clause.governor or 0], terse=terse)
        if (
            status is None
            and path[0].relation in SETTINGS
            and assert_clause.relation == "infinitive"
        ):
            status = _status(report, report.clauses[assert_clause.governor or 0], terse=terse)
        if asserted is not None and clause.lemma in lexicon().cancellation.verbs:
            status = None if clause.factuality == "denied" else "cancelled"
        if any(
            report.clauses[k].lemma in lexicon().cancellation.verbs
            and report.clauses[k].factuality != "denied"
            for k in describing
        ) and not any(
            report.clauses[k].factuality == "planned"
            and any(s.head == phrase.head for s in report.clauses[k].slots)
            for k in told
        ):
            status = "cancelled"
        if status is None:
            return None
        name, span = noun_name(report, phrase)
        subject: Role = asserted or None if asserted != "" else None
        return EventCandidate(
            type=kind,
            noun=True,
            clause=at if at is not None else index,
            name=name,
            name_span=span,
            status=status,
            phrase=phrase,
            subject=subject,  # type: ignore[arg-type]
            reference=phrase.determiner in {"definite", "demonstrative", "possessive"},
            group={index, *describing} if asserted is not None else set(describing),
        )

    def _describes(self, index: int, phrase: Phrase) -> bool:
        """Whether a relative clause or participle tells of a phrase."""
        clause = self.report.clauses[index]
        if clause.relation not in {"relative", "participle", "infinitive", "conjunct"}:
            return False
        lent = [slot for slot in clause.slots if slot.relation in clause.borrowed]
        if any(slot.head == phrase.head for slot in lent):
            return True
        # "The helpline for survivors, which X runs": a verb of events describes the event noun.
        return _supports(clause.lemma) is not None and any(
            phrase.span.contains(slot.head) for slot in lent
        )

    def _asserted(
        self, clause: Clause, phrase: Phrase, path: tuple[Phrase, ...], *, terse: bool
    ) -> str | None:
        """The role of the clause's subject where the clause asserts the phrase's event; else None.

        "" stands for no role.
        """
        known = lexicon()
        slot = path[0]
        nested = any(p.lemma not in known.transparent.nouns for p in path[:-1])
        if nested and not self._stands_apart(phrase):
            return None
        if clause.kind == "nominal":
            if self._is_undone(clause):
                return None
            return "" if terse or phrase is slot or nested else None
        if clause.factuality == "denied" and clause.lemma not in known.cancellation.verbs:
            return None
        if clause.lemma in known.cancellation.verbs:
            return "" if slot.relation in {"object", "subject"} else None
        if nested:
            return ""
        support = _supports(clause.lemma)
        if slot.relation == "predicate":
            return "" if len(path) > 1 or phrase.determiner == "indefinite" else None
        if slot.relation == "object":
            if clause.lemma in HAPPENING:
                return ""
            if clause.lemma in PRESUPPOSING or (clause.lemma in HAVING and self._is_event(clause)):
                return support or ""
            return support
        if slot.relation == "subject":
            return self._as_subject(clause, phrase)
        if clause.lemma in CALLING and slot.relation in {"to", "for", "at"}:
            return "organiser"
        if slot.relation == "on" and clause.lemma in MOVING and phrase.determiner == "indefinite":
            return "organiser"
        if _supports(f"{clause.lemma} {slot.relation}") is not None:
            return _supports(f"{clause.lemma} {slot.relation}")
        if support == "participant" and slot.relation in {
            "in",
            "to",
            "at",
            "from",
            "through",
            "on",
        }:
            return support
        return self._as_setting(clause, phrase, slot.relation)

    def _is_undone(self, clause: Clause) -> bool:
        """Whether a line denies what leads it: "Feeding: not begun"."""
        report = self.report
        lead = report.lead(clause.head)
        if lead is None or not lead.contains(clause.head):
            return False
        beyond = [
            report.clauses[i] for i in report.clauses_in(Span(start=lead.end, end=lead.end + 40))
        ]
        return bool(beyond) and all(c.factuality == "denied" for c in beyond)

    def _is_event(self, clause: Clause) -> bool:
        """Whether the subject of a clause is an event: "the meeting included the adoption of"."""
        return any(_type_of(self.report, slot) is not None for slot in clause.of("subject"))

    def _stands_apart(self, phrase: Phrase) -> bool:
        """Whether an event noun within another noun's phrase is an event of its own."""
        if self._has_setting(phrase):
            return True
        return phrase.determiner == "indefinite" and phrase.relation in {"behind", "during", "at"}

    def _as_subject(self, clause: Clause, phrase: Phrase) -> str | None:
        classes = verb_classes()
        if clause.lemma in HAPPENING or _is_open(self.report, clause):
            return ""
        if _is_weak(phrase) and not self._has_setting(phrase) and phrase.determiner == "definite":
            return None
        if clause.lemma in lexicon().occurrence.verbs and clause.lemma != "be":
            return ""
        if phrase.determiner == "definite" and clause.lemma in (
            classes.stative | classes.communication | classes.cognition | classes.trend
        ):
            return None
        if clause.lemma in classes.stative | classes.trend and not self._has_setting(phrase):
            return None
        return "" if not clause.passive else None

    def _as_setting(self, clause: Clause, phrase: Phrase, relation: str) -> str | None:
        """An event noun behind a preposition: an event of its own where it is new, or dated."""
        if relation not in SETTINGS and " " not in relation:
            return None
        if self._has_setting(phrase):
            return ""
        if phrase.determiner in {"definite", "demonstrative", "possessive"} or _is_weak(phrase):
            return None
        if relation in {"for", "to", "with", "by"} and clause.lemma not in {
            "mark",
            "meet",
            "come",
            "gather",
            "celebrate",
            "call",
            "invite",
            "unite",
            "begin",
            "start",
            "convene",
            "bring together",
            "assemble",
            "come together",
            "come",
        }:
            return None
        return None if phrase.lemma in PLAIN else ""

    def _has_setting(self, phrase: Phrase) -> bool:
        """Whether a phrase says itself when or where."""
        report = self.report
        return any(
            report.label(i) == "DATE"
            or (report.label(i) == "PLACE" and inner.relation in {"in", "at"})
            for inner in phrase.walk()
            if inner.relation in WITHIN
            for i in report.mentions_in(inner.span)
        )

    def _bare(self, telling: Telling, told: Sequence[int]) -> Iterator[EventCandidate]:
        """The first event noun of a terse line that the parse has no phrase for."""
        report = self.report
        start = telling.lead.end if telling.lead is not None else telling.span.start
        if start >= telling.span.end:
            return
        # Of a line that the parser found a verb in, only the first words can name an event.
        verbal = any(report.clauses[i].kind == "verbal" for i in told)
        end = (
            re.compile(r"[,;:.(]|$").search(report.text, start, telling.span.end)
            if verbal
            else None
        )
        span = Span(start=start, end=end.start() if end is not None else telling.span.end)
        if any(report.clauses[i].factuality == "denied" for i in told):
            return
        for found in event_nouns(span.of(report.text)):
            at = Span(start=start + found.start(), end=start + found.end())
            if any(
                report.mentions[i].span.overlaps(at) and report.label(i) in {"ORG", "PLACE"}
                for i in telling.mentions
            ):
                continue
            low = start
            end = re.compile(r"[,;.(]|$").search(report.text, at.end, telling.span.end)
            high = end.start() if end is not None else telling.span.end
            words = Span(start=low, end=max(high, at.end))
            lead = len(words.of(report.text)) - len(words.of(report.text).lstrip(" •▪-–—\t*"))
            name, words = cleaned(report, Span(start=low + lead, end=words.end))
            if verbal and singular(found.group()) in lexicon().weak.nouns:
                continue
            if not re.match(
                r"\s*(?:$|[^\w\s]|(?:of|on|in|for|at|with|by|to|and|from|about)\b)",
                report.text[at.end : telling.span.end],
            ):
                continue
            yield EventCandidate(
                type=nouns()[singular(found.group())],  # type: ignore[arg-type]
                noun=True,
                clause=told[0] if told else -1,
                name=name,
                name_span=words,
                status="happened",
            )
            return

    def _listed(
        self, telling: Telling, told: Sequence[int], *, planned: bool
    ) -> Iterator[EventCandidate]:
        """What a dated line names in words that no list has: "14 September: four kits change hands".

        A line with its date ahead tells of something done, and one to people of assistance.
        """
        report = self.report
        if any(report.clauses[i].factuality == "denied" for i in told):
            return
        led = telling.lead is not None and any(
            report.label(i) == "DATE" for i in report.mentions_in(telling.lead)
        )
        nominal = [
            i
            for i in told
            if report.clauses[i].kind == "nominal" and report.clauses[i].head.start >= self.begins
        ]
        if not nominal:
            return
        clause = report.clauses[nominal[0]]
        phrase = next(iter(clause.slots), None)
        if phrase is None or report.head_mention(phrase) is not None and not phrase.phrases:
            return
        body = Span(start=self.begins, end=telling.span.end)
        idiom = _idiom_in(body.of(report.text))
        served = any(
            p.relation in {"to", "for"}
            and is_people(p.lemma)
            and people_in(report, p) is not None
            or p.relation == "to"
            and is_people(p.lemma)
            for p in phrase.walk()
        )
        dated = any(report.label(i) == "DATE" for i in telling.mentions)
        if idiom is None and not (served and dated) and not led and not (planned and dated):
            return
        name, span = noun_name(report, phrase)
        kind: EventType = "assistance" if served else "other"
        if idiom is not None:
            verb, at = idiom
            kind = verbs()[verb].type
            words = Span(start=body.start, end=max(body.start + at, body.start + 1))
            name, span = f"{verbs()[verb].name} of {report.words(words)}", words
        yield EventCandidate(
            type=kind,
            noun=True,
            clause=nominal[0],
            name=name,
            name_span=span,
            status="happened",
            phrase=phrase,
        )

    # --- verbs ------------------------------------------------------------------------------------

    def _verbs(
        self, told: Sequence[int], named: Sequence[EventCandidate], *, terse: bool
    ) -> Iterator[EventCandidate]:
        for index in told:
            clause = self.report.clauses[index]
            if clause.kind == "nominal":
                continue
            if any(self._is_support(index, candidate) for candidate in named):
                continue
            found = self._verb(index, clause, terse=terse)
            if found is not None:
                yield found

    def _is_support(self, index: int, candidate: EventCandidate) -> bool:
        """Whether a clause says of a noun's event that it was held, or describes it."""
        clause = self.report.clauses[index]
        if index in candidate.group and index != candidate.clause:
            return True
        if index != candidate.clause or candidate.phrase is None:
            return False
        known = verbs().get(_idiom(clause))
        if known is not None and known.type in DEEDS and _supports(clause.lemma) is None:
            return False
        return (
            any(
                slot.relation in {"object", "subject", "predicate"}
                and slot.span.contains(candidate.phrase.head)
                for slot in clause.slots
            )
            or _supports(clause.lemma) is not None
        )

    def _verb(self, index: int, clause: Clause, *, terse: bool) -> EventCandidate | None:
        status = _status(self.report, clause, terse=terse)
        if clause.lemma in lexicon().cancellation.verbs:
            return self._cancelled(index, clause)
        if status is None or self._is_aside(clause, terse=terse):
            return None
        lemma = _idiom(clause)
        known = verbs().get(lemma)
        if known is None and self._is_excluded(clause):
            return None
        if known is not None:
            clause = self._turned(clause, lemma, terse=terse)
        weak = known is None or (
            lemma in lexicon().weak.verbs
            and not self._counts(clause)
            and not any(slot.lemma in lexicon().decisions.nouns for slot in clause.of("object"))
        )
        if not self._has_doer(clause, weak=weak):
            return None
        things = [slot for slot in clause.slots if slot.relation == "object"]
        if any(thing.determiner == "generic" for thing in things):
            return None
        if self._is_idle(clause, lemma, things) or (known is None and not things):
            return None
        if (
            lemma == "receive"
            and things
            and not clause.passive
            and all(is_people(thing.lemma) for thing in things)
        ):
            return None
        name, span = verb_name(self.report, clause, known.name if known else None)
        if not name:
            return None
        return EventCandidate(
            type=known.type if known else "other",
            noun=False,
            clause=index,
            name=name,
            name_span=span,
            status=status,
            phrase=things[0] if things else None,
            subject=known.subject if known else "organiser",
            object=known.object if known else None,
            weak=weak,
            reference=lemma in RIBBONS,
        )

    def _turned(self, clause: Clause, lemma: str, *, terse: bool) -> Clause:
        """The clause with its subject as what something was done to, where only that makes sense.

        "412 callers advised by the helpline", "the laboratory reopened".
        """
        if clause.passive or any(slot.relation == "object" for slot in clause.slots):
            return clause
        subjects = [slot for slot in clause.slots if slot.relation == "subject"]
        named = any(self._is_named(slot) for slot in subjects)
        turned = lemma in lexicon().unaccusative.verbs and not named
        if terse and lemma not in lexicon().intransitive.verbs:
            turned = turned or not named or any(slot.relation == "by" for slot in clause.slots)
        if not turned:
            return clause
        relations = {"subject": "object", "by": "subject"}
        return clause.updated(
            slots=tuple(
                slot.updated(relation=relations.get(slot.relation, slot.relation))
                for slot in clause.slots
            )
        )

    def _is_named(self, phrase: Phrase) -> bool:
        head = self.report.head_mention(phrase)
        return head is not None and self.report.label(head) in {"ORG", "PERSON"}

    def _cancelled(self, index: int, clause: Clause) -> EventCandidate | None:
        """What was called off, where no event noun names it."""
        thing = next((s for s in clause.slots if s.relation in {"object", "subject"}), None)
        if thing is None or clause.factuality in {"denied", "possible"} or thing.lemma in NO_NAME:
            return None
        if clause.relation not in {"main", "conjunct"}:
            return None
        name, span = noun_name(self.report, thing)
        found = event_nouns(name)
        return EventCandidate(
            type=nouns()[singular(found[-1].group())] if found else "other",
            noun=bool(found),
            clause=index,
            name=name,
            name_span=span,
            status="cancelled",
            phrase=thing,
            reference=thing.determiner == "definite",
        )

    def _is_aside(self, clause: Clause, *, terse: bool) -> bool:
        """Whether a clause only describes a thing, or gives a purpose or what was said."""
        report = self.report
        if clause.relation in {"participle", "relative"}:
            above = None if clause.governor is None else report.clauses[clause.governor]
            if (
                terse
                and clause.relation == "participle"
                and self._opens(clause)
                and _idiom(clause) in verbs()
            ):
                return False
            if above is not None and above.kind == "nominal" and above.governor is None:
                # A line without a verb of its own: "16 technicians taught by X".
                return clause.relation == "relative" and terse
            return not self._is_dated(clause)
        if clause.relation == "adverbial":
            return clause.factuality not in {"happened", "ongoing"} or not self._is_dated(clause)
        if clause.relation == "complement" and clause.governor is not None:
            above = report.clauses[clause.governor]
            return above.lemma in verb_classes().communication | verb_classes().cognition
        if clause.relation == "conjunct" and clause.governor is not None:
            return self._is_aside(report.clauses[clause.governor], terse=terse)
        return False

    def _opens(self, clause: Clause) -> bool:
        """Whether a participle's noun begins its line: "First report published by X; Y paid"."""
        lent = [slot.span.start for slot in clause.slots if slot.relation in clause.borrowed]
        return bool(lent) and self.begins <= min(lent) <= self.begins + 3

    def _is_dated(self, clause: Clause) -> bool:
        report = self.report
        return any(
            report.label(i) == "DATE" and report.date_of.get(i) is not None
            for slot in clause.slots
            if slot.relation not in clause.borrowed
            for i in report.mentions_in(slot.span)
        )

    def _is_excluded(self, clause: Clause) -> bool:
        """Whether a verb tells of a state, a trend, a thought, speech or an incident."""
        classes = verb_classes()
        bases = {clause.lemma, clause.lemma.partition(" ")[0]}
        if clause.lemma in classes.fixed:
            return True
        return any(
            bases & words
            for words in (
                classes.stative,
                classes.trend,
                classes.communication,
                classes.cognition,
                classes.incident,
                classes.incidental,
                classes.intention,
                classes.discussion,
                classes.denial,
            )
        )

    def _has_doer(self, clause: Clause, *, weak: bool) -> bool:
        """Whether people or a body did it, or it was done without saying by whom."""
        subjects = [slot for slot in clause.slots if slot.relation == "subject"]
        if not subjects:
            return (
                clause.passive
                or clause.relation != "main"
                or any(slot.relation == "object" for slot in clause.slots)
            )
        return any(self._acts(slot) or (not weak and self._may_act(slot)) for slot in subjects)

    def _may_act(self, phrase: Phrase) -> bool:
        """Whether a thing can have done something: no number, time or text does."""
        last = phrase.lemma.rsplit(" ", 1)[-1]
        return last not in lexicon().abstract.nouns | lexicon().texts.nouns and last[:1].isalpha()

    def _acts(self, phrase: Phrase) -> bool:
        report = self.report
        head = report.head_mention(phrase)
        if head is not None and report.label(head) in {"ORG", "PERSON", "PROGRAMME"}:
            return True
        if head is not None and report.label(head) == "PLACE":
            return report.is_country(head)
        last = phrase.lemma.rsplit(" ", 1)[-1]
        return last in PRONOUNS or is_people(last) or last in people().groups

    def _counts(self, clause: Clause) -> bool:
        """Whether a clause counts those whom it serves: a result, also of an everyday verb."""
        if clause.lemma in {
            "join",
            "stay",
            "fly",
            "travel",
            "walk",
            "move",
            "return",
            "arrive",
            "reach",
            "win",
        }:
            return False
        return any(
            slot.relation in {"object", "recipient", "subject"}
            and slot.relation not in clause.borrowed
            and is_people(slot.lemma.rsplit(" ", 1)[-1])
            and any(self.report.figure(i) is not None for i in self.report.mentions_in(slot.span))
            and (
                slot.relation != "subject"
                or clause.lemma in {"receive", "get", "benefit", "obtain"}
            )
            for slot in clause.slots
        )

    def _is_idle(self, clause: Clause, lemma: str, things: Sequence[Phrase]) -> bool:
        """Whether the object, or the lack of one, makes no event of the verb: "gave hope"."""
        withs = [slot for slot in clause.slots if slot.relation == "with"]
        if not things and withs and all(w.lemma in lexicon().abstract.nouns for w in withs):
            return True  # "met with difficulties"
        if not things and not any(slot.relation == "recipient" for slot in clause.slots):
            if lemma in lexicon().intransitive.verbs:
                return False
            return lemma in lexicon().weak.verbs or not self._is_dated(clause)
        return bool(things) and all(thing.lemma in lexicon().abstract.nouns for thing in things)


# --- what the candidates of a sentence are to each other ------------------------------------------


def _idiom_in(words: str) -> tuple[str, int] | None:
    """A verb of several words that the parser took for nouns, and where it begins."""
    for verb in verbs():
        first, _, rest = verb.partition(" ")
        if verb in verb_classes().fixed and rest:
            found = re.search(rf"\s{re.escape(first)}(?:s|es|d|ed)?\s{re.escape(rest)}\b", words)
            if found is not None:
                return verb, found.start()
    return None


def _settle(
    report: Report, named: list[EventCandidate], done: list[EventCandidate]
) -> list[EventCandidate]:
    """One candidate an event: "trained 20 officers in a workshop" is the workshop."""
    kept: list[EventCandidate] = []
    led = {c.clause for c in named if c.clause >= 0 and _heads_line(report, c)}
    for verb in done:
        clause = report.clauses[verb.clause]
        inside = [c for c in named if c.phrase is not None and _stands_in(clause, c.phrase)]
        same = next((c for c in inside if verb.type not in DEEDS and c.name), None)
        same = same or next((c for c in named if c.clause == verb.clause and c.reference and verb.type == "meeting"), None)
        same = same or next((c for c in named if c.clause in led), None)
        same = same or next((c for c in named if _serves(report, c, verb)), None)
        if same is not None:
            same.group.add(verb.clause)
            if report.clauses[verb.clause].lemma in JOINT:
                continue
            if verb.object is not None and same.object is None:
                same.object = verb.object
            if same.subject is None:
                same.subject = verb.subject
            continue
        objects = [slot for slot in clause.slots if slot.relation == "object"]
        for noun in inside:
            nested = noun.phrase is not None and any(
                o.span.contains(noun.phrase.head) for o in objects
            )
            if nested or noun.reference or (noun.phrase is not None and noun.phrase.lemma in PLAIN):
                named.remove(noun)
        kept.append(verb)
    return sorted((*named, *kept), key=lambda c: c.name_span.start)


def _serves(report: Report, noun: EventCandidate, verb: EventCandidate) -> bool:
    """Whether a verb of the same type is what was done at an event: "rehearsed ... to cap off a course"."""
    if noun.clause < 0:
        return False
    joint = report.clauses[verb.clause].lemma in JOINT
    if noun.type != verb.type and not joint:
        return False
    clause = report.clauses[noun.clause]
    return clause.relation == "infinitive" and clause.governor == verb.clause


def _heads_line(report: Report, candidate: EventCandidate) -> bool:
    """Whether an event noun is the topic that leads a line: "Treatment of X: 40 admitted"."""
    clause = report.clauses[candidate.clause]
    lead = report.lead(clause.head)
    return clause.kind == "nominal" and lead is not None and lead.contains(clause.head)


def _stands_in(clause: Clause, phrase: Phrase) -> bool:
    return any(
        slot.span.contains(phrase.head)
        for slot in clause.slots
        if slot.relation not in {"subject", "object"} or slot.span.contains(phrase.head)
    )


def _sets(report: Report, clause: Clause) -> bool:
    """Whether a clause itself says when or where."""
    return any(
        report.label(i) in {"DATE", "PLACE"}
        for slot in clause.slots
        if slot.relation not in clause.borrowed | {"subject", "object"}
        for i in report.mentions_in(slot.span)
    )


def _merged(report: Report, found: list[EventCandidate]) -> list[EventCandidate]:
    """Two clauses of one type of which only the second says when and where are one event.

    "X has lent a boat to Y; the keys changed hands in Z on 3 February."
    """
    kept: list[EventCandidate] = []
    for candidate in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and not last.noun
            and not candidate.noun
            and (
                last.type == candidate.type
                or report.clauses[candidate.clause].lemma in lexicon().unaccusative.verbs
            )
            and last.status == candidate.status
            and report.clauses[candidate.clause].governor is None
            and not _sets(report, report.clauses[last.clause])
            and _sets(report, report.clauses[candidate.clause])
        ):
            last.group.add(candidate.clause)
        else:
            kept.append(candidate)
    return kept


def _status(report: Report, clause: Clause, *, terse: bool) -> EventStatus | None:
    """The status of what a clause asserts; None where it asserts nothing."""
    if clause.factuality == "general" and _is_open(report, clause):
        return "ongoing"
    purpose = _purpose(report, clause)
    if clause.factuality == "possible" and purpose is not None:
        above = purpose
        known = verbs().get(clause.lemma)
        if above.factuality == "planned" and known is not None and known.type in DEEDS:
            return "planned"  # "plans to visit, to sign"
    if clause.factuality in {"happened", "ongoing", "planned"}:
        return clause.factuality  # type: ignore[return-value]
    if clause.factuality == "general" and terse:
        return "happened"
    return None


def _is_open(report: Report, clause: Clause) -> bool:
    """Whether a clause says since when: "on air since April"."""
    return any(
        (report.dates[report.date_of[i]].edtf or "").endswith("..")
        for slot in clause.slots
        for i in report.mentions_in(slot.span)
        if i in report.date_of
    )


def _is_dateline(report: Report, telling: Telling, index: int) -> bool:
    """Whether a clause is only the lead of its paragraph, with date and place."""
    head = report.clauses[index].head
    if telling.lead is None or not telling.lead.contains(head):
        return False
    return not event_nouns(telling.lead.of(report.text))


def _is_weak(phrase: Phrase) -> bool:
    """Whether an event noun is also a word for other things."""
    return phrase.lemma in lexicon().weak.nouns


def _idiom(clause: Clause) -> str:
    """The verb with the phrase that makes one verb with it: "put in operation"."""
    for slot in clause.of("object"):
        if f"{clause.lemma} {slot.lemma}" in verbs():
            return f"{clause.lemma} {slot.lemma}"
    for slot in clause.slots:
        for name in (
            f"{clause.lemma} {slot.relation} {slot.lemma}",
            f"{clause.lemma} with" if slot.relation == "with" else "",
        ):
            if name in verbs():
                return name
    return clause.lemma


def _joined(report: Report, done: list[EventCandidate]) -> list[EventCandidate]:
    """Verbs that share subject and object are one event: "were drilled or repaired"."""
    kept: list[EventCandidate] = []
    for candidate in done:
        clause = report.clauses[candidate.clause]
        first = next((k for k in kept if k.clause == clause.governor), None)
        if first is not None and clause.relation == "conjunct" and "object" in clause.borrowed:
            first.group.add(candidate.clause)
        else:
            kept.append(candidate)
    return kept


def _purpose(report: Report, clause: Clause) -> Clause | None:
    """The clause whose purpose a clause is, also as one of several."""
    while clause.relation == "conjunct" and clause.governor is not None:
        clause = report.clauses[clause.governor]
    if clause.relation != "infinitive" or clause.governor is None:
        return None
    return report.clauses[clause.governor]


def _supports(lemma: str) -> str | None:
    """The role of the subject of a verb that governs events; None where it does not."""
    support = lexicon().support
    for role in ("host", "participant", "organiser", "funder", "opened_by", "speaker"):
        if lemma in getattr(support, role):
            return role
    return None


def _event_phrases(report: Report, slot: Phrase) -> Iterator[tuple[Phrase, tuple[Phrase, ...]]]:
    """The phrases of a slot whose head is an event noun, each with the way to it."""

    def walk(
        phrase: Phrase, path: tuple[Phrase, ...]
    ) -> Iterator[tuple[Phrase, tuple[Phrase, ...]]]:
        way = (*path, phrase)
        if _type_of(report, phrase) is not None and phrase.lemma not in lexicon().transparent.nouns:
            yield phrase, way
            return
        for inner in phrase.phrases:
            yield from walk(inner, way)

    return walk(slot, ())


def _type_of_name(name: str) -> EventType | None:
    """The type of a named event by the noun ahead of its prepositions."""
    found = event_nouns(re.split(r"\s(?:of|on|for|in|against|to|with)\s", name)[0])
    return nouns()[singular(found[-1].group())] if found else None  # type: ignore[return-value]


def _type_of(report: Report, phrase: Phrase) -> EventType | None:
    """The type of the event that a phrase's head names."""
    head = report.head_mention(phrase)
    if head is not None and report.label(head) not in {"EVENT"}:
        return None
    if report.words(phrase.span).lower() in lexicon().idioms.words:
        return None
    words = Span(start=phrase.span.start, end=phrase.head.end).of(report.text)
    if head is not None:  # a name: its noun stands ahead of its prepositions
        words = re.split(r"\s(?:of|on|for|in|against|to|with)\s", report.words(phrase.head))[0]
    found = event_nouns(words)
    if not found:
        return None
    last = found[-1]
    rest = words[last.end() :].split()
    if not all(singular_of(word) in lexicon().trailing.nouns for word in rest):
        return None  # "training centre", but "training cycle"
    return nouns()[singular(last.group())]  # type: ignore[return-value]
