"""Write: one report's folder, whole or not at all. The only code that writes extracted/."""

from pipeline.write.folder import write_quarantine, write_report

__all__ = ["write_quarantine", "write_report"]
