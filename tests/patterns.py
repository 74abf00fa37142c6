"""Runs every pattern of the package on lines made to hang it; prints the ones that did.

Started by ``test_patterns.py`` as a process of its own: a pattern that hangs ends with its alarm.
"""

import importlib
import inspect
import json
import pkgutil
import re
import signal
import sys
from pathlib import Path

import pipeline

ROOT = Path(__file__).parents[1]
WITH_EXTRAS = (".rebuild", ".ray_engine", ".remote", ".cluster")
"""Modules that need packages which a run does not."""
LONG, LONGER = 15_000, 1_000_000
SEEDS = ["a", " ", "1", "(", "A. ", '"', "aA ", ",", "A ", "-", "A", "Ab of ", "1,", "\n"]
ENDLESS = "a" * (LONGER // 2) + " " * (LONGER // 2)
"""A whole megabyte: letters and blanks keep nearly every pattern busy that anything does."""
HANGS, HANGS_LONGER = 1.0, 15.0
"""Seconds of processor time: five times what the slowest linear pattern takes, and a fraction of
what a quadratic one would."""
WIDE = 60
"""A pattern that counts that far is linear, but not at a megabyte within that time."""


class HangError(Exception):
    """The alarm went off."""


def collected():
    """Every pattern that the package compiles, and by which module."""
    found = {}
    whole = re.compile

    def recording(pattern, flags=0):
        made = whole(pattern, flags)
        module = sys._getframe(1).f_globals.get("__name__", "")
        if module.startswith("pipeline") and isinstance(made.pattern, str):
            found.setdefault(made, module)
        return made

    re.compile = recording
    for info in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if info.name.endswith(WITH_EXTRAS):
            continue
        module = importlib.import_module(info.name)
        for value in list(vars(module).values()):
            if hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                value()  # most patterns are made of data files when they are first needed
    from pipeline.check import check  # noqa: PLC0415 - after the recording began
    from pipeline.process import process  # noqa: PLC0415
    from pipeline.readers import read  # noqa: PLC0415
    from pipeline.segment.vocabulary import compiled, vocabulary  # noqa: PLC0415

    check(*process(read(ROOT / "raw" / "2017-q4.txt")))
    known = vocabulary()
    for name in type(known).model_fields:
        for form in getattr(known, name) if isinstance(getattr(known, name), tuple) else ():
            if hasattr(form, "pattern"):
                compiled(form.pattern)
    re.compile = whole
    return found


def hangs(pattern, text):
    limit = HANGS if len(text) < LONGER else HANGS_LONGER
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        for _ in pattern.finditer(text):
            pass
    except HangError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return False


def counts_far(pattern):
    return any(int(most) > WIDE for most in re.findall(r"\{\d*,(\d+)\}", pattern.pattern))


def main():
    def ring(*_):
        raise HangError

    signal.signal(signal.SIGVTALRM, ring)
    patterns = collected()
    hung = []
    for pattern, module in patterns.items():
        texts = [(seed * LONG)[:LONG] for seed in SEEDS]
        texts += [] if counts_far(pattern) else [ENDLESS]
        for text in texts:
            if hangs(pattern, text + "!"):
                said = f"{len(text)} characters beginning {text[:9]!r}"
                hung.append(f"{module}: {pattern.pattern[:200]} over {said}")
                break
    sys.stdout.write(json.dumps({"patterns": len(patterns), "hung": hung}))


if __name__ == "__main__":
    main()
