"""The differences between two runs as one self-contained page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.diff import Difference
from pipeline.document.hidden import visible

PARTS = {"page.css": "text/css", "page.js": "text/javascript"}
"""The files of the page, and what each is."""
KEPT = 8
"""Words that are kept on each side of what changed within a long cell."""
_WORDS = re.compile(r"\S+\s*|\s+")


def write_page(path: Path, before: Path, after: Path, differences: Sequence[Difference]) -> None:
    """Write the page; it asks for nothing outside itself and runs without a server.

    Raises:
        OSError: The file cannot be written.
    """
    path.write_text(page_html(str(before), str(after), differences), "utf-8")


def page_html(
    before: str, after: str, differences: Sequence[Difference], *, linked: bool = False
) -> str:
    """The page as HTML.

    Args:
        before: What the one run is called.
        after: What the other run is called.
        differences: Between them.
        linked: Whether its style and script are files beside it (:data:`PARTS`), as where a
            server's policy forbids them within the page.
    """
    environment = _environment()
    tables = Counter(d.table for d in differences)
    kinds = Counter(d.kind for d in differences)
    return environment.get_template("page.html").render(
        before=before,
        after=after,
        linked=linked,
        differences=differences,
        tables=tables,
        kinds=kinds,
        parts=parts,
        css=files(__package__).joinpath("page.css").read_text("utf-8"),
        script=files(__package__).joinpath("page.js").read_text("utf-8"),
    )


def parts(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words of two cells as ``("same" | "del" | "ins", words)``; long ones cut."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", _cut(old[a:b])
            continue
        if a < b:
            yield "del", "".join(old[a:b])
        if c < d:
            yield "ins", "".join(new[c:d])


def _cut(words: list[str]) -> str:
    if len(words) <= 2 * KEPT:
        return "".join(words)
    return "".join([*words[:KEPT], "… ", *words[-KEPT:]])


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
