"""What many tests share: the real models and tables, loaded once a run; and how two processes share the tests."""

from __future__ import annotations

import contextlib
import os
from typing import Any, Final

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from dateline.cli.demo import bundled
from dateline.errors import DatelineError
from dateline.ingest import code_each
from dateline.knowledge.gazetteer import Gazetteer
from dateline.pipeline import Kit, load_kit
from dateline.records import Coded
from dateline.settings import from_environment

settings.register_profile("ci", derandomize=True)  # the same examples for the same code: a change is judged, not the dice
settings.register_profile("shared", deadline=None)  # a test is judged, and not what the process beside it does to its time
if os.environ.get("CI") == "true":
    settings.load_profile("ci")
elif "PYTEST_XDIST_WORKER" in os.environ:
    settings.load_profile("shared")

BROWSER: Final = "tests/browser"
LONGEST: Final = (BROWSER, "tests/test_docs.py")  # pieces that begin first: at the end, all else would be waiting for them


class Sharing(LoadScopeScheduling):
    """Who runs what where several processes run the tests: a file is run whole, so that what its tests share is made once.

    The tests in a browser are one piece: two browsers that draw at once, each with a desk of its own, would be too slow for what a
    page is given to answer in.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        return BROWSER if file.startswith(f"{BROWSER}/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Shares the tests of a run with `-n` out, in the order in which they were collected."""
    config.option.loadscopereorder = False
    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest pieces first; beside that, the order stays."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Builds the gazetteer where several processes are about to ask for it; what fails here fails again in the tests, by name."""
    if session.config.getoption("numprocesses", None):
        with contextlib.suppress(DatelineError):
            Gazetteer.open(from_environment().home)


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
    """The bundled reports, coded once a process; one that could not be coded fails the tests that ask for them."""
    made = []
    for result in code_each(bundled(), kit):
        assert isinstance(result, Coded), result
        made.append(result)
    return tuple(made)
