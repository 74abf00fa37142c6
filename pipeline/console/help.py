"""What ``--help`` says below the options of a command: examples, and where the result lies.

It is read by people who are no programmers.
"""

from collections.abc import Sequence

_KEPT = "\b"
"""Click's mark before lines that it must not fill up."""


def _epilog(examples: Sequence[str], result: str) -> str:
    shown = "\n".join(f"  {example}" for example in examples)
    heading = "Example:" if len(examples) == 1 else "Examples:"
    return f"{_KEPT}\n{heading}\n{shown}\n\nWhere the result lies: {result}"


START = """\b
Begin with:
  milestones                        open the page that does everything
  milestones run my-report.pdf      read a report
  milestones review my-report       check what was found, in the browser
  milestones export --to xlsx       take all tables along as a workbook

`milestones COMMAND --help` says what a command does, with examples, and where its result lies.
"""

EPILOGS = {
    "run": _epilog(
        (
            "milestones run my-report.pdf",
            "milestones run my-reports --out results",
            "milestones run my-report.pdf --published 2018-01-15",
        ),
        "each report has a folder of its own in `extracted` (or the folder named with --out), "
        "called as its file: `extracted/my-report`. Its tables open in Excel. `extracted/dataset` "
        "holds all reports together. What could not be read is named in `extracted/quarantine`, "
        "with the reason; all other reports are read all the same.",
    ),
    "home": _epilog(
        ("milestones home", "milestones home --out results --raw my-reports"),
        "on the page, which is on this computer only. Reports that are dropped there are kept in "
        "`raw`, their tables in `extracted`. Press Stop on the page, or Ctrl-C in the window.",
    ),
    "install-shortcut": _epilog(
        ("milestones install-shortcut", "milestones install-shortcut --folder my-reports"),
        "on the desktop, and on Linux in the menu of programs; the command prints each file.",
    ),
    "status": _epilog(
        ("milestones status", "milestones status --out results"),
        "on the screen. Nothing is written.",
    ),
    "watch": _epilog(
        ("milestones watch inbox", "milestones watch inbox --out results"),
        "as with `run`: a folder for each report in `extracted`. Leave the window open and put "
        "reports into the folder; press Ctrl-C to stop. Nothing is lost by that.",
    ),
    "review": _epilog(
        (
            "milestones review my-report",
            "milestones review my-report --raw my-reports",
            "milestones review my-report --import my-report.xlsx",
        ),
        "every decision is kept at once in `extracted/my-report/review.jsonl` and carried out in "
        "the report's tables, also by every later run. The page is on this computer only; press "
        "Ctrl-C in the window to close it.",
    ),
    "export": _epilog(
        (
            "milestones export --to xlsx",
            "milestones export my-report --to xlsx --into .",
            "milestones export --to geojson",
        ),
        "in `extracted/dataset`, or in the folder named with --into; the command prints each file "
        "that it wrote.",
    ),
    "site": _epilog(
        ("milestones site", "milestones site --office office.toml --reviewed-only"),
        "in the folder `site`: open `site/index.html` in a browser. It needs no internet, so the "
        "folder can be copied or sent as it is.",
    ),
    "trends": _epilog(
        ("milestones trends", "milestones trends --out results"),
        "on the screen: for each period how much happened and who is new, back or gone; then the "
        "months that nothing is told of. Nothing is written.",
    ),
    "merges": _epilog(
        (
            "milestones merges",
            "milestones merges --accept organisations/2021-q2/o7",
            "milestones merges --apart organisations/2021-q2/o7",
        ),
        "on the screen: each guess with the rows that it takes for one, as --accept and --apart "
        "want them. What is decided is kept with the results and holds on every later run.",
    ),
    "diff": _epilog(
        (
            "milestones diff extracted results",
            "milestones diff extracted results --page differences.html",
        ),
        "on the screen, and with --page in that file, to be opened in a browser.",
    ),
    "doctor": _epilog(
        ("milestones doctor",),
        "on the screen: a line for each part, and for what is missing how to get it. Nothing is "
        "changed.",
    ),
    "family check": _epilog(
        ("milestones family check my-report.pdf",),
        "on the screen. Nothing is written.",
    ),
    "evaluate": _epilog(
        ("milestones evaluate", "milestones evaluate 2017-q4"),
        "on the screen: how much of what people found in a report the tables hold (recall), and "
        "how much of what the tables hold is right (precision). Only --record writes: the scores "
        "that later runs are held to.",
    ),
    "promote": _epilog(
        ("milestones promote my-report",),
        "in `tests/gold/my-report.json`. `milestones evaluate` compares every later run with it.",
    ),
    "benchmark": _epilog(
        ("milestones benchmark", "milestones benchmark --form html --baseline"),
        "on the screen. Only --record writes: the scores that later versions are held to.",
    ),
}
"""By command: what stands below its options."""
