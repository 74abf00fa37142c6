"""The dataset of the reports in ``raw/``."""

import pytest

from pipeline.dataset import refresh
from pipeline.run import Options, run
from tests.conftest import ROOT


@pytest.fixture(scope="package")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extracted")
    reports = sorted(p for p in (ROOT / "raw").iterdir() if p.suffix != ".md")
    assert len(reports) == 3
    for outcome in run(reports, Options(out=folder)):
        assert outcome.error is None, outcome.error
    refresh(folder)
    return folder


@pytest.fixture(scope="package")
def dataset(out):
    return out / "dataset"
