"""A reviewer's decisions: recorded once, anchored in the text, applied again on every run.

``journal`` keeps them (append-only JSON Lines beside the report), ``anchor`` finds their place
again when the text or the rules have changed. A decision that no longer finds its text becomes a
flag.
"""
