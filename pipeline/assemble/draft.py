"""An event while its section is read: the sentence that tells of it, and what was learnt since."""

from dataclasses import dataclass, field

from pipeline.assemble.scene import Scene
from pipeline.assemble.triggers import Trigger
from pipeline.document import EventRole


@dataclass(slots=True)
class Draft:
    """An event to be; ``dated_by`` is the sentence before it that says when."""

    scene: Scene
    trigger: Trigger
    section: int
    dated_by: Scene | None = None
    roles: dict[int, EventRole] = field(default_factory=dict)
    participants: int | None = None
