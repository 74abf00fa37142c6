"""Answers of other systems, in the form that `benchmarks/newsletters/README.md` describes.

`predictions.schema.json` there is what :func:`schema` gives; a test fails when it is not.
"""

import json
from pathlib import Path

from pydantic import Field, ValidationError

from pipeline.document.checked import Checked
from pipeline.document.errors import ConfigError
from pipeline.evaluate.answer import Answer, EventAnswer, Role
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.wording import Squeezed
from schemas.codelists import EventRoleName, EventStatus, EventType


class PredictedMention(Checked):
    """A label and the words that bear it; one that stands three times is given three times."""

    label: str
    text: str


class PredictedEvent(Checked):
    """An event; ``words`` are those of the report that tell of it, as they stand there."""

    words: str | tuple[str, ...]
    name: str
    type: EventType
    status: EventStatus = "happened"
    date: str | None = None
    place: str | None = None
    country: str | None = None
    participants: float | None = None
    amount: float | None = None
    currency: str | None = None
    background: bool = False
    roles: dict[EventRoleName, tuple[str, ...]] = Field(default_factory=dict)


class PredictedQuote(Checked):
    """Direct speech and the name of who spoke."""

    text: str
    speaker: str = ""


class Predictions(Checked):
    """What a system says of one report: ``STEM.json``. What it does not look for, it leaves out."""

    events: tuple[PredictedEvent, ...] = ()
    mentions: tuple[PredictedMention, ...] = ()
    sections: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    quotes: tuple[PredictedQuote, ...] = ()


def read_predictions(path: Path, gold: Gold) -> Answer:
    """A system's answers about one report.

    Args:
        path: ``STEM.json``.
        gold: The report's gold standard: in its text the words of events are looked up.

    Raises:
        ConfigError: ``config.no-predictions``: there is no such file.
            ``config.broken-predictions``: it is not of the form.
    """
    if not path.is_file():
        message = f"{path} does not exist; a report of which a system says nothing is {{}}"
        raise ConfigError("config.no-predictions", message)
    try:
        predicted = Predictions.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        message = f"{path} is not of the form of predictions: {where}: {first['msg']}"
        raise ConfigError("config.broken-predictions", message) from error
    text = "\n".join(paragraph.text for paragraph in gold.paragraphs)
    squeezed = Squeezed(text)
    return Answer(
        text=text,
        events=tuple(_event(event, squeezed) for event in predicted.events),
        mentions=tuple((mention.label, mention.text) for mention in predicted.mentions),
        titles=predicted.sections,
        people=predicted.people,
        quotes=tuple((quote.text, quote.speaker) for quote in predicted.quotes),
    )


def schema() -> str:
    """The form as a JSON Schema: ``predictions.schema.json`` of the benchmark."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(made | Predictions.model_json_schema(), indent=1) + "\n"


def _event(event: PredictedEvent, text: Squeezed) -> EventAnswer:
    """An event where its words stand; words that the report does not hold stand nowhere."""
    told = (event.words,) if isinstance(event.words, str) else event.words
    return EventAnswer(
        spans=tuple(span for words in told if (span := text.find(words))),
        roles=tuple(Role(role, name) for role, names in event.roles.items() for name in names),
        **event.model_dump(exclude={"words", "roles"}),
    )
