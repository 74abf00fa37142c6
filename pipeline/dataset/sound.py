"""Which reports the dataset can be made of; a damaged folder is set aside, the others are taken."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.document.errors import ReadError
from pipeline.write import RESERVED
from pipeline.write.fingerprint import touched
from pipeline.write.report import DAMAGED, check_whole, read_table, reports_in

REMEDY = "run its input again"


class Sorted(NamedTuple):
    """Reports that can be taken, and why others cannot, by their ids.

    ``sound``: those by period and name; one whose input is another's, with that other.
    """

    sound: Mapping[str, str | None]
    damaged: Mapping[str, str]


def looked_over(out: Path) -> Sorted:
    """The reports of a folder by what the sizes of their files tell: quick, also over thousands.

    Raises:
        OSError: The folder cannot be listed.
    """
    return _sorted_out(out, reports_in(out), _look_over, _half_there(out))


def verified(out: Path, reports: Sorted) -> Sorted:
    """Those of the sound ones whose files are what their runs wrote, to the last character."""
    return _sorted_out(out, reports.sound, check_whole, reports.damaged)


def _sorted_out(
    out: Path,
    stems: Iterable[str],
    check: Callable[[Path], None],
    damaged: Mapping[str, str],
) -> Sorted:
    found, wrong = [], dict(damaged)
    for stem in stems:
        try:
            check(out / stem)
            found.append(_about(out / stem))
        except ReadError as error:
            wrong[stem] = f"{error.message}; {REMEDY}"
    leaders = _leaders(found)
    sound: dict[str, str | None] = {}
    for about in sorted(found):
        leader = leaders[about.digest]
        if leader.is_renamed:
            wrong[about.stem] = (
                f"{out / about.stem} holds the report {about.report_id!r}: give it its name back"
            )
        else:
            sound[about.stem] = None if leader is about else leader.stem
    return Sorted(sound, dict(sorted(wrong.items())))


class _About(NamedTuple):
    period: str
    stem: str
    report_id: str
    digest: str

    @property
    def is_renamed(self) -> bool:
        """Whether the folder bears another name than its rows."""
        return self.stem != self.report_id


def _about(folder: Path) -> _About:
    rows = read_table(folder, "reports")
    if len(rows) != 1 or not {"period", "sha256"} <= rows[0].keys():
        message = f"{folder / 'reports.csv'} does not hold one report"
        raise ReadError(DAMAGED, message)
    return _About(rows[0]["period"], folder.name, rows[0]["report_id"], rows[0]["sha256"])


def _leaders(found: Iterable[_About]) -> Mapping[str, _About]:
    """Of reports with the same input the first, if possible one that bears its own name."""
    leaders: dict[str, _About] = {}
    for about in sorted(found, key=lambda about: (about.is_renamed, about)):
        leaders.setdefault(about.digest, about)
    return leaders


def _look_over(folder: Path) -> None:
    if changed := touched(folder):
        message = f"{folder / changed[0]} is not as it was extracted: cut, edited or missing"
        raise ReadError(DAMAGED, message)


def _half_there(out: Path) -> Mapping[str, str]:
    """Folders that hold the text of a report and lack the rest, as while they are synchronised."""
    texts = (*out.glob("[!.]*/text.txt"), *out.glob("[!.]*/reports.csv"))
    return {
        file.parent.name: f"{file.parent / 'report.json'} is missing; {REMEDY}"
        for file in texts
        if file.parent.name not in RESERVED and not (file.parent / "report.json").exists()
    }
