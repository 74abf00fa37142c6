"""What a passage looks like: its marker, indentation, case, size, and the break before it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.document import Block, BlockHint, Document, Passage
from pipeline.document.ledger import OffsetMap
from pipeline.document.markers import marker, second_marker
from pipeline.document.span import Span

Case = Literal["upper", "title", "sentence", "lower", "none"]

# Numbers of headings that are no list markers: "2.1", "IV.", "A.".
_OUTLINE = re.compile(r"\s{0,40}(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|[A-H]\.|[IVX]{1,5}\.)\s+(?=\S)")
_NUMBER_KEY = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TERMINAL = re.compile(r"[.!?…]['\"”’»)\]]{0,3}$|[;,:]$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?:\s?\d{1,2})?$")
UPPER_SHARE = 0.9
TITLE_SHARE = 0.6
LARGER = 1.12
"""How much larger than the body's a font is that stands for a heading."""
BLANK_LINE = 2
"""Line breaks that make a blank line."""


@dataclass(frozen=True, slots=True)
class PassageShape:
    """A passage as it looks; ``span`` and ``text`` leave the list marker out.

    Attributes:
        index: The passage's number.
        span: Its place in the repaired text.
        text: Its words, with single blanks.
        marker: The bullets or the number before it, without white space.
        indent: Blanks before the marker.
        gap: Line breaks between the passage before and this one.
        case: How its words are capitalised.
        larger: Whether its font is larger than the body's.
    """

    index: int
    span: Span
    text: str
    marker: str
    indent: int
    gap: int
    case: Case
    hint: BlockHint | None = None
    level: int | None = None
    size: float | None = None
    larger: bool = False
    bold: bool = False

    @property
    def words(self) -> int:
        """The number of its words."""
        return len(self.text.split())

    @property
    def numbered(self) -> bool:
        """Whether a number or letter leads it."""
        return bool(self.marker) and any(c.isalnum() for c in self.marker) and self.marker != "o"

    @property
    def bulleted(self) -> bool:
        """Whether a bullet leads it."""
        return bool(self.marker) and not self.numbered

    @property
    def depth(self) -> int | None:
        """How deep its number goes: 1 for "2.", 2 for "2.1"; None without a number."""
        key = _NUMBER_KEY.search(self.marker)
        return key.group().count(".") + 1 if key and self.numbered else None

    @property
    def unfinished(self) -> bool:
        """Whether it ends within a sentence."""
        return not self.is_sentence and not self.text.endswith(":")

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def punctuated(self) -> bool:
        """Whether it ends with a punctuation mark that no heading ends with."""
        return bool(_TERMINAL.search(self.text)) and not self.text.endswith("?")

    @property
    def starts_small(self) -> bool:
        """Whether its first letter is a small one, so that it carries on a sentence."""
        return not self.marker and self.text[:1].islower()


def shapes(document: Document) -> list[PassageShape]:
    """The shape of every passage, in order."""
    text, passages = document.text or "", document.passages or ()
    offsets = OffsetMap(len(text), document.edits or ())
    body_size = _body_size(document, passages)
    raw_end = 0
    found: list[PassageShape] = []
    for index, passage in enumerate(passages):
        block = document.blocks[passage.blocks[0]] if passage.blocks else None
        raw = offsets.to_raw(passage.span)
        before = document.raw[min(raw_end, raw.start) : raw.start]
        found.append(_shape(index, passage, before, text, block, body_size))
        raw_end = max(raw_end, raw.end)
    if _is_all_capitals(found):
        found = [_without_case(shape) for shape in found]
    return found


def _shape(
    index: int, passage: Passage, before: str, text: str, block: Block | None, body: float | None
) -> PassageShape:
    lead = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    start, end = passage.span.start, passage.span.end
    words = text[start:end]
    length = _marks(words)
    own = words[:length] if length < len(words) else ""
    start += len(own)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    marks = lead + own
    flat = " ".join(text[start:end].split())
    size = block.size if block else None
    return PassageShape(
        index=index,
        span=Span(start=start, end=max(end, start)),
        text=flat,
        marker="".join(marks.split()) if _is_marker(marks) else "",
        indent=len(marks) - len(marks.lstrip()),
        gap=max(before.count("\n"), before.count("\r")),
        case=case_of(flat),
        hint=block.hint if block else None,
        level=block.level if block else None,
        size=size,
        larger=size is not None and body is not None and size >= body * LARGER,
        bold=block.bold if block else False,
    )


def _marks(words: str) -> int:
    """The length of the marker, or the two, that words begin with."""
    outline = _OUTLINE.match(words)
    if outline:
        return outline.end()
    length = marker(words)
    return length + second_marker(words[length:]) if length else 0


def _is_marker(marks: str) -> bool:
    """Whether what stands before a passage is its marker and nothing else."""
    probe = f"{marks.rstrip()} x"
    return bool(marks.strip()) and _marks(probe) == len(probe) - 1


def case_of(text: str) -> Case:
    """How the words of a text are capitalised; function words do not count.

    "none" where there are no letters.
    """
    words = _WORD.findall(text)
    letters = [c for word in words for c in word if c.isalpha()]
    if not letters:
        return "none"
    if len(letters) > 1 and sum(c.isupper() for c in letters) / len(letters) >= UPPER_SHARE:
        return "upper"
    if not words[0][0].isupper():
        return "lower"
    counted = [word for word in words[1:] if word.casefold() not in STOP_WORDS]
    capitals = sum(word[0].isupper() for word in counted)
    if counted and capitals / len(counted) >= TITLE_SHARE:
        return "title"
    return "sentence"


def _body_size(document: Document, passages: Sequence[Passage]) -> float | None:
    """The font size of most characters."""
    sizes: Counter[float] = Counter()
    for passage in passages:
        for index in passage.blocks:
            size = document.blocks[index].size
            if size is not None:
                sizes[size] += len(document.blocks[index].raw)
    return sizes.most_common(1)[0][0] if sizes else None


def _is_all_capitals(found: Sequence[PassageShape]) -> bool:
    """Whether also the sentences are in capitals, so that capitals tell nothing."""
    sentences = [shape for shape in found if shape.is_sentence]
    return bool(sentences) and sum(s.case == "upper" for s in sentences) > len(sentences) / 2


def _without_case(shape: PassageShape) -> PassageShape:
    fields = {name: getattr(shape, name) for name in PassageShape.__slots__}
    return PassageShape(**{**fields, "case": "sentence" if shape.case == "upper" else shape.case})
