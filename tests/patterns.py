"""Runs every pattern of the package on lines made to hang it; prints the ones that did.

Started by ``test_patterns.py`` as a process of its own: a pattern that hangs ends with its alarm.
What is measured is how time grows with the text, which no busy machine changes. Patterns given as
arguments are run, too.
"""

import importlib
import inspect
import json
import pkgutil
import re
import signal
import sys
import time
from pathlib import Path

import pipeline

ROOT = Path(__file__).parents[1]
WITH_EXTRAS = (".rebuild", ".ray_engine", ".remote", ".cluster.job")
"""Modules that need packages which a run does not."""
SHORT, LONG, MEGABYTE = 1_000, 8_000, 1_000_000
SEEDS = ["a", " ", "1", "(", "A. ", '"', "aA ", ",", "A ", "-", "A", "Ab of ", "1,", "\n"]
ENDLESS = "a" * (MEGABYTE // 2) + " " * (MEGABYTE // 2) + "!"
"""Letters and blanks keep nearly every pattern busy that anything does."""
GROWTH = (LONG // SHORT) ** 1.5
"""Between a linear pattern, which takes eight times as long for eight times the text, and a
quadratic one, which takes sixty-four times as long."""
NOTICED = 0.002
"""Seconds for LONG characters under which a clock tells no growth; a quadratic pattern that fast
would still need half a minute for a megabyte, and is found there."""
HANGS = 120
"""Seconds after which a pattern has hung, whatever the machine."""
WIDE = 60
"""A pattern that counts that far is linear once it grows so, but slow over a megabyte."""


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
    from pipeline.readers import read  # noqa: PLC0415
    from pipeline.run.process import process  # noqa: PLC0415
    from pipeline.segment.vocabulary import compiled, vocabulary  # noqa: PLC0415
    from pipeline.tables import check  # noqa: PLC0415 - after the recording began

    check(*process(read(ROOT / "raw" / "2017-q4.txt")))
    known = vocabulary()
    for name in type(known).model_fields:
        for form in getattr(known, name) if isinstance(getattr(known, name), tuple) else ():
            if hasattr(form, "pattern"):
                compiled(form.pattern)
    re.compile = whole
    return found


def seconds(pattern, text):
    """Of processor time, to find all that a pattern finds."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def grows(pattern, seed):
    """Whether longer text takes out of proportion longer: as often as it is measured."""
    short, long = ((seed * LONG)[:size] + "!" for size in (SHORT, LONG))
    for _ in range(5):
        taken = seconds(pattern, long)
        if taken < max(NOTICED, GROWTH * seconds(pattern, short)):
            return False
    return True


def counts_far(pattern):
    return any(int(most) > WIDE for most in re.findall(r"\{\d*,(\d+)\}", pattern.pattern))


def hangs(pattern):
    """The text that a pattern hangs over, in words; none where it ends."""
    signal.alarm(HANGS)
    try:
        for seed in SEEDS:
            if grows(pattern, seed):
                return f"{seed!r}, over and over"
        if not counts_far(pattern):
            seconds(pattern, ENDLESS)
    except HangError:
        return "a line that never ends"
    finally:
        signal.alarm(0)
    return None


def main():
    def ring(*_):
        raise HangError

    signal.signal(signal.SIGALRM, ring)
    patterns = collected()
    over = {pattern: hangs(pattern) for pattern in [*patterns, *map(re.compile, sys.argv[1:])]}
    hung = [f"{pattern.pattern[:200]} over {text}" for pattern, text in over.items() if text]
    sys.stdout.write(json.dumps({"patterns": len(patterns), "hung": hung}))


if __name__ == "__main__":
    main()
