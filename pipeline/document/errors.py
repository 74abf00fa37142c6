"""What stops one report, or the run: errors about the input or the set-up.

::

    PipelineError            code, message, stage
    |-- ReadError            the input cannot be read: it goes to quarantine, the run goes on
    |-- ConfigError          a profile, a model or an option is wrong: the run stops (exit 2)
    `-- StageError           a stage broke its contract: a defect of ours

Doubt about the *data* is never an exception but a row in ``flags`` (see
``pipeline.document.flags``).
"""


class PipelineError(Exception):
    """Base of all errors raised on purpose.

    Args:
        code: A slug such as ``ingest.empty``: stable, for programs.
        message: One sentence for a person, with what to do where that is known.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["PipelineError"], tuple[str, str]]:
        """Pickle both arguments: errors come back from worker processes."""
        return type(self), (self.code, self.message)

    @property
    def stage(self) -> str:
        """The stage that raised it: the part of the code before the dot."""
        return self.code.partition(".")[0]


class ReadError(PipelineError):
    """The input cannot be read as a report."""


class ConfigError(PipelineError):
    """The set-up is wrong: an unknown model, a broken profile, a bad option."""


class StageError(PipelineError):
    """A stage read a layer that is not there or wrote one it did not declare."""
