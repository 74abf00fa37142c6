"""Documents for the tests of repair: from text, and of any shape at all."""

from hashlib import sha256
from itertools import pairwise

from hypothesis import strategies as st

from pipeline.document import Block, Document, Line, Source
from pipeline.document.span import Span
from pipeline.families.profile import load
from pipeline.readers.lines import blocks
from pipeline.repair import repair
from pipeline.stage import Context

HINTS = (None, "heading", "body", "list_item", "caption", "quote", "table", "furniture")
PIECES = (
    *(
        "the officers ",
        "trained ",
        "pre-",
        "cursor ",
        "UN-",
        "ODC ",
        "and ",
        "of ",
        "Central Asia ",
    ),
    *("drug", "law-", "enforcement ", "2017-", "2019 ", "Almaty", ", ", ". ", "? ", '"', "“", "”"),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\f",
        "\u2028",
        "\u2029",
        "- ",
        "• ",
        "•\n",
        "1. ",
        "- İ\n",
        "\t",
    ),
    *("\u00ad", "\u00a0", "\u200b", "\ufeff", "ﬁ", "Ã©", "â€™", "e\u0301", "&amp;", "\x07", "\x93"),
    *(
        "  ",
        "O C T O B E R",
        "Page 3 of 8\n",
        "12\n\n",
        "Photo: a post\n\n",
        "\ufffd",
        "www.a.org ",
    ),
    *("the meeting was opened by the head of the regional office in the capital of the country ",),
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)


def document(raw: str, *parts: Block) -> Document:
    """A document of a text, with the blocks that the text reader cuts unless others are given."""
    data = raw.encode("utf-8", "surrogatepass")
    source = Source(
        name="report.txt",
        media_type="text/plain",
        sha256=sha256(data).hexdigest(),
        size=len(data),
        encoding="utf-8",
    )
    return Document(source=source, raw=raw, blocks=parts or blocks(raw)[0])


def repaired(raw: str, *parts: Block) -> Document:
    """The same after repair."""
    context = Context(profile=load("generic"), model="none")
    return repair(document(raw, *parts), context)


def passages(raw: str) -> list[str]:
    """The passages of a repaired text."""
    done = repaired(raw)
    return [passage.span.of(done.text) for passage in done.passages]


def laid_out(*parts: tuple[str, dict]) -> Document:
    """A repaired document of blocks as a layout gives them: text, and fields of the block."""
    raw, made = "", []
    for text, fields in parts:
        if raw:
            raw += "\f" if fields.get("page") != made[-1].page else "\n\n"
        lines, at = [], len(raw)
        for line in text.split("\n"):
            lines.append(Line(raw=Span(start=at, end=at + len(line))))
            at += len(line) + 1
        span = Span(start=len(raw), end=len(raw) + len(text))
        made.append(Block(raw=span, lines=tuple(lines), **fields))
        raw += text
    return repaired(raw, *made)


@st.composite
def documents(draw):
    """Any text with blocks of any kind over any parts of it."""
    raw = draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(raw)), max_size=12)))
    made = []
    for start, end in pairwise(edges):
        if not draw(st.booleans()):
            continue
        cuts = sorted({start, end, *draw(st.lists(st.integers(start, end), max_size=3))})
        made.append(
            Block(
                raw=Span(start=start, end=end),
                lines=tuple(Line(raw=Span(start=a, end=b)) for a, b in pairwise(cuts)),
                hint=draw(st.sampled_from(HINTS)),
                page=draw(st.none() | st.integers(1, 3)),
                size=draw(st.none() | st.sampled_from([9.0, 9.1, 14.0])),
                level=draw(st.none() | st.integers(1, 3)),
            )
        )
    return raw, made
