"""Reports in the forms of other tools: which form, which reports, which file."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.dataset import SQLITE, refresh
from pipeline.document.errors import ConfigError
from pipeline.document.extras import needing
from pipeline.exchange import (
    REPORT_FORMATS,
    excel,
    fivew,
    geojson,
    hxl,
    iati,
    ics,
    workbook,
)
from pipeline.exchange.tables import Tables, tables_of
from pipeline.write.report import Extracted, read_table, reports_in
from schemas.tables import DATASET_TABLES

TABLE_FORMATS: dict[str, tuple[str, Callable[[Tables], bytes]]] = {
    "geojson": (".geojson", geojson.dump),
    "hxl": (".hxl.csv", hxl.dump),
    "ics": (".ics", ics.dump),
    "iati": (".iati.xml", iati.dump),
    "xlsx": (".xlsx", workbook.dump),
}
"""Forms of the whole dataset, or of a report that is named: the ending, what makes the bytes."""
FILES = ("sqlite", "parquet", "csv-bom")
FIVE_W = "5w"
FIVE_W_FILES = {".5w.xlsx": fivew.dump_workbook, ".5w.csv": fivew.dump_csv}
FORMATS = tuple(sorted({*REPORT_FORMATS, *TABLE_FORMATS, *FILES, FIVE_W}))
WHOLE = "milestones"
"""The name of files of the whole dataset."""


def export(stems: Sequence[str], to: str, out: Path, into: Path) -> Iterator[Path]:
    """Write reports in a form; yields each file that was written.

    Args:
        stems: Report ids; none: all reports in ``out``.
        to: One of :data:`FORMATS`.
        out: The folder of all reports.
        into: The folder to write to; made when missing.

    Raises:
        ConfigError: ``config.no-format``, ``config.no-report``, ``config.extra``.
    """
    if to not in FORMATS:
        message = f"there is no form {to!r}; known: {', '.join(FORMATS)}"
        raise ConfigError("config.no-format", message)
    for stem in stems:
        if not (out / stem / "report.json").is_file():
            raise ConfigError("config.no-report", f"{out / stem} holds no report")
    dataset = refresh(out)
    if dataset is None:
        raise ConfigError("config.no-report", f"{out} holds no report")
    into.mkdir(parents=True, exist_ok=True)
    if to in REPORT_FORMATS and (stems or to not in TABLE_FORMATS):
        yield from _each_report(stems or reports_in(out), to, out, into)
    elif to == FIVE_W:
        yield from _five_w(stems, dataset, into)
    elif to in TABLE_FORMATS:
        yield from _tables(stems, to, out, dataset, into)
    else:
        yield from _files(stems, to, dataset, into)


def _each_report(stems: Sequence[str], to: str, out: Path, into: Path) -> Iterator[Path]:
    form = REPORT_FORMATS[to]
    for stem in stems:
        path = into / f"{stem}{form.suffix}"
        path.write_bytes(form.dump(Extracted(out / stem)))
        yield path


def _tables(stems: Sequence[str], to: str, out: Path, dataset: Path, into: Path) -> Iterator[Path]:
    suffix, dump = TABLE_FORMATS[to]
    names = tuple(DATASET_TABLES)
    for name, folder in {s: out / s for s in stems}.items() or {WHOLE: dataset}.items():
        path = into / f"{name}{suffix}"
        path.write_bytes(dump(tables_of(folder, names)))
        yield path


def _five_w(stems: Sequence[str], dataset: Path, into: Path) -> Iterator[Path]:
    """Who does what, of all reports or of each that is named; with the dataset's names."""
    rows = read_table(dataset, fivew.TABLE)
    links = [row for row in read_table(dataset, "entity_rows") if row["table"] == "events"]
    sources = [*read_table(dataset, "events"), *links]
    parts = {stem: fivew.of_report(rows, sources, stem) for stem in stems} or {WHOLE: rows}
    for name, part in parts.items():
        for suffix, dump in FIVE_W_FILES.items():
            path = into / f"{name}{suffix}"
            path.write_bytes(dump(part))
            yield path


def _files(stems: Sequence[str], to: str, dataset: Path, into: Path) -> Iterator[Path]:
    if stems:
        raise ConfigError("config.no-format", f"{to} is written of the whole dataset only")
    if to == "parquet":
        with needing("parquet"):
            from pipeline.exchange import parquet  # noqa: PLC0415
        yield from parquet.write(dataset, into)
    elif to == "sqlite":
        path = into / SQLITE
        if path.resolve() != (dataset / SQLITE).resolve():
            shutil.copyfile(dataset / SQLITE, path)
        yield path
    else:
        yield from excel.write(dataset, into)
