"""A real cluster of several nodes, of which one dies in mid-run: the dataset of a local run."""

import json
from dataclasses import replace

import pytest

from pipeline.run import Options, run

ray = pytest.importorskip("ray", reason="Ray comes with the extra 'ray'")
pytest.importorskip("ray.data", reason="Ray comes with the extra 'ray'")

from ray._private.state import actors  # noqa: E402
from ray.cluster_utils import Cluster  # noqa: E402

from pipeline.run.cluster.ray_engine import run_on_ray  # noqa: E402
from pipeline.run.cluster.remote import listed  # noqa: E402

REPORTS = 12
LENGTH = 150
"""Paragraphs of a report: enough that a node dies while it is at one."""


@pytest.fixture
def cluster():
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
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


def files_in(folder):
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_node_dies_and_the_dataset_is_that_of_a_local_run(cluster, raw, tmp_path):
    cluster, nodes = cluster
    options = Options(force=False)
    out = tmp_path / "far"
    rows = []
    for row in run_on_ray(listed([str(raw)])[0], str(out), options, cluster.address):
        rows.append(row)
        if len(rows) == 2:
            at_work = {actor["Address"]["NodeID"] for actor in actors().values() if alive(actor)}
            assert nodes[0].node_id in at_work
            cluster.remove_node(nodes[0], allow_graceful=False)
            assert len(list(out.glob("*/report.json"))) < REPORTS - 2
    here = tmp_path / "here"
    assert len(list(run(sorted(raw.iterdir()), replace(options, out=here)))) == len(rows)
    assert files_in(out) == files_in(here)
    assert json.loads((out / "quarantine" / "blank.txt.json").read_text())["code"] == "ingest.empty"
    assert {row.code for row in rows} == {None, "ingest.empty"}
    assert len(ray.nodes()) - sum(node["Alive"] for node in ray.nodes()) == 1

    again = list(run_on_ray(listed([str(raw)])[0], str(out), options, cluster.address))
    assert sorted(row.status for row in again) == ["refused", *["unchanged"] * REPORTS]
