"""The base of what is read from files of ours: vocabularies, profiles, journals."""

import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

T = TypeVar("T")


class Checked(BaseModel):
    """Checked when it is read, and frozen; nothing undeclared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read_toml(file: Traversable | Path, form: type[T]) -> T:
    """What a TOML file (UTF-8) holds, checked.

    Args:
        file: A file of a package (``files(__package__) / "words.toml"``), or any other.
        form: A :class:`Checked` model, or a type such as ``dict[str, tuple[str, ...]]`` where the
            keys are the data.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no TOML, or no UTF-8. As ``ValidationError``: a key is unknown or missing,
            or a value of another kind.
    """
    return TypeAdapter(form).validate_python(tomllib.loads(file.read_text("utf-8")))
