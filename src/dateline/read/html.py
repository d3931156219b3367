"""An article's text from a web page, with its captions, which stock extractors drop."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from dateline.errors import DatelineError

_BLOCKS: Final = ("h1", "h2", "h3", "p", "li", "blockquote", "figcaption", "pre", "td")
_OUTSIDE: Final = frozenset({"nav", "aside", "footer", "script", "style", "noscript", "form", "header", "iframe", "template", "svg"})
_SHARING: Final = re.compile(r"\b(share|social|related|promo|newsletter|breadcrumb|comment|cookie|advert|sidebar|follow)", re.IGNORECASE)
LEAST: Final[int] = 80  # characters of text from which our own pass counts as an article; else trafilatura reads the page


@dataclass(frozen=True, slots=True)
class Page:
    """An article: its clean text (title, captions and paragraphs parted by blank lines) and what its head says."""

    text: str
    title: str | None
    published: str | None
    outlet: str | None
    url: str | None


def read_page(markup: bytes | str) -> Page:
    """The article of a page. Raises DatelineError `read.markup` where there is none.

    Our own pass over <article> or <main> keeps figure captions in place; trafilatura reads pages without either.
    """
    import lxml.html

    try:
        tree = lxml.html.document_fromstring(markup, parser=lxml.html.HTMLParser(huge_tree=False, no_network=True, encoding=_encoding(markup)))
    except (ValueError, lxml.etree.LxmlError) as error:
        raise DatelineError("read.markup", str(error)[:120]) from error
    head = _head(tree)
    blocks = _blocks(tree)
    text = "\n\n".join(blocks)
    if len(text) < LEAST:
        text = _stock(markup) or text
    if not text.strip():
        raise DatelineError("read.markup")
    return Page(text, head.get("title") or (blocks[0] if blocks else None), _date(tree, head), head.get("outlet"), head.get("url"))


def _encoding(markup: bytes | str) -> str | None:
    if isinstance(markup, str):
        return None
    try:
        markup.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _blocks(tree: Any) -> list[str]:
    roots = tree.xpath("//article") or tree.xpath("//main") or tree.xpath("//*[@role='main']")
    if not roots:
        return []
    root = max(roots, key=lambda r: len(r.text_content()))
    out = []
    for element in root.iter(*_BLOCKS):
        if any(_outside(a) for a in [element, *element.iterancestors()] if a is not root):
            continue
        if any(a.tag in _BLOCKS for a in element.iterancestors() if a is not root):
            continue
        words = " ".join(element.text_content().split())
        if words and words not in out:
            out.append(words)
    return out


def _outside(element: Any) -> bool:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _OUTSIDE or bool(_SHARING.search(marks)) or element.get("hidden") is not None


def _head(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    names = {"og:title": "title", "og:site_name": "outlet", "og:url": "url", "article:published_time": "published", "date": "published"}
    for meta in tree.iter("meta"):
        field = names.get((meta.get("property") or meta.get("name") or "").lower())
        if field and meta.get("content"):
            out.setdefault(field, " ".join(meta.get("content").split()))
    return out


def _date(tree: Any, head: dict[str, str]) -> str | None:
    """The page's date: what its head states, else htmldate's finding."""
    from dateline.read.dates import find_date, is_edtf_date

    stated = head.get("published")
    if stated:
        return stated if is_edtf_date(stated) else find_date(stated)
    from htmldate import find_date as page_date

    found = page_date(tree, original_date=True, extensive_search=False)
    return str(found) if found else None


def _stock(markup: bytes | str) -> str | None:
    import trafilatura

    text = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_precision=True)
    return str(text) if text else None
