"""Every page of the desk by axe-core's rules: in the light and in the dark, on a wide screen and on a telephone, folded and unfolded.

The desk is a team's, looked at by an administrator: whatever one person sees alone, and the pages of accounts besides.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from axe import COLOURS, violations
from desks import Desk, serve
from visits import WIDE, Theme, Visit, visit

from dateline.records import Coded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

NAME: Final = "ada"
PASSWORD: Final = "a long way to Palmyra"
SIZES: Final[tuple[ViewportSize, ...]] = (WIDE, {"width": 380, "height": 800})
THEMES: Final[dict[Theme, Sequence[str] | None]] = {
    "light": None,
    "dark": COLOURS,
}  # the rules: what is not colour is the same in both
UNFOLD: Final = "() => { for (const part of document.querySelectorAll('details')) part.open = true }"
NONE: Final = "0" * 32  # the id of no claim
PASTED: Final = "BEIRUT, Dec 11 - Shelling killed three people in Tadmur, residents said."


Step = Callable[["Page"], Any]


def press(*keys: str) -> Step:
    """Presses keys on the page."""

    def pressed(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return pressed


def click(button: str) -> Step:
    """Clicks the first button whose name begins so."""
    return lambda page: page.get_by_role("button", name=re.compile(f"^{button}")).first.click()


# What is looked at: an address, and what is done there before it is looked at.
PAGES: Final[dict[str, tuple[str, Step | None]]] = {
    "map": ("/", None),
    "map, event picked, legend and filters open": ("/?layers=events,control,sites&pick={event}", press("k", "/")),
    "incidents": ("/incidents", None),
    "incidents, contradicted": ("/incidents?only=clash&policy=airwars&as_of=2016-12-31", None),
    "incident": ("/incident/{incident}", None),
    "incident, a person": ("/incident/{incident}?policy=acled", click("Record a person")),
    "reports": ("/reports", None),
    "report": ("/report/{report}", None),
    "report, claim chosen": ("/report/{report}?claim={claim}", None),
    "report, place corrected": ("/report/{report}?claim={placed}", click("Correct Where")),
    "report, number corrected": ("/report/{report}?claim={claim}", click("Correct Numbers")),
    "report, coded by hand": ("/report/{report}", press("x", "ArrowDown", ".", "e")),
    "claim that is not there": (f"/claim/{NONE}", None),
    "control": ("/control?place=Palmyra&place=Sukhnah", None),
    "control, as a table": ("/control?place=Palmyra&as=table&scale=time&as_of=2016-12-11T16:00Z", None),
    "queue, links": ("/queue?kind=link", None),
    "queue, places": ("/queue?kind=place", None),
    "queue, conflicts": ("/queue?kind=conflict", None),
    "speakers": ("/sources", None),
    "outlets": ("/sources?part=outlets", None),
    "lineage": ("/sources?part=lineage&origin={copy}", None),
    "speaker": ("/speaker/Syrian%20Observatory%20for%20Human%20Rights", None),
    "ingest": ("/ingest", None),
    "export": ("/export?format=acled&unreviewed=1", None),
    "log": ("/log?kind=report&since=2000", None),
    "log, undone": ("/log?author=person:ada", click("Undo entry")),
    "batches": ("/batches", None),
    "batch": ("/batches?batch={batch}", None),
    "account": ("/login", None),
    "shortcuts": ("/incidents", press("?")),
    "no such page": ("/no/such/page", None),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(folder: Path, coded_reports: Sequence[Coded]) -> Iterator[Desk]:
    """A team's desk over the dossier, corrected; somebody is logged in who may do everything."""
    from docs.dossier import mend, take_in

    from dateline.ledger import Ledger
    from dateline.serve.book import accounts
    from dateline.serve.book.book import Book, place_of
    from dateline.serve.security import passwords

    path = folder / "team.db"
    with Ledger.open(os.fspath(path)) as ledger:
        take_in(ledger, coded_reports)
        mend(ledger)
        ledger.link()
    book = Book.open(place_of(os.fspath(path)))
    accounts.add(book, NAME, "admin", passwords.hashed(PASSWORD))
    book.close()
    with serve(path, "--team") as made:
        token = made.post("login", {"name": NAME, "password": PASSWORD})["csrf"]
        made.api.headers["X-CSRF-Token"] = token
        yield made


@pytest.fixture(scope="module")
def ids(desk: Desk) -> dict[str, str]:
    """What the addresses name; the desk is given a batch, a job, a key, a person and a release, so that every page has something to show."""
    reports = desk.all("reports")
    report = next(r["id"] for r in reports if r["name"].startswith("18"))
    claims = desk.all("claims", report=report)
    claim, placed = next(c for c in claims if "182" in c["words"]), next(c for c in claims if c["places"])
    incident = next(i["id"] for i in desk.all("incidents") if claim["id"] in i["claims"])
    desk.post("keys", {"name": "a script"})
    desk.post("victims", {"incident": incident, "person": {"name": "Nobody", "age": "40"}, "sources": ["a family"]})
    desk.post("releases", {"name": "Palmyra", "version": "1", "formats": ["acled"], "unreviewed": True})
    batch = desk.post("batches", {"name": "A batch", "reports": [report], "coders": [NAME]})["id"]
    copy = next(r["id"] for r in reports if r["name"].startswith("12"))
    event = next(f["properties"]["event"] for f in desk.get("map")["features"] if f["properties"]["kind"] == "event")
    desk.post("ingest", {"text": PASTED, "published": "2016-12-12"})
    return {
        "report": report,
        "claim": claim["id"],
        "placed": placed["id"],
        "incident": incident,
        "batch": batch,
        "copy": copy,
        "event": event,
    }


@pytest.fixture(scope="module")
def at(browser: Browser, desk: Desk) -> Iterator[Visit]:
    """The page, with somebody logged in by the form; the form itself is looked at on the way."""
    with visit(browser, desk.base) as made:
        page = made.page
        made.go("/")
        page.get_by_role("heading", name="Log in").wait_for()
        check(made, "login")
        page.get_by_label("Name").fill(NAME)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Log in").click()
        page.locator("header", has_text=f"{NAME}, admin").wait_for()
        made.errors.clear()  # before that, the desk says 401: that is how the page learns that somebody must log in
        made.expected.append("claim/" + NONE)
        made.expected.append("claims/" + NONE)
        yield made


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule(at: Visit, ids: dict[str, str], name: str) -> None:
    path, step = PAGES[name]
    page = at.page
    at.become(SIZES[0], "light")
    at.go(path.format(**ids))
    if step:
        step(page)
    check(at, name.replace(",", "").replace(" ", "-"))
    assert not page.url.endswith("/login") or path == "/login"


def test_the_checker_sees_what_is_broken(at: Visit) -> None:
    at.go("/reports")
    at.page.evaluate(
        "() => { const image = document.createElement('img'); image.src = '/mark.svg'; document.querySelector('main').append(image) }"
    )
    (found,) = violations(at.page)
    assert found.startswith("image-alt: ")


def check(at: Visit, name: str) -> None:
    """Looks at the page in both themes and sizes, unfolded; fails with all that was found."""
    page, found = at.page, []
    page.evaluate(UNFOLD)
    for size in SIZES:
        for theme, rules in THEMES.items():
            at.become(size, theme)
            found += [f"{theme}, {size['width']} px: {told}" for told in violations(page, rules)]
        over = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        found += [f"{size['width']} px: {over} px too wide"] if over > 0 else []
        at.shoot(f"accessible-{name}-{size['width']}")
    assert not found, "\n".join(found)
