"""How each report stands: how well it was read and why, and how far its review has come."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pipeline.decisions import journal
from pipeline.decisions.journal import JOURNAL
from pipeline.document.errors import PipelineError
from pipeline.document.meaning import spoken
from pipeline.review.queue import progress
from pipeline.review.remedies import remedies
from pipeline.review.standing import Standing
from pipeline.write import PREVIOUS
from pipeline.write.report import Extracted, reports_in, verdict_of
from schemas import Verdict

Reading = Literal["well", "in part", "badly", "by an older version"]
Review = Literal["not begun", "in review", "done"]

REASONS = 3
"""Reasons that are told on the page; the review has all."""


@dataclass(frozen=True, slots=True)
class State:
    """One report as the home page lists it.

    ``done`` of ``total`` rows in doubt are checked. ``reasons`` are the causes for which the report
    was not read well, the worst first, each with its remedy. ``damaged``: the report's folder
    cannot be read, and why; the rest is empty then.
    """

    stem: str
    title: str = ""
    publisher: str = ""
    period: str = ""
    source: str = ""
    reading: Reading = "well"
    reasons: tuple[tuple[str, str], ...] = ()
    review: Review = "not begun"
    done: int = 0
    total: int = 0
    reviewers: tuple[str, ...] = ()
    last: str = ""
    has_previous: bool = False
    damaged: str = ""


def states(out: Path) -> list[State]:
    """All reports of a folder, each as it stands now."""
    return [state_of(out, stem) for stem in (reports_in(out) if out.is_dir() else ())]


def state_of(out: Path, stem: str) -> State:
    """One report as it stands now."""
    folder = out / stem
    stamps = tuple(_stamp(folder / name) for name in ("report.json", JOURNAL))
    return _state(out, stem, (*stamps, _stamp(out / PREVIOUS / stem / "report.json")))


@lru_cache(maxsize=4096)
def _state(out: Path, stem: str, _stamps: tuple[object, ...]) -> State:
    """The same, kept until a file that it rests on changes."""
    try:
        report, judged = Extracted(out / stem), verdict_of(out / stem)
        read = journal.read(out / stem / JOURNAL)
        standing = Standing(report, read.decisions)
        done, total = progress(standing)
    except (PipelineError, OSError, ValueError) as error:
        return State(stem, damaged=getattr(error, "message", str(error)))
    about = report.about
    holding = standing.in_force
    reading, reasons = _reading(judged)
    return State(
        stem=stem,
        title=about["title"] or stem,
        publisher=about["publisher"],
        period=spoken(about["period"]),
        source=about["source"],
        reading=reading,
        reasons=reasons,
        review=_review(len(holding), done, total),
        done=done,
        total=total,
        reviewers=tuple(dict.fromkeys(decision.reviewer for decision in holding)),
        last=spoken(f"{holding[-1].time:%Y-%m-%d}") if holding else "",
        has_previous=(out / PREVIOUS / stem / "report.json").is_file(),
    )


def _reading(judged: Verdict | None) -> tuple[Reading, tuple[tuple[str, str], ...]]:
    """How well a report was read, and why not well: each cause with its remedy."""
    if judged is None:
        return "by an older version", (("Nothing was said of how well.", "Read it again."),)
    causes = ((cause.message, remedies().get(cause.code, "")) for cause in judged.causes)
    return judged.reading, tuple(causes)


def _review(decisions: int, done: int, total: int) -> Review:
    if done >= total and (decisions or not total):
        return "done"
    return "in review" if decisions else "not begun"


def _stamp(path: Path) -> object:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size
