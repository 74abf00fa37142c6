"""The families of reports: one TOML each, and how a report is told to belong to one."""
