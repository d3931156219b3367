"""A browser for the desk's page. Where there is none, or no built page, what needs them is skipped, by name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from dateline.serve.serving import PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest.register_assert_rewrite("desks", "visits")
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = [
    "--no-sandbox", "--no-first-run", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",  # the map draws with WebGL, here without a graphics card
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # whatever the browser itself would like to ask, it finds nobody
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window, with a profile of its own."""
    playwright = pytest.importorskip("playwright.sync_api")
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    if not (PAGE / "index.html").is_file():
        pytest.skip("the desk's page is not built: npm run build in frontend/")
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a module keeps its ledger."""
    return tmp_path_factory.mktemp("desk")
