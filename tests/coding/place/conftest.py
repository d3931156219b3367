"""The gazetteer that the tests share: the packaged one, built once in the user's folder."""

from __future__ import annotations

import pytest

from dateline.knowledge.gazetteer import Gazetteer
from dateline.settings import from_environment


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(from_environment().home)
