"""Takes the pictures of the README: ``python docs/pictures.py``."""

import re
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console

from pipeline.console import print_summary
from pipeline.run import Options, run

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run over the 2017 issue and keep what the terminal shows."""
    console = Console(record=True, width=72, file=StringIO())
    report = ROOT / "raw" / "2017-q4.txt"
    with tempfile.TemporaryDirectory() as folder:
        (outcome,) = run([report], Options(out=Path(folder)))
        shown = type(outcome)(
            Path("raw/2017-q4.txt"), Path("extracted/2017-q4"), outcome.report, outcome.error
        )
        print_summary(console, [shown])
    picture = console.export_svg(title="milestones run raw", unique_id="run")
    local = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)  # no outside request
    (ROOT / "docs" / "run.svg").write_text(local, "utf-8")


if __name__ == "__main__":
    main()
