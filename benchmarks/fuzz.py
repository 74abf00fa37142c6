"""Mutated reports through the run with its limits: none may crash, hang or write elsewhere.

    python benchmarks/fuzz.py SEEDS... --count 1000 [--seed 1] [--jobs 1] [--ingest]

SEEDS are good PDF, DOCX, HTML and text files. Each input is one of them with bytes flipped, cut
short, with stretches swapped, repeated or taken from another one, PDF objects swapped, or markup
nested a thousand times. It is an error when an input has no outcome, when its refusal is
``run.defect`` (an exception that nothing foresaw), ``run.died``, ``run.timeout`` or ``run.memory``,
or when anything but the output folder changes. Such inputs are kept in ``fuzz-found/``.
``--ingest`` stops after repair, behind which no byte of the file is seen any more: many times as
many mutants in the same time. Pages without text go to Tesseract, which takes seconds for each: a
PATH without it spares that.
"""

import argparse
import re
import shutil
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

from pipeline.document.errors import PipelineError, StageError
from pipeline.families.profile import detect
from pipeline.language.models import DEFAULT_MODEL
from pipeline.readers import read
from pipeline.repair import repair
from pipeline.run import Options, Outcome, run
from pipeline.run.pool import each
from pipeline.stage import Context

BAD = frozenset({"run.defect", "run.died", "run.timeout", "run.memory"})
BATCH = 200
DEEP = 1_000
TWICE = 1 / 3
INSIDE = 2 / 3
"""Share of the mutants of an archive that stay sound archives."""
OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.DOTALL)
NESTS = (b"<div>", b"<table><tr><td>", b"[", b"<<", b"(", b"\xe2\x80\x9c", b"<w:tbl><w:tr><w:tc>")
Mutate = Callable[[bytes, bytes, Random], bytes]


def flipped(data: bytes, _: bytes, random: Random) -> bytes:
    """Some bits of it turned."""
    changed = bytearray(data)
    for _ in range(random.randrange(1, 40)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut(data: bytes, _: bytes, random: Random) -> bytes:
    """Its beginning alone."""
    return data[: random.randrange(len(data))]


def swapped(data: bytes, _: bytes, random: Random) -> bytes:
    """Two neighbouring stretches of it in the other order."""
    a, b, c = sorted(random.randrange(len(data)) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def repeated(data: bytes, _: bytes, random: Random) -> bytes:
    """A stretch of it many times."""
    at = random.randrange(len(data))
    return (
        data[:at] + data[at : at + random.randrange(1, 200)] * random.randrange(2, 500) + data[at:]
    )


def crossed(data: bytes, other: bytes, random: Random) -> bytes:
    """Its beginning and the end of another one."""
    return data[: random.randrange(len(data))] + other[random.randrange(len(other)) :]


def objects_swapped(data: bytes, _: bytes, random: Random) -> bytes:
    """The bodies of two PDF objects in each other's place."""
    found = list(OBJECT.finditer(data))
    if len(found) < len("ab"):
        return swapped(data, b"", random)
    a, b = sorted(random.sample(found, 2), key=re.Match.start)
    return b"".join(
        (data[: a.start()], b.group(), data[a.end() : b.start()], a.group(), data[b.end() :])
    )


def nested(data: bytes, _: bytes, random: Random) -> bytes:
    """Something that opens and does not close, a thousand times."""
    at = random.randrange(len(data))
    return data[:at] + random.choice(NESTS) * DEEP + data[at:]


MUTATIONS: tuple[Mutate, ...] = (
    flipped, cut, swapped, repeated, crossed, objects_swapped, nested
)  # fmt: skip


def mutated(seeds: list[Path], random: Random, path: Path) -> Path:
    """Write a mutant of one of the seeds; one in three is mutated twice."""
    seed = random.choice(seeds)
    inside = zipfile.is_zipfile(seed) and random.random() < INSIDE
    change = part_changed if inside else changed_bytes
    target = path.with_suffix(seed.suffix)
    target.write_bytes(change(seed.read_bytes(), random.choice(seeds).read_bytes(), random))
    return target


def changed_bytes(data: bytes, other: bytes, random: Random) -> bytes:
    """Mutated once or twice."""
    for _ in range(1 + (random.random() < TWICE)):
        data = random.choice(MUTATIONS)(data or b" ", other, random)
    return data


def part_changed(data: bytes, other: bytes, random: Random) -> bytes:
    """A sound archive with one mutated file in it."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        chosen = random.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changed_bytes(part, other, random) if name == chosen else part)
    return result.getvalue()


def state_of(folder: Path, but: Path) -> dict[str, str]:
    """All files of a folder by their hashes, those in one folder of it left out."""
    return {
        str(file): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and but not in file.parents
    }


def batch(
    place: Path, seeds: list[Path], random: Random, numbers: range, jobs: int
) -> list[Outcome]:
    """Run some mutants; their outcomes, one each.

    Raises:
        AssertionError: Something outside the output folder changed, or an outcome is missing.
    """
    raw, out = place / "raw", place / "out"
    raw.mkdir()
    paths = [mutated(seeds, random, raw / f"m{number}") for number in numbers]
    before = state_of(place, out)
    outcomes = list(run(paths, Options(out=out, jobs=jobs)))
    assert state_of(place, out) == before, "something outside the output folder changed"  # noqa: S101
    assert [outcome.path for outcome in outcomes] == paths, "an outcome is missing"  # noqa: S101
    return outcomes


def ingest_batch(
    place: Path, seeds: list[Path], random: Random, numbers: range, jobs: int
) -> list[Outcome]:
    """Read and repair some mutants in workers with the limits of a run; their outcomes."""
    raw = place / "raw"
    raw.mkdir()
    paths = [mutated(seeds, random, raw / f"m{number}") for number in numbers]
    before = state_of(place, place / "out")
    results = list(each(ingested, paths, jobs, dict))
    assert state_of(place, place / "out") == before, "something changed"  # noqa: S101
    return [
        Outcome(path, place, error=result if isinstance(result, PipelineError) else None)
        for path, result in results
    ]


def ingested(path: Path) -> int:
    """Read and repair; how many characters came of it."""
    try:
        document = read(path)
        profile = detect(document).profile
        document = document.model_copy(update={"family": profile.name})
        return len(repair(document, Context(profile=profile, model=DEFAULT_MODEL)).text or "")
    except (PipelineError, MemoryError):
        raise
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{error!r} ({Path(where.filename).name}:{where.lineno})"
        raise StageError("run.defect", message) from error


def main() -> None:
    """Fuzz, and print what became of the mutants."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="1 has no limits")
    parser.add_argument("--ingest", action="store_true", help="read and repair only")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    args = parser.parse_args()
    work = ingest_batch if args.ingest else batch
    random, codes, begun = Random(args.seed), Counter[str](), time.monotonic()
    for first in range(0, args.count, BATCH):
        with tempfile.TemporaryDirectory(prefix="milestones-fuzz-") as place:
            numbers = range(first, min(first + BATCH, args.count))
            for outcome in work(Path(place), args.seeds, random, numbers, args.jobs):
                code = outcome.error.code if outcome.error else "extracted"
                codes[code] += 1
                if code in BAD:
                    args.found.mkdir(exist_ok=True)
                    kept = shutil.copy(outcome.path, args.found / outcome.path.name)
                    print(f"{kept}: {outcome.error and outcome.error.message}", flush=True)
        done, minutes = sum(codes.values()), (time.monotonic() - begun) / 60
        print(f"{done} mutants in {minutes:.1f} minutes: {dict(codes.most_common())}", flush=True)


if __name__ == "__main__":
    main()
