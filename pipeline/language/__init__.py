"""A language as data: one folder per language, one file per class of words."""
