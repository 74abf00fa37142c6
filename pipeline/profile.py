"""A report family's profile: what its reports look like, as data.

One TOML a family in ``pipeline/families/``; it names patterns and vocabularies, never code.
"""

from pipeline.span import Layer


class Profile(Layer):
    """How to recognise a family of reports and read its headings."""

    name: str
    countries: tuple[str, ...] = ()
