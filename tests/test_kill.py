"""A run that is killed leaves whole reports, and the next run finishes its work."""

import importlib.util
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "benchmarks" / "kill.py"


def load():
    spec = importlib.util.spec_from_file_location("kill", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_killed_run_leaves_whole_reports_and_the_next_one_finishes(tmp_path):
    wrong, _ = load().trial(tmp_path, kills=3, seed=2)
    assert wrong == []
