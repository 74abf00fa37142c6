"""Syntax: the parse of a sentence as clauses with slots, in terms that no domain word enters.

Two spaCy components: :mod:`.leads` sets what leads a paragraph apart before the parser runs, and
:mod:`.clauses` turns the parse into clauses when it has.
"""
