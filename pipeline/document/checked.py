"""The base of what is read from files of ours: vocabularies, profiles, journals."""

from pydantic import BaseModel, ConfigDict


class Checked(BaseModel):
    """Checked when it is read, and frozen; nothing undeclared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
