"""What an entity type's folder says of its label: one ``label.toml`` each.

Read without the folder's code, so that a page which shows labels loads no model.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, get_args

from pydantic import Field

from pipeline.document.checked import Checked, read_toml
from schemas.values import Label

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class LabelCard(Checked):
    """``label.toml``: a label's name, the key that gives it to selected words, and its colour.

    ``dark`` is the colour on a dark ground where it is another one. ``valued``: its mentions have a
    value of their own (a date, a code, a number); those of other labels have the row that they
    name. ``table``: where names of this type are grouped by what they name, no more being known of
    them (``pipeline.resolve.named``).
    """

    label: Label
    title: str
    key: Annotated[str, Field(pattern=r"^[a-z]$")]
    colour: Colour
    dark: Colour | None = None
    valued: bool = False
    table: str | None = None


@cache
def folders() -> Mapping[str, LabelCard]:
    """The cards by the name of their folder, in the order of the labels in the contract."""
    found = {}
    for folder in files("pipeline.entity_types").iterdir():
        card = folder.joinpath("label.toml")
        if card.is_file():
            found[folder.name] = read_toml(card, LabelCard)
    order = get_args(Label)
    return dict(sorted(found.items(), key=lambda item: order.index(item[1].label)))


@cache
def labels() -> Mapping[Label, LabelCard]:
    """The cards by label."""
    return {card.label: card for card in folders().values()}


def stylesheet() -> str:
    """The labels' colours and letters as CSS: the same in the review page and on the site."""
    light = " ".join(f"--{c.label.lower()}: {c.colour};" for c in labels().values())
    dark = " ".join(f"--{c.label.lower()}: {c.dark};" for c in labels().values() if c.dark)
    rules = "\n".join(
        f".c-{c.label}, .m-{c.label} "
        f'{{ --c: var(--{c.label.lower()}); --letter: "{c.key.upper()}"; }}'
        for c in labels().values()
    )
    return (
        "/* Colours of the labels, after Okabe and Ito, Color Universal Design (2008). */\n"
        f":root {{ {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{rules}\n"
    )
