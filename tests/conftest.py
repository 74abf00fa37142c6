"""Fixtures shared by all tests."""

import pytest

from pipeline.nlp import load


@pytest.fixture(scope="session")
def nlp():
    return load()
