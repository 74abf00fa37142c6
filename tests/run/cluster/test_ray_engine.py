"""A real cluster of several nodes, of which one dies in mid-run: the dataset of a local run."""

import json
from dataclasses import replace

import pytest
import ray
from ray._private.state import actors
from ray.cluster_utils import Cluster

from pipeline.run import Options, run
from pipeline.run.cluster.ray_engine import run_on_ray
from pipeline.run.cluster.remote import listed

REPORTS = 6
LENGTH = 60
"""Paragraphs of a report: enough that a node dies while it is at one."""


@pytest.fixture
def cluster():
    watched = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 500}
    head = {"num_cpus": 0, "_system_config": watched}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
    cluster.wait_for_nodes()
    yield cluster, nodes
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(REPORTS):
        story = f"On {number + 1} May 2019 the court in Dushanbe trained ten judges.\n\n"
        (folder / f"r{number:02}.txt").write_text("Annual note\n\n" + story * LENGTH)
    (folder / "blank.txt").write_text(" \n")
    return folder


def alive(actor):
    return actor["State"] == "ALIVE" and "_Actor" in actor["ActorClassName"]


def files_in(out):
    """Of all reports and refusals; where a file on this disk was read from is of a local run."""
    paths = sorted(path for path in out.glob("*/*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def test_a_node_dies_and_the_dataset_is_that_of_a_local_run(cluster, raw, tmp_path):
    cluster, nodes = cluster
    options = Options(force=False)
    out = tmp_path / "far"
    rows = []
    for row in run_on_ray(listed([str(raw)])[0], str(out), options, cluster.address):
        rows.append(row)
        if len(rows) == 1:
            at_work = {actor["Address"]["NodeID"] for actor in actors().values() if alive(actor)}
            assert nodes[0].node_id in at_work
            cluster.remove_node(nodes[0], allow_graceful=False)
            assert len(list(out.glob("*/report.json"))) < REPORTS
    here = tmp_path / "here"
    assert len(list(run(sorted(raw.iterdir()), replace(options, out=here)))) == len(rows)
    assert files_in(out) == files_in(here)
    assert json.loads((out / "quarantine" / "blank.txt.json").read_text())["code"] == "ingest.empty"
    assert {row.code for row in rows} == {None, "ingest.empty"}
    assert len(ray.nodes()) - sum(node["Alive"] for node in ray.nodes()) == 1
