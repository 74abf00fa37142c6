"""How usual a word is in English: Zipf values of the ``wordfreq`` library.

A Zipf value is log10 of the uses in a billion words: 7 "the", 4 "office", 3 "ledger", 0 unknown.
"""

from functools import cache


@cache
def zipf(word: str) -> float:
    """The Zipf frequency of an English word, in whatever case."""
    from wordfreq import zipf_frequency  # noqa: PLC0415 - takes a while that many reports save

    return float(zipf_frequency(word.lower(), "en", wordlist="large"))
