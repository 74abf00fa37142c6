"""Workers: a report that kills, hangs or eats its worker is told of, and the others go on."""

import os
from pathlib import Path

import pytest
import weasyprint

from pipeline.document.errors import ReadError
from pipeline.readers import read
from pipeline.run import Options, pool, run
from pipeline.run.pool import each

TEXTS = {
    f"{name}.txt": f"On {day} May 2019 the court in Dushanbe trained {day} judges.\n"
    for day, name in enumerate(["a", "b", "c", "d"], 3)
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


def test_results_come_in_the_order_of_the_paths(folder):
    paths = sorted(folder.iterdir(), reverse=True)
    found = list(each(Path.read_text, paths, 2))
    assert found == [(path, TEXTS[path.name]) for path in paths]


def test_a_worker_that_dies_is_replaced_and_told_of():
    commands = [Path("true"), Path("kill -9 $PPID"), Path("true")]
    first, died, after = (result for _, result in each(os.system, commands, 1))
    assert (first, died.code, after) == (0, "run.died", 0)


def test_a_worker_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(pool, "SECONDS", 0.5)
    ((_, error),) = each(os.system, [Path("sleep 4")], 1)
    assert error.code == "run.timeout"


def test_an_error_raised_on_purpose_comes_back_whole(tmp_path):
    ((_, error),) = each(read, [tmp_path / "no.txt"], 1)
    assert isinstance(error, ReadError)
    assert (error.code, "no.txt" in error.message) == ("ingest.missing", True)


def test_a_worker_reads_a_pdf_by_itself(tmp_path):
    """No child of it outlives a worker that is stopped, and none is started for each report."""
    path = tmp_path / "page.pdf"
    weasyprint.HTML(string="<p>Ten judges were trained.</p>").write_pdf(path)
    ((_, left),) = each(read_and_look_around, [path], 1)
    assert left == ""


def read_and_look_around(path):
    assert "Ten judges" in read(path).raw
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()


def test_workers_write_what_this_process_writes(folder, tmp_path):
    (folder / "empty.txt").write_text("")
    paths = sorted(folder.iterdir())
    for jobs in (0, 2):
        outcomes = list(run(paths, Options(out=tmp_path / str(jobs), jobs=jobs)))
        assert [outcome.path for outcome in outcomes] == paths
        assert [outcome.error is None for outcome in outcomes] == [True] * 4 + [False]
    one, two = (written(tmp_path / jobs) for jobs in "02")
    assert len(one) > 100
    assert one == two


def written(folder):
    return {f.relative_to(folder): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_an_interrupt_while_the_workers_end_is_raised(folder, tmp_path, monkeypatch):
    join = pool.ProcessPool.join

    def interrupted(self, timeout=None):
        join(self, timeout)
        raise KeyboardInterrupt

    monkeypatch.setattr(pool.ProcessPool, "join", interrupted)
    outcomes = run(sorted(folder.iterdir()), Options(out=tmp_path / "out", jobs=2))
    with pytest.raises(KeyboardInterrupt):
        list(outcomes)
    assert len(list((tmp_path / "out").glob("*/report.json"))) == len(TEXTS)
