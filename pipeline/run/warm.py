"""What workers share: imported once, by the server that they are forked from.

Nothing else may import it. Memory that was filled before the fork is shared by all workers as long
as nobody writes to it, so what is loaded here is hidden from the garbage collector, which would.
"""

import gc
import signal
from contextlib import suppress

from pipeline.document.errors import ConfigError
from pipeline.extract.nlp import load
from pipeline.language.frequency import zipf
from pipeline.language.models import DEFAULT_MODEL
from pipeline.run.process import process
from pipeline.tables import check

__all__ = ["check", "process"]

signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the run: it stops its workers
with suppress(ConfigError):  # no such model: told of by the first report that needs it
    load(DEFAULT_MODEL)
zipf("the")
gc.freeze()
