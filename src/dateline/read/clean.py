"""What each line of a page is: title, text, caption, byline, credit, dateline or furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.read.dates import find_date
from dateline.records import Section, SectionKind, Span

AGENCIES: Final[dict[str, str]] = {
    name.lower(): name
    for name in (
        "AFP", "Reuters", "AP", "Associated Press", "UPI", "EFE", "DPA", "TASS", "Interfax", "Xinhua", "ANSA", "PTI", "UNI", "IANS",
        "ANI", "Anadolu", "SANA", "IRNA", "MENA", "WAFA", "Petra", "NNA", "KUNA", "BNA", "SPA", "Yonhap", "Kyodo", "Belga", "Notimex",
        "Prensa Latina", "Tanjug", "HINA", "PAP", "AAP", "Bernama", "Antara", "APP", "PA", "RIA Novosti", "Ukrinform", "Fides",
    )
}  # fmt: skip
TITLE_LENGTH: Final[int] = 200  # characters of the longest headline
_BUTTON: Final = (
    r"follow(?: us)?|share(?: this)?(?: (?:article|story|on \w+))?|tweet|print|e-?mail|mail|comments?(?: \(\d+\))?|facebook|twitter|x|linkedin|"
    r"whatsapp|telegram|instagram|pinterest|reddit|copy link|save|bookmark|subscribe(?: now)?|sign (?:up|in).{0,60}|log ?in|advertisement|"
    r"read more.{0,120}|related(?: (?:stories|articles|topics|news|coverage)).{0,120}|more (?:on|from) .{0,80}|most read|trending|listen|"
    r"home|menu|search|skip to .{0,40}|back to top|topics?|tags?:.{0,200}|topics?:.{0,200}|\d+ min(?:ute)?s? read|\d+ comments?|next|previous|"
    r"click here.{0,80}|watch(?: live)?|all rights reserved.{0,120}|©.{0,160}|\(?c\) ?(?:copyright )?\d{4}.{0,120}|copyright.{0,120}"
)
FURNITURE: Final = re.compile(rf"(?:(?:{_BUTTON})(?:[\s|·•/,]+|$))+\Z", re.IGNORECASE)
STAMP: Final = re.compile(
    r"(?:(?:last |first )?(?:updated|published|posted|modified|issued|released)(?: on| at)?:?|this story is from|date:?)\s+(?P<rest>.{4,60})\Z|"
    r"(?P<bare>(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s+[a-z]{3,9}|[a-z]{3,9}\s+\d{1,2}),?\s+\d{4}(?:[\s,|–-]+\d{1,2}[:.]\d{2}.{0,12})?)\Z",
    re.IGNORECASE,
)
BYLINE: Final = re.compile(
    r"(?:by|from|reporting by|writing by|edited by|editing by|additional reporting by|compiled by)\s+(?:[A-Z][\w.'’-]*|and|in|of|for|,|;|the|our|staff|"
    r"correspondents?|agencies|reporters?|writers?|editors?|editing|reporting|additional|by)(?:[\s,;/&]+(?:[A-Z][\w.'’-]*|and|in|of|for|the|our|staff|"
    r"correspondents?|agencies|reporters?|writers?|editors?|editing|reporting|additional|by))*\.?\Z",
)
CREDIT: Final = re.compile(
    r"[\s(\[|–-]*(?:\((?:[^()]{0,60}(?:photo|file|image|getty|afp|reuters|\bap\b|handout|via)[^()]{0,60})\)|"
    r"(?:photo(?:graph)?|image|picture|credit)s?(?: by| courtesy of)?\s*[:/]\s*[^.]{2,80}|[A-Z][\w. ]{2,40}/(?:AFP|AP|Reuters|Getty(?: Images)?|EPA))\.?\s*\Z",
    re.IGNORECASE,
)
CAPTION: Final = re.compile(r"(?:caption|photo|picture|image|file photo|in this (?:file )?(?:photo|picture|image))\b\s*[:,—-]?", re.IGNORECASE)
_PLACE: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\- ]{1,40}"
_TAIL: Final = r"(?:,? (?P<country>\(?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)[A-ZÀ-Þ][\w .'’\-]{2,40}\)?))?(?:,? (?P<date>(?:[A-Za-z]{3,9}\.? \d{1,2}|\d{1,2} [A-Za-z]{3,9}\.?)(?:,? \d{2,4})?)\.?)?"
DATELINES: Final = (
    re.compile(rf"(?P<place>{_PLACE}){_TAIL}\s*(?:\((?P<agency>[^()]{{2,60}})\))?\s*(?:--|—|–|-|:)(?:\s+|\Z)(?:\[[A-Z ,.]+\]\s*)*"),
    re.compile(r"(?P<place>[a-z][a-z ]{2,24}): (?=[a-z])"),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of a text in order, and what its furniture says: EDTF date, dateline place, agencies, title, outlet."""

    sections: tuple[Section, ...]
    title: str | None = None
    published: str | None = None
    place_filed: str | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()


