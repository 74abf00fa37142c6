"""Names behind the noun that types them: "the project Clean Rivers for All"."""

from collections.abc import Iterator

from pipeline.names.heads import heads
from pipeline.names.headwords import FoundName, NameReading
from pipeline.names.words import OPENERS, WordTable

_DETERMINERS = frozenset(("the", "its", "their", "our", "this", "a", "new", "joint"))
_JOINTS = frozenset(("of", "in", "for", "and", "the", "to", "on", "with", "against", "&", ":"))
_LEAST_WORDS = 2
_MOST_JOINTS = 2


def titled_names(reading: NameReading) -> Iterator[FoundName]:
    """Capitalised titles right behind "project", "programme" and their like in small letters."""
    words = reading.words
    begun = {start for start, _ in reading.known}
    for at in range(1, len(words.text) - 1):
        rule = heads().get(words.lower[at])
        if rule is None or rule.label != "PROGRAMME" or not words.text[at].islower():
            continue
        begin = at + 1
        known = words.start[begin] in begun or not words.proper[begin]
        if words.lower[at - 1] not in _DETERMINERS or known:
            continue
        end, joined = _title_end(words, begin)
        proper = sum(words.proper[begin:end])
        if proper < _LEAST_WORDS or words.place_end(begin) > begin:
            continue
        if words.person[begin] and not (joined or _is_introduced(words, end)):
            continue
        start, stop = words.start[begin], words.end[end - 1]
        yield FoundName(begin, end, start, stop, words.lower[at], rule, tailed=False)


def _title_end(words: WordTable, begin: int) -> tuple[int, bool]:
    """The end of a run of capitalised words and small words between them; whether it has any."""
    at, joined = begin, False
    while at < len(words.text):
        if words.proper[at]:
            at += 1
            continue
        on = at
        while on < len(words.text) and on - at < _MOST_JOINTS and words.lower[on] in _JOINTS:
            on += 1
        if on == at or on >= len(words.text) or not words.proper[on]:
            break
        at, joined = on, True
    return at, joined


def _is_introduced(words: WordTable, end: int) -> bool:
    """Whether a bracket with a short name or quotation mark follows: ``("the Project")``."""
    behind = words.text[end : end + 2]
    return behind[:1] == ["("] or (bool(behind) and behind[0] in OPENERS)
