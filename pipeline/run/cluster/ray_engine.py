"""A run over the machines of a Ray cluster: one actor a core, each with the model loaded once.

An actor hands each report to a worker process with the limits of :mod:`pipeline.run.pool`, so that
a report that hangs or eats memory costs its worker, not the actor. When a machine dies, Ray gives
its reports to the others; those that were finished are passed over by their fingerprint, as they
are when a run that was stopped is started again.

Milestones, its model and what fsspec needs for the URLs must be installed on each machine.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import ray

from pipeline.document.errors import ConfigError, PipelineError
from pipeline.run.cluster.remote import RemoteOutcome, extract_at, name_of, refuse_at, size_at
from pipeline.run.one import Options
from pipeline.run.pool import pool_of, result_of, seconds_for

BLOCKS = 1_000
"""Parts of the list of inputs that actors take one by one."""


class _Actor:
    """Lives on one core as long as the run."""

    def __init__(self, out: str, options: Options) -> None:
        self.out = out
        self.options = options
        self.pool = pool_of(1, options.model)

    def __call__(self, item: dict[str, str]) -> dict[str, str]:
        return {"row": json.dumps(asdict(self._row(item["url"])))}

    def _row(self, url: str) -> RemoteOutcome:
        limit = seconds_for(size_at(url))
        work = self.pool.schedule(extract_at, args=(url, self.out, self.options), timeout=limit)
        result = result_of(Path(name_of(url)), work.result, limit)
        if isinstance(result, ConfigError):
            return RemoteOutcome(url, "refused", code=result.code, message=result.message)
        return refuse_at(url, self.out, result) if isinstance(result, PipelineError) else result


def run_on_ray(
    urls: Sequence[str], out: str, options: Options, address: str | None
) -> Iterator[RemoteOutcome]:
    """Extract each input into ``out/STEM/``; one that cannot be read goes to quarantine.

    Args:
        urls: The inputs, each for a report of its own name.
        out: The URL of the folder of all reports.
        options: As for a local run; ``jobs`` is the number of cores that the cluster has.
        address: Of the cluster; None starts one on this machine.

    Yields:
        A row for each input, as soon as it is written, in no order.

    Raises:
        ConfigError: The set-up is wrong for every input.
    """
    if not urls:
        return
    ray.init(address=address, ignore_reinit_error=True, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    cores = max(int(ray.cluster_resources().get("CPU", 1)), 1)
    inputs = ray.data.from_items(
        [{"url": url} for url in urls], override_num_blocks=min(len(urls), BLOCKS)
    )
    done = inputs.map(
        _Actor,
        fn_constructor_kwargs={"out": out, "options": options},
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=cores),
    )
    for item in done.iter_rows():
        row = RemoteOutcome(**json.loads(item["row"]))
        if row.code is not None and row.code.startswith("config."):
            raise ConfigError(row.code, row.message or "")
        yield row
