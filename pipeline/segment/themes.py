"""Which theme heading belongs to which story.

A theme that stands over stories is theirs. Where the layout has put theme headings out of order
beside the stories, they are assigned so that order and wording together fit best (linear sum
assignment), one theme a story.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from lap import lapjv

from pipeline.families.profile import Profile
from pipeline.segment.outline import SectionDraft
from pipeline.segment.parts import Part
from pipeline.segment.vocabulary import stems_pattern

ORDER_WEIGHT = 0.4
"""What a shift over all stories costs beside a complete difference in wording, which costs 1."""
REUSE_COST = 0.2
"""What it costs to give a theme to one more story."""
TITLE_WEIGHT = 3
"""How much more a word in the title tells than one in the body."""
STEM = 6
LONG_WORD = 5
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Assigned:
    """The theme heading of a story, by position, and the rule that gave it."""

    theme: int
    rule: str
    out_of_order: bool


def assign(
    drafts: Sequence[SectionDraft], themes: Sequence[int], parts: Sequence[Part], profile: Profile
) -> dict[int, Assigned]:
    """Themes by the number of the story's draft; stories without one are left out."""
    stories = [
        number for number, draft in enumerate(drafts) if draft.kind == "story" and draft.members
    ]
    if not stories or not themes:
        return {}
    starts = [drafts[number].members[0] for number in stories]
    if _stand_over(starts, themes):
        return {
            number: Assigned(above[-1], "theme heading above", out_of_order=False)
            for number, start in zip(stories, starts, strict=True)
            if (above := [theme for theme in themes if theme <= start])
        }
    costs = _costs([drafts[number] for number in stories], themes, parts, profile)
    _, columns, _ = lapjv(costs, extend_cost=True)
    return {
        story: Assigned(
            themes[column % len(themes)], "order and wording of theme headings", out_of_order=True
        )
        for story, column in zip(stories, columns.tolist(), strict=True)
    }


def _stand_over(starts: Sequence[int], themes: Sequence[int]) -> bool:
    """Whether some story follows each theme before the next one."""
    ends = [*themes[1:], None]
    return all(
        any(theme <= start and (end is None or start < end) for start in starts)
        for theme, end in zip(themes, ends, strict=True)
    )


def _costs(
    stories: Sequence[SectionDraft], themes: Sequence[int], parts: Sequence[Part], profile: Profile
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Stories by themes; themes are repeated where there are fewer of them than stories."""
    wording = np.array([_shares(story, themes, parts, profile) for story in stories])
    story_places = (np.arange(len(stories)) + 0.5) / len(stories)
    theme_places = (np.arange(len(themes)) + 0.5) / len(themes)
    shifts = np.abs(story_places[:, None] - theme_places[None, :])
    once = ORDER_WEIGHT * shifts + (1.0 - wording)
    repeats = ceil(len(stories) / len(themes))
    return np.hstack([once + REUSE_COST * repeat for repeat in range(repeats)])


def _shares(
    story: SectionDraft, themes: Sequence[int], parts: Sequence[Part], profile: Profile
) -> list[float]:
    """How the words of the themes that a story uses are shared between the themes, 0 to 1."""
    title = parts[story.title].text if story.title is not None else ""
    body = " ".join(parts[i].text for i in story.body)
    hits = []
    for position in themes:
        pattern = stems_pattern(_stems(parts[position], profile))
        hits.append(TITLE_WEIGHT * len(pattern.findall(title)) + len(pattern.findall(body)))
    total = sum(hits)
    return [count / total if total else 0.0 for count in hits]


def _stems(part: Part, profile: Profile) -> tuple[str, ...]:
    """The stems of a theme's words: the profile's, and those of the heading itself."""
    own = (word.casefold() for word in _WORD.findall(part.text) if len(word) >= LONG_WORD)
    known = profile.themes[part.theme].stems if part.theme is not None else ()
    return tuple(dict.fromkeys((*known, *(word[:STEM] for word in own))))
