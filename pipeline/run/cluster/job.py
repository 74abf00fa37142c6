"""``milestones run --engine ray``: the run, its manifest and the dataset, from URLs to URLs."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fsspec.core import url_to_fs

from pipeline.dataset import refresh
from pipeline.document.errors import PipelineError
from pipeline.run.cluster.ray_engine import run_on_ray
from pipeline.run.cluster.remote import (
    CHECKPOINT,
    RemoteOutcome,
    changes_at,
    listed,
    modified_since,
    refuse_at,
)
from pipeline.run.log import about, log
from pipeline.run.manifest import counts, manifest, slowest
from pipeline.run.one import Options
from pipeline.run.stopwatch import Stopwatch
from pipeline.write import DATASET, MANIFEST

FEW = 3
"""Reports whose times are told at the end, and so many are none to tell of."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a person asked for; ``since``: only inputs that were modified on that day or later."""

    inputs: Sequence[str]
    out: str
    options: Options
    address: str | None = None
    since: date | None = None

    def found(self) -> tuple[list[str], dict[str, PipelineError]]:
        """The inputs, folders as the files in them; and why some of them are refused."""
        urls, refused = listed(self.inputs)
        if self.since is not None:
            urls = [*modified_since([u for u in urls if u not in refused], self.since), *refused]
        return urls, refused


def plan(job: Job) -> Iterator[str]:
    """Say of each input why it would be run; nothing is run, and no cluster is asked."""
    urls, refused = job.found()
    for url in urls:
        if url in refused:
            yield f"{url}: refused: {refused[url].message}"
            continue
        why = ("forced",) if job.options.force else changes_at(url, job.out, job.options)
        yield f"{url}: {', '.join(why) or 'unchanged'}"


def run_job(job: Job, say: Callable[[str], object], *, as_json: bool) -> int:
    """Run all inputs on the cluster, then write the dataset and ``run.json`` as a local run does.

    Args:
        job: What to run.
        say: Takes the lines for a person: of each input as it is finished, and of what was slow.
        as_json: Log events on standard error instead.

    Returns:
        The number of inputs that were refused.
    """
    began, watch, rows = datetime.now(UTC), Stopwatch(), list[RemoteOutcome]()
    urls, refused = job.found()
    if as_json:
        log("started", inputs=len(urls), out=job.out, engine="ray")
    wanted = [url for url in urls if url not in refused]
    not_read = (refuse_at(url, job.out, error, url) for url, error in refused.items())
    for row in chain(not_read, run_on_ray(wanted, job.out, job.options, job.address)):
        rows.append(row)
        if as_json:
            log(row.status, **about(row))
        else:
            told = f"refused: {row.message} ({row.code})" if row.code else row.status
            say(f"{row.url} -> {row.folder}: {told}")
    place = {url: number for number, url in enumerate(urls)}
    rows.sort(key=lambda row: place[row.url])  # they come as they are finished
    refresh_at(job.out, changed=any(row.status == "extracted" for row in rows))
    body = {"started": began.isoformat(timespec="seconds"), "seconds": watch.seconds}
    _write(job.out, body | manifest(rows, job.options))
    if as_json:
        log("finished", **counts(rows), manifest=f"{job.out}/{MANIFEST}")
    elif len(timed := slowest(rows)) > FEW:
        say(f"slowest: {', '.join(f'{row.url} {row.seconds:.1f} s' for row in timed[:FEW])}")
    return counts(rows)["refused"]


def refresh_at(out: str, *, changed: bool) -> None:
    """Bring the dataset up to date; where it lies far away, a copy of the reports is fetched."""
    files, path = url_to_fs(out)
    if "file" in _protocols(files):
        refresh(Path(path))
        return
    if not changed and files.isfile(f"{path}/{DATASET}/datapackage.json"):
        return
    with TemporaryDirectory(prefix="milestones-") as place:
        here = Path(place)
        for report in files.glob(f"{path}/*/{CHECKPOINT}"):
            folder = report.rpartition("/")[0]
            (here / folder.rpartition("/")[2]).mkdir()
            for file in files.find(folder, maxdepth=1):
                files.get_file(file, str(here / folder.rpartition("/")[2] / Path(file).name))
        made = refresh(here)
        if made is not None:
            files.makedirs(f"{path}/{DATASET}", exist_ok=True)
            for part in sorted(made.iterdir()):
                files.put_file(str(part), f"{path}/{DATASET}/{part.name}")


def _protocols(files: Any) -> tuple[str, ...]:  # noqa: ANN401 - any file system
    return (files.protocol,) if isinstance(files.protocol, str) else tuple(files.protocol)


def _write(out: str, body: dict[str, Any]) -> None:
    files, path = url_to_fs(out)
    files.makedirs(path, exist_ok=True)
    files.pipe_file(f"{path}/{MANIFEST}", (json.dumps(body, indent=1) + "\n").encode())
