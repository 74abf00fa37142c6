"""No pattern can be kept busy by a line that was made for it."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MINUTES = 20
"""After which even a child whose alarms do not ring has hung."""


def hung(*patterns):
    done = subprocess.run(
        [sys.executable, str(HERE / "patterns.py"), *patterns],
        cwd=HERE.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60 * MINUTES,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_no_pattern_hangs_over_a_line_made_for_it():
    planted = [r"\s+$", "a*b"]
    found = hung(*planted)
    assert found["patterns"] > 250
    assert [words.split(" over ")[0] for words in found["hung"]] == planted
