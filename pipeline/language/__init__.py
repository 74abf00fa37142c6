"""A language as data: one folder a language, one file a class of words."""
