"""What a person types and sees.

``measuring.py`` has the commands that say how good the tables are; of what is seen, ``running.py``
has that of a run, ``benchmark.py`` that of the open benchmark, ``results.py`` all else.
"""
