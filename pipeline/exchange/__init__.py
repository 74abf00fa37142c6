"""One report's annotations in the forms of other tools, out and back in.

What comes back is never written into the tables: ``pipeline.review.importing`` turns it into the
same decisions that a reviewer makes on the page.
"""

from collections.abc import Callable
from typing import NamedTuple

from pipeline.exchange import docbin, labelstudio, webannotation, workbook
from pipeline.exchange.annotation import Annotations
from pipeline.write.report import Extracted

__all__ = ["ANNOTATIONS", "REPORT_FORMATS", "Annotations", "Format"]


class Format(NamedTuple):
    """A form that one report can be written in: its files' ending, and what makes the bytes."""

    suffix: str
    dump: Callable[[Extracted], bytes]


REPORT_FORMATS = {
    "webannotation": Format(".jsonld", webannotation.dump),
    "docbin": Format(".spacy", docbin.dump),
    "labelstudio": Format(".labelstudio.json", labelstudio.dump),
    "xlsx": Format(".xlsx", workbook.dump_report),
}
ANNOTATIONS: dict[str, Callable[[bytes], Annotations]] = {
    ".jsonld": webannotation.load,
    ".spacy": docbin.load,
    ".json": labelstudio.load,
}
"""What reads annotations back in, by the file's ending."""
