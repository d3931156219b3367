"""Web pages: the article with its captions, without scripts, menus and hidden words; and pages that mean harm."""

from __future__ import annotations

import pytest

from dateline.errors import DatelineError
from dateline.read import read_bytes
from dateline.read.html import read_page
from dateline.records import Document

PAGE = """<!DOCTYPE html><html><head><title>Army leaves | Orontes Courier</title>
<meta property="og:title" content="Army leaves the old town"><meta property="og:site_name" content="Orontes Courier">
<meta property="article:published_time" content="2016-05-04T08:00:00+03:00"></head><body>
<nav><a href="/">Home</a></nav><main><article><header><h1>Army leaves the old town</h1></header>
<ul class="share-bar"><li>Tweet</li></ul>
<figure><img src="a.jpg"><figcaption>Soldiers on the bridge. <span>(Photo: handout)</span></figcaption></figure>
<p>BEIRUT: The army <b>left</b> the old town on Wednesday.<script>steal()</script></p>
<div>Loose words of the story<br>and a second line.</div>
<div style="display: none">hidden words</div><aside>Most read</aside><p>The shareholders' road is open.</p>
</article></main><footer>Imprint</footer></body></html>"""


def test_an_article_with_its_caption_title_date_and_outlet() -> None:
    (found,) = read_bytes(PAGE.encode(), ".html", name="page.html")
    assert isinstance(found, Document)
    assert (found.title, found.outlet, found.published) == (
        "Army leaves the old town",
        "Orontes Courier",
        "2016-05-04T08:00:00+03:00",
    )
    assert [(s.kind, s.span.read(found.text).strip()) for s in found.sections] == [
        ("title", "Army leaves the old town"),
        ("caption", "Soldiers on the bridge."),
        ("credit", "(Photo: handout)"),
        ("dateline", "BEIRUT:"),
        ("body", "The army left the old town on Wednesday."),
        ("body", "Loose words of the story"),
        ("body", "and a second line."),
        ("body", "The shareholders' road is open."),
    ]


def test_a_page_without_article_is_read_all_the_same() -> None:
    words = "The army left the old town on Wednesday, and rebels came in. " * 4
    assert "The army left" in read_page(f"<html><body><div><p>{words}</p></div></body></html>").text


HARM = {
    "deep": "<div>" * 50_000 + "The army left the old town." + "</div>" * 50_000,
    "entity bomb": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><html><body><p>&b; The army left.</p></body></html>',
    "broken": "<html><article><p>The army left <b>the old town<p>on Wednesday</article",
    "nul": "<html><article><p>The army\x00 left the old town on Wednesday.</p></article></html>",
    "many tags": "<article>" + "<b><i>a</i></b>" * 50_000 + "</article>",
}


@pytest.mark.parametrize("name", HARM)
def test_a_page_that_means_harm_gives_text_or_a_known_error(name: str) -> None:
    try:
        assert len(read_page(HARM[name].encode()).text) < 300_000
    except DatelineError as error:
        assert error.code in ("read.markup", "read.too_large")
