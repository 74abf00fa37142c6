"""Runs: one report from file to folder, and many; on this machine, or on a cluster."""

from pipeline.run.many import run
from pipeline.run.one import NONE_REFUSED, Options, Outcome, Status, changes

__all__ = [
    "NONE_REFUSED",
    "Options",
    "Outcome",
    "Status",
    "changes",
    "run",
]
