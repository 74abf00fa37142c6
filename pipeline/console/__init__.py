"""What a person sees in the terminal: ``running.py`` of a run, ``results.py`` of all else."""
