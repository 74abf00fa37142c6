"""No pattern can be kept busy by a line that was made for it."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MINUTES = 20
"""After which even a child whose alarms do not ring has hung."""


def test_no_pattern_hangs_over_a_line_made_for_it():
    done = subprocess.run(
        [sys.executable, str(HERE / "patterns.py")],
        cwd=HERE.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60 * MINUTES,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["patterns"] > 250
    assert found["hung"] == []
