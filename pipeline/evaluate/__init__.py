"""Evaluation against gold standards: scores that add up, and regressions that have names."""
