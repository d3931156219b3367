"""An article's text from a web page, with its captions, which stock extractors drop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.knowledge.sources import find_outlet
from dateline.read.dates import find_date, is_edtf_date
from dateline.records import Span

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_OUTSIDE: Final = frozenset(
    "nav aside footer script style noscript form iframe template svg button select object audio video head math canvas".split()  # noqa: SIM905
)
_SHARING: Final = re.compile(
    r"(?<![a-z])(?:share|sharing|social|related|promo|newsletter|breadcrumbs?|comments?|cookies?|adverts?|advertisement|sidebar|follow)(?![a-z])",
    re.IGNORECASE,
)
_CAPTION_CLASS: Final = re.compile(
    r"(?<![a-z])(?:wp-caption-text|(?:image|photo|media|figure)[-_]?caption|caption[-_]text)(?![a-z])", re.IGNORECASE
)
_METAS: Final = {
    "og:title": "title", "og:site_name": "outlet", "og:url": "url", "article:published_time": "published", "date": "published",
    "datepublished": "published", "dc.date": "published", "pubdate": "published",
}  # fmt: skip
LEAST: Final[int] = 80  # characters of text from which our own pass counts as an article; else trafilatura reads the page
MAX_PAGE: Final[int] = 20_000_000  # bytes of one page; a news page holds about a hundredth of that
LAST_DAY: Final = "2100-01-01"  # no page is dated later: named here so that nothing reads the clock


@dataclass(frozen=True, slots=True)
class Page:
    """An article: its clean text (title, captions and paragraphs parted by blank lines) and what its head says."""

    text: str
    title: str | None
    published: str | None
    outlet: str | None
    url: str | None
    captions: tuple[Span, ...] = ()


def read_page(markup: bytes | str) -> Page:
    """The article of a page. Raises DatelineError `read.markup` where there is none, `read.too_large` over MAX_PAGE.

    Our own pass over <article> or <main> keeps figure captions in place; trafilatura reads pages without either.
    """
    if len(markup) > MAX_PAGE:
        raise DatelineError("read.too_large", f"the page holds {len(markup):,} bytes; the cap is {MAX_PAGE:,}.")
    tree = _parsed(markup)
    head = _head(tree)
    text, captions = _joined(_article(tree))
    if len(text) < LEAST:
        stock = _stock(markup) or ""
        if len(stock) <= len(text):
            text, captions = (
                (text, captions) if text else _joined(_words(body) if (body := tree.find("body")) is not None else iter(()))
            )
        else:
            text, captions = stock, ()
    if not text.strip():
        raise DatelineError("read.markup")
    return Page(text, _title(tree, head), _date(tree, head), head.get("outlet"), head.get("url"), captions)


def _parsed(markup: bytes | str) -> Any:
    import lxml.html

    if not markup.strip():
        raise DatelineError("read.markup")
    try:
        parser = lxml.html.HTMLParser(huge_tree=False, no_network=True, encoding=_encoding(markup))
        return lxml.html.document_fromstring(markup, parser=parser)
    except (ValueError, AssertionError, lxml.etree.LxmlError) as error:
        raise DatelineError("read.markup", str(error)[:120]) from error


def _encoding(markup: bytes | str) -> str | None:
    if isinstance(markup, str):
        return None
    try:
        markup.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _article(tree: Any) -> Iterator[tuple[str, bool]]:
    roots = tree.xpath("//article") or tree.xpath("//main") or tree.xpath("//*[@role='main']")
    if roots:
        yield from _words(max(roots, key=lambda r: len(r.text_content())))


def _words(root: Any) -> Iterator[tuple[str, bool]]:
    """The lines under an element, each with whether it is a caption; blocks part lines, inline marks do not."""
    from lxml import etree

    line: list[str] = []
    depth = 0  # of caption elements around
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event in ("comment", "pi"):
            line.append(element.tail or "")
            continue
        caption, block = _is_caption(element), element.tag in _BLOCKS
        if event == "start":
            outside = element is not root and _is_outside(element)
            if outside:
                walker.skip_subtree()
            if block or outside or caption:
                yield " ".join("".join(line).split()), depth > 0
                line = []
            depth += caption and not outside
            line.append("" if outside else element.text or "")
            continue
        skipped = element is not root and _is_outside(element)
        if block or caption:
            yield " ".join("".join(line).split()), depth > 0
            line = []
        depth -= caption and not skipped
        line.append(element.tail or "" if element is not root else "")
    yield " ".join("".join(line).split()), False


def _is_caption(element: Any) -> bool:
    return element.tag == "figcaption" or bool(_CAPTION_CLASS.search(element.get("class") or ""))


def _is_outside(element: Any) -> bool:
    if element.tag in _OUTSIDE or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or (element.tag not in ("article", "main", "body") and bool(_SHARING.search(marks)))


def _joined(lines: Iterator[tuple[str, bool]]) -> tuple[str, tuple[Span, ...]]:
    """The lines parted by blank lines, and the spans of the captions among them."""
    parts: list[str] = []
    captions: list[Span] = []
    at = 0
    for words, is_caption in lines:
        if not words:
            continue
        if is_caption:
            captions.append(Span(at, at + len(words)))
        parts.append(words)
        at += len(words) + 2
    return "\n\n".join(parts), tuple(captions)


def _head(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        field = _METAS.get((meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower())
        if field and meta.get("content"):
            out.setdefault(field, " ".join(meta.get("content").split()))
    return out


def _title(tree: Any, head: dict[str, str]) -> str | None:
    """The page's title: what its head states, else its one heading, else <title> without the outlet's name."""
    if "title" in head:
        return head["title"]
    for path in ("//h1", "//title"):
        found = [" ".join(e.text_content().split()) for e in tree.xpath(path)]
        if len(found) == 1 and found[0]:
            parts = re.split(r"\s[|–—-]\s", found[0])
            named = find_outlet(parts[-1]) if len(parts) > 1 else None
            if named is not None:
                head.setdefault("outlet", named.name)
            return " - ".join(parts[:-1]) if named or (path == "//title" and "|" in found[0] and len(parts) > 1) else found[0]
    return None


def _date(tree: Any, head: dict[str, str]) -> str | None:
    """The page's date: what its head states, else htmldate's finding."""
    stated = head.get("published")
    if stated and (is_edtf_date(stated) or find_date(stated)):
        return stated if is_edtf_date(stated) else find_date(stated)
    try:
        from htmldate import find_date as page_date

        found = page_date(tree, original_date=True, extensive_search=False, max_date=LAST_DAY)
    except Exception:  # a fault of the library, or one of its own parts missing: the date is then unknown
        return None
    return str(found) if found else None


def _stock(markup: bytes | str) -> str | None:
    try:
        import trafilatura

        text = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_precision=True)
    except Exception:  # a fault of the library, or one of its own parts missing: our own pass stands
        return None
    return str(text) if text else None
