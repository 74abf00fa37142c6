"""What stands before the first report: `--help` imports nothing heavy."""

import subprocess
import sys
from importlib.metadata import version

HEAVY = {"spacy", "pandas", "numpy", "pydantic", "rich.markdown", "pipeline.run"}


def test_the_version_is_that_of_the_package():
    command = [sys.executable, "-m", "pipeline.cli", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"milestones {version('milestones')}\n"


def test_help_imports_nothing_heavy():
    code = "import sys; from pipeline.cli import app; sys.argv[1:] = ['--help']\ntry: app()\n"
    code += "finally: print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage" in done.stdout
    assert not HEAVY & set(done.stderr.split())
