"""Whether the map stays fluid over many events: how long its frames take while somebody pans, comes nearer, brushes the time and replays.

usage: python -m benchmarks.desk.fluid [--events 100000 | --ledger FILE] [--check]

The events are those of benchmarks/ledger, so many or a few more, not linked into incidents, which the map does not need. The real page is
opened in Chromium over `dateline serve`, with WebGL in software: what a graphics card draws in a moment takes the processor's time here.
A frame is told by requestAnimationFrame; its time is that since the one before. `--check` fails where 95 in 100 take longer than the goal.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from benchmarks.desk.__main__ import spread
from benchmarks.desk.asking import Caller
from benchmarks.desk.served import serve
from benchmarks.desk.window import BROWSERS, FLAGS, QUIET, THERE, WAIT, WATCH, NoBrowser
from benchmarks.ledger.scale import Place, fill
from dateline.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVENTS: Final[int] = 100_000
CLAIMS_EACH: Final[float] = 1.8  # of an event, a little above the mean, so that there are not too few
SLOWEST: Final[float] = 100.0  # milliseconds, of 95 frames in 100
BEAT: Final[int] = 16  # milliseconds between two moves of the mouse
STEPS: Final[int] = 120  # moves of the mouse there and back
LONG: Final[float] = 8.0  # seconds after which a deed ends, where the page cannot keep up with the mouse
REST: Final[int] = 300  # milliseconds before a deed, in which nothing is measured
FRAMES: Final = """() => {
  window.frames_ = [];
  let last = null;
  window.watching = true;
  const step = (now) => { if (last !== null) window.frames_.push(now - last); last = now; if (window.watching) requestAnimationFrame(step); };
  requestAnimationFrame(step);
}"""
TOLD: Final = "() => { window.watching = false; return window.frames_; }"


def _steps(page: Page, count: int, beat: int) -> Iterator[int]:
    """The steps of a deed, some milliseconds apart."""
    begun = time.monotonic()
    for n in range(count):
        if time.monotonic() - begun > LONG:
            return
        yield n
        page.wait_for_timeout(beat)


def pan(page: Page) -> None:
    """Drags the map to and fro."""
    box = page.locator(".pane canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for n in _steps(page, STEPS, BEAT):
        side = 1 if n < STEPS / 2 else -1
        x, y = x + 4 * side, y + side
        page.mouse.move(x, y)
    page.mouse.up()
    page.wait_for_timeout(REST)


def zoom(page: Page) -> None:
    """Comes nearer and goes back with the wheel."""
    box = page.locator(".pane canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for n in _steps(page, STEPS // 3, 3 * BEAT):
        page.mouse.wheel(0, -60 if n < STEPS / 6 else 60)
    page.wait_for_timeout(REST)


def brush(page: Page) -> None:
    """Draws the end of the time's brush along the strip and back."""
    _slide(page, "During, to")


def replay(page: Page) -> None:
    """Drags the slider over the moments from which things were known."""
    _slide(page, "As of: what had been published by")


def _slide(page: Page, label: str) -> None:
    box = page.get_by_label(label, exact=True).bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 6, y)
    page.mouse.down()
    for n in _steps(page, STEPS, BEAT):
        part = abs(1 - 2 * n / STEPS)  # all the way down, and up again
        page.mouse.move(box["x"] + 6 + (box["width"] - 12) * (0.2 + 0.8 * part), y)
    page.mouse.up()
    page.wait_for_timeout(REST)


DEEDS: Final[dict[str, Callable[[Page], None]]] = {"pan": pan, "zoom": zoom, "brush": brush, "replay": replay}


@contextmanager
def opened(host: str) -> Iterator[Page]:
    """The map's page, drawn and at rest. Raises NoBrowser."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NoBrowser("no playwright") from error
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise NoBrowser("no chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.add_init_script(WATCH)
        page.goto(f"http://{host}/")
        page.wait_for_function(THERE, arg=QUIET, timeout=WAIT)
        yield page
        browser.close()


def measured(host: str) -> dict[str, dict[str, float]]:
    """The times of the frames of each deed. Raises NoBrowser."""
    out = {}
    with opened(host) as page:
        for name, deed in DEEDS.items():
            page.wait_for_timeout(REST)
            page.evaluate(FRAMES)
            deed(page)
            out[name] = spread(page.evaluate(TOLD))
            print(f"{name}: 95 in 100 frames in {out[name]['p95_ms']} ms", flush=True)
            page.wait_for_function(THERE, arg=QUIET, timeout=WAIT)
    return out


def show(found: dict[str, dict[str, float]]) -> None:
    """Prints the table."""
    print(f"{'':10}{'frames':>8}{'p50 ms':>10}{'p95 ms':>10}{'worst ms':>10}")
    for name, each in found.items():
        print(f"{name:10}{each['answers']:8,}{each['p50_ms']:10,.1f}{each['p95_ms']:10,.1f}{each['worst_ms']:10,.1f}")


def main() -> int:
    """Runs the check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--events", type=int, default=EVENTS)
    which.add_argument("--ledger", type=Path, help="a ledger that is there; it is opened for writing")
    parser.add_argument("--check", action="store_true", help="fail where frames take longer than their goal")
    a = parser.parse_args()
    with TemporaryDirectory(prefix="dateline-fluid-") as folder:
        ledger = a.ledger or Path(folder) / "ledger.db"
        if a.ledger is None:
            with Ledger.open(ledger) as made:
                fill(Place(str(ledger)), made, round(a.events * CLAIMS_EACH), partial(print, flush=True))
        with serve(ledger) as served:
            with Caller(served.host) as caller:
                counts: dict[str, Any] = caller.get("head", "/api/head").json()["counts"]
            print(f"{counts['events']:,} events in {counts['claims']:,} claims", flush=True)
            try:
                found = measured(served.host)
            except NoBrowser as error:
                print(f"skipped: the frames of the page, since there is {error}")
                return 0
    show(found)
    wrong = [
        f"{name}: 95 in 100 frames in {f['p95_ms']} ms, not under {SLOWEST:.0f}"
        for name, f in found.items()
        if f["p95_ms"] >= SLOWEST
    ]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if a.check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
