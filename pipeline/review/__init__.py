"""Review: a page on this machine where a person checks a report; corrections go to its journal.

::

    extracted/STEM/ -> report (rows, text) -> standing (decisions laid over) -> app -> browser
                                                    ^                            |
                                              review.jsonl <---- decide <--------+

The page never changes a table: it appends decisions, and ``again`` runs the pipeline with them.
"""
