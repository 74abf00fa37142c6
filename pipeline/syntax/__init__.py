"""Syntax: the parse of a sentence as clauses with slots, in terms that no domain word enters.

Two spaCy components stand at the ends: :mod:`.leads` sets what leads a paragraph apart before the
parser runs, :mod:`.clauses` turns its parse into clauses. In the order of the flow:

- :mod:`.leads`: the dateline or topic that leads a paragraph
- :mod:`.tree`: words, tags, relations and heads of a ``Doc``, each mention as one unit
- :mod:`.mending`: repairs of a tree where a mention shows that the parser erred
- :mod:`.parse`: the mended tree with the children of each unit and how far each reaches
- :mod:`.lemmas`: base forms
- :mod:`.phrases`: noun phrases and the phrases within them
- :mod:`.slots`: the lemma of a verb, and the phrases in its slots
- :mod:`.factuality`: whether what a clause says is so
- :mod:`.clauses`: clauses, with the slots that one lends to another
"""
