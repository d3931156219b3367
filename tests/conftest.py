"""What many tests share: the real models and tables, loaded once a run."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from dateline.cli.demo import bundled
from dateline.errors import DatelineError
from dateline.ingest import code_each
from dateline.pipeline import Kit, load_kit
from dateline.records import Coded

settings.register_profile("ci", derandomize=True)  # the same examples for the same code: a change is judged, not the dice
if os.environ.get("CI") == "true":
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The shipped models and the gazetteer; a test that needs them is skipped where the model is not built yet."""
    try:
        return load_kit()
    except DatelineError as error:
        if error.code == "model.missing":
            pytest.skip(str(error))
        raise


@pytest.fixture(scope="session")
def coded_reports(kit: Kit) -> tuple[Coded, ...]:
    """The bundled reports, coded once a run; one that could not be coded fails the tests that ask for them."""
    made = []
    for result in code_each(bundled(), kit):
        assert isinstance(result, Coded), result
        made.append(result)
    return tuple(made)
