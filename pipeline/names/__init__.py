"""Names that are built on a head word, and the lists of names that are known.

The grammar that organisations, events, programmes and instruments share: head words with what may
stand around them, lists of bodies and countries, quoted names, and short forms.
"""
