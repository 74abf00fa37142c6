"""What stands before the first report: `--help` is quick, and says what a person must know."""

import re
import shlex
import subprocess
import sys
from importlib.metadata import version

import pytest
import typer
from typer.core import TyperGroup

from pipeline.cli import app
from pipeline.exchange.export import FORMATS

HEAVY = {"spacy", "pandas", "numpy", "pydantic", "rich.markdown", "pipeline.run", "schemas"}
WIDTH = 80


def test_the_version_is_that_of_the_package():
    command = [sys.executable, "-m", "pipeline.cli", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"milestones {version('milestones')}\n"


def test_help_imports_nothing_heavy():
    code = "import sys; from pipeline.cli import main; sys.argv[1:] = ['--help']\ntry: main()\n"
    code += "finally: print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage" in done.stdout
    assert not HEAVY & set(done.stderr.split())


def commands_of(group, above=()):
    """All commands of a group, and of the groups in it, by the words that a person types."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands_of(command, (*above, name))
        else:
            yield " ".join((*above, name)), command


PROGRAM = typer.main.get_command(app)
COMMANDS = dict(commands_of(PROGRAM))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_has_examples_that_it_takes_and_says_where_the_result_lies(name):
    above, _, result = COMMANDS[name].epilog.partition("Where the result lies: ")
    examples = [line.strip() for line in above.splitlines() if line.startswith("  ")]
    assert result
    assert examples
    for example in examples:
        words = shlex.split(example)
        asked = words[1 : 1 + len(name.split())]
        assert (words[0], " ".join(asked)) == ("milestones", name)
        COMMANDS[name].make_context(name, words[1 + len(asked) :])  # it would end on a usage error


def test_the_first_lines_of_all_commands_are_listed_whole():
    context = typer.Context(PROGRAM, info_name="milestones", terminal_width=WIDTH)
    listed = PROGRAM.get_help(context)
    assert "..." not in listed.partition("Commands:")[2]
    assert all(name.split()[0] in listed for name in COMMANDS)


def test_each_option_says_what_it_is_for():
    silent = [
        f"{name} {parameter.name}"
        for name, command in COMMANDS.items()
        for parameter in command.params
        if not getattr(parameter, "help", None)
    ]
    assert not silent


def test_the_help_of_export_names_every_form():
    (option,) = [p for p in COMMANDS["export"].params if p.name == "to"]
    assert set(FORMATS) <= set(re.findall(r"[\w-]+", option.help))
