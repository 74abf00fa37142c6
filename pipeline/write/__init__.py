"""Write: one report's folder, whole or not at all. The only code that writes extracted/."""

from pipeline.write.folder import FINGERPRINT, KEPT, write_folder, write_report
from pipeline.write.inputs import INPUTS, remember_inputs, remembered_input
from pipeline.write.partial import PARTIAL, PREVIOUS, recover, write_whole
from pipeline.write.quarantine import QUARANTINE, clear_quarantine, was_refused, write_quarantine

MANIFEST = "run.json"
DATASET = "dataset"
RESERVED = frozenset({"", ".", "..", PARTIAL, PREVIOUS, INPUTS, QUARANTINE, MANIFEST, DATASET})
"""Names in the folder of all reports that no report may have, in lower case."""

__all__ = [
    "DATASET",
    "FINGERPRINT",
    "KEPT",
    "MANIFEST",
    "PREVIOUS",
    "RESERVED",
    "clear_quarantine",
    "recover",
    "remember_inputs",
    "remembered_input",
    "was_refused",
    "write_folder",
    "write_quarantine",
    "write_report",
    "write_whole",
]
