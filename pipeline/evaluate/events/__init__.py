"""How well events are told: rows found, cells right, roles end to end, whole rows.

A row is found where it stands on the words that tell of a gold event and its type or its name is
right (`matching`); of what was found, each cell is judged alone (`cells`), and who was what
(`roles`); `report` makes measures of it. `docs/events.md` says what is an event and how its row is
filled.
"""

from pipeline.evaluate.events.report import event_measures

__all__ = ["event_measures"]