@dataclass(slots=True)
class _Page:
    """What is known so far while the lines are walked."""

    title: str | None
    sections: list[Section] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    layout: Layout = field(default_factory=lambda: Layout(()))
    begun: bool = False  # whether the story's own text has begun

    def add(self, kind: SectionKind, start: int, end: int) -> None:
        if end > start:
            self.sections.append(Section(kind, Span(start, end)))

    def learn(self, published: str | None = None, place: str | None = None, agency: str | None = None) -> None:
        """Keeps the first date and place, and every agency once."""
        known = self.layout
        agencies = known.agencies
        for word in re.split(r"[/,;]| and ", agency or ""):
            name = AGENCIES.get(word.strip().strip("[]().").lower())
            if name and name not in agencies:
                agencies = (*agencies, name)
        self.layout = replace(
            known, published=known.published or published, place_filed=known.place_filed or place, agencies=agencies
        )


def lay_out(text: str, title: str | None = None) -> Layout:
    """The layout of a text; `title` is the report's title where it is known beside the text."""
    page = _Page(title)
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    for number, (start, end) in enumerate(lines):
        _line(page, text, start, end, last=number == len(lines) - 1)
    return replace(page.layout, sections=tuple(page.sections), title=page.title)


def _line(page: _Page, text: str, start: int, end: int, last: bool) -> None:
    words = text[start:end].strip()
    key = " ".join(words.lower().split())
    stamp = STAMP.match(words)
    if stamp is not None and find_date(words):
        page.learn(published=find_date(words))
        page.add("furniture", start, end)
    elif FURNITURE.match(words) or (key in page.seen and len(words) < TITLE_LENGTH):
        page.add("furniture", start, end)
    elif len(words) < TITLE_LENGTH and BYLINE.match(words):
        page.learn(agency=words.rsplit(",", 1)[-1])
        page.add("byline", start, end)
    elif words.strip("()[]").lower() in AGENCIES:
        page.learn(agency=words)
        page.add("credit", start, end)
    elif not page.begun and not last and _is_title(page, words):
        page.title = page.title or words
        page.add("title", start, end)
    else:
        _text(page, text, start, end)
    page.seen.add(key)


def _is_title(page: _Page, words: str) -> bool:
    """A first line that is the known title, or short and without a full stop."""
    if page.title is not None:
        return " ".join(words.lower().split()) == " ".join(page.title.lower().split())
    if page.sections and any(s.kind in ("title", "body", "caption") for s in page.sections):
        return False
    return len(words) < TITLE_LENGTH and not words.endswith((".", ":", "”", '"', ";", "-")) and len(words.split()) > 2 and not CREDIT.search(words)


def _text(page: _Page, text: str, start: int, end: int) -> None:
    """A line of the story or a caption, with its credit and its dateline cut off."""
    words = text[start:end]
    credit = CREDIT.search(words)
    if credit is not None and credit.start() > 0:
        page.learn(agency=" / ".join(re.findall(r"[A-Za-z]+", credit[0])))
        page.add("caption", start, start + credit.start())
        page.add("credit", start + credit.start(), end)
        return
    if CAPTION.match(words.strip()) and len(words) < 600 and not page.begun:
        page.add("caption", start, end)
        return
    if not page.begun:
        dateline = next((m for m in (form.match(words) for form in DATELINES) if m), None)
        if dateline is not None and len(dateline[0]) < 160:
            _dateline(page, dateline)
            page.add("dateline", start, start + dateline.end())
            start += dateline.end()
    page.begun = True
    page.add("body", start, end)


def _dateline(page: _Page, match: re.Match[str]) -> None:
    parts = match.groupdict()
    country = (parts.get("country") or "").strip("() ")
    place = parts["place"].strip(" ,.")
    page.learn(
        published=find_date(parts.get("date") or ""),
        place=f"{place}, {country}" if country and country.lower() not in AGENCIES else place,
        agency=parts.get("agency"),
    )
