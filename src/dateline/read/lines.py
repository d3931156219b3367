"""How lines of a page that are not the story look: buttons, stamps, bylines, credits, captions, page heads."""

from __future__ import annotations

import re
from typing import Final

from dateline.knowledge.sources import find_outlet
from dateline.read.dates import FULL_DATE, find_date

SHORT: Final[int] = 240  # characters: no longer line is furniture, a byline or a title; it bounds every pattern below
SENTENCE: Final[int] = 6  # words from which a line that ends in a full stop is text, whatever it begins with
CREDIT_ROOM: Final[int] = 200  # characters at the end of a line in which a credit is looked for
CAPTION_LENGTH: Final[int] = 700  # characters of the longest caption; a longer line with a photo credit is a whole story
_BUTTON: Final = (
    r"follow(?: us)?|share(?: this)?(?: (?:article|story|on \w+))?|tweet|print|e-?mail|mail|comments?(?: \(\d+\))?|facebook|twitter|x|"
    r"linkedin|whatsapp|telegram|instagram|pinterest|reddit|copy link|save|bookmark|subscribe(?: now)?|log ?in|sign (?:up|in)|advertisement|"
    r"read more|most read|trending|listen|home|menu|search|topics?|tags?|\d+ min(?:ute)?s? read|\d+ comments?|next|previous|watch(?: live)?|more"
)
_BUTTONS: Final = re.compile(rf"(?:(?:{_BUTTON})(?:[\s|·•/,]+|\Z))+\Z", re.IGNORECASE)
_TAILED: Final = re.compile(
    r"(?:read more\b|related (?:stories|articles|topics|news|coverage)\b|more (?:on|from) |(?:tags?|topics?|filed under) ?:|"
    r"sign (?:up|in) |skip to |back to top|click here|(?:advertisement|story continues below)\b|https?\s?:\s?/\s?/)",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(r"(?:©|\(c\) |copyright (?:©|\(c\)|\d{4})|all rights reserved)", re.IGNORECASE)
_STAMP: Final = re.compile(
    r"(?:(?P<said>(?:(?:last|first) )?(?:updated|published|posted|modified|issued|released)(?: on| at)?|this story is from|date) ?:?\s+).{4,60}\Z",
    re.IGNORECASE,
)
_AGO: Final = re.compile(
    r"(?:last )?updated:?\s+(?:at )?(?:\d{1,2}[:.]\d{2}.{0,20}|\d+ (?:min(?:ute)?|hour|day)s? ago)\Z", re.IGNORECASE
)
_BARE_DATE: Final = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:{FULL_DATE})(?:[\s,|–-]+\d{{1,2}}[:.]\d{{2}}.{{0,12}})?\Z",
    re.IGNORECASE,
)
_WORK: Final = r"(?:additional )?(?:reporting|writing|editing)|(?:written|edited|compiled|reported|story)"
_NAME: Final = r"(?:[A-Z][\w.'’-]*|and|in|of|for|the|our|an?|staff|correspondents?|agencies|reporters?|writers?|editors?|(?i:additional|reporting|editing|writing|by))"
_BYLINE: Final = re.compile(
    rf"\(?(?:(?i:by|(?:{_WORK}) by)|From (?=our |wire |staff |agenc))\s+{_NAME}(?:[\s,;/&|]+{_NAME})*\.?\)?\Z"
)
_SHOT: Final = r"(?i:\b(?:photo(?:graph)?s?|file|images?|pictures?|getty|handout|archive|screengrab|screenshot|epa)\b)"
_AGENCY: Final = r"(?:AFP|AP|Reuters|Getty(?: Images)?|EPA|Anadolu|SANA|TASS|Xinhua|DPA)"
CREDIT: Final = re.compile(
    rf"(?:\s*[(\[](?=[A-Z]|(?i:photo|file|image|picture|handout|courtesy|via))(?=[^()\[\]\n]*(?:{_SHOT}|\b{_AGENCY}\b))[^()\[\]\n]{{2,80}}(?<!\.)[)\]]|"
    r"(?:^|\s)(?i:photo(?:graph)?s?|images?|pictures?|(?:(?:photo|image|picture) )?credits?)(?: (?i:credit|by|courtesy of))?\s*[:/]\s*[^.:\n]{2,80}|"
    r"(?:^|\s)(?i:photo(?:graph)?|image|picture) (?i:by|courtesy of) [A-Z][^.\n]{2,60}|"
    rf"(?:^|\s)(?:(?:[A-Z][\w'’-]+|[A-Z]\.)\s){{0,3}}[A-Z][\w'’-]+\s?/\s?{_AGENCY}(?:\s?/\s?\w+)*)\.?\s*\Z"
)
_PHOTO: Final = re.compile(rf"{_SHOT}|/")
_CAPTION: Final = re.compile(
    r"(?:caption|photo(?:graph)?|picture|image|file photo|pictured)\s?[:—–]|(?:file photo\b|in this (?:file |undated |handout )?(?:photo|picture|image)\b)",
    re.IGNORECASE,
)
_OUTLET_WORD: Final = re.compile(
    r"\b(?:News|Newswire|Agency|Times|Post|Courier|Herald|Observer|Journal|Mail|Gazette|Tribune|Radio|Television|TV|Press|Daily|Wire|Today)\b",
    re.IGNORECASE,
)
_INSTITUTION: Final = re.compile(
    r"(?:The )?(?:[A-Z]\w+ ){0,3}(?:Ministry|Department|Directorate|Directorate-General|Office|Secretariat|Command)"
    r" (?:of|for)(?: (?:[A-Z][\w’'-]*|of|for|the|and))+\Z"
)
_VIA: Final = re.compile(
    r"(?:as )?(?:carried by|relayed by|via|source ?:|with (?:inputs?|files|reporting) from|from)\s+", re.IGNORECASE
)
_NO_AGENCY: Final = frozenset({"agencies", "wire", "wires", "wire services", "wire reports", "news agencies"})
_TOLD: Final = re.compile(r"\b(?:told|telling) (?:the )?([A-Z][\w-]*(?: [A-Z][\w-]*){0,3})")


def is_furniture(words: str) -> bool:
    """Whether a line is a button, a link or a notice. A full sentence is text even if it begins like one."""
    if len(words) > SHORT or not any(c.isalnum() for c in words):
        return len(words) <= SHORT
    if _BUTTONS.match(words) or _RIGHTS.match(words) or _AGO.match(words):
        return True
    return _TAILED.match(words) is not None and not is_sentence(words)


def is_sentence(words: str) -> bool:
    """Whether a line ends like a sentence and is long enough for one."""
    return words.rstrip("\"'”’)").endswith((".", "!", "?")) and len(words.split()) >= SENTENCE


def find_stamp(words: str) -> tuple[str, bool] | None:
    """The date of a line such as "Updated 11 December 2016", and whether the line names what it is; None for other lines."""
    if len(words) > SHORT or is_sentence(words):
        return None
    said = _STAMP.match(words)
    found = find_date(words) if said or _BARE_DATE.match(words) else None
    return (found, said is not None) if found else None


def is_update(words: str) -> bool:
    """Whether a stamp tells of a change and not of the first printing."""
    return "updated" in words.lower() or "modified" in words.lower()


def is_byline(words: str) -> bool:
    """Whether a line says who wrote the story: "By Orontes Courier staff", "(Reporting by ...; editing by ...)"."""
    return len(words) <= SHORT and _BYLINE.match(words) is not None


def find_credit(words: str) -> int | None:
    """Where the credit at the end of a line begins: "(Reuters file photo)", "Photo: ...", "Name/AFP"; None without one."""
    match = CREDIT.search(words, max(0, len(words) - CREDIT_ROOM))
    return match.start() if match else None


def is_photo(credit: str) -> bool:
    """Whether a credit is that of a picture and not of the story."""
    return _PHOTO.search(credit) is not None


def is_caption(words: str) -> bool:
    """Whether a line says of itself that it describes a picture."""
    return len(words) <= CAPTION_LENGTH and _CAPTION.match(words) is not None


def find_agencies(words: str) -> tuple[str, ...]:
    """The news agencies that a credit names, in order, each once."""
    parts = re.split(r"[/,;()\[\]|]| and | via |\s[–—-]\s", words)
    found: dict[str, None] = {}
    for part in parts:
        terms = part.strip(" .:©").split()
        for name in (" ".join(terms), " ".join(terms[-2:]), *terms):
            known = find_outlet(name) if name and name[0].isupper() else None
            if known is not None and known.agency:
                found[known.name] = None
                break
    return tuple(found)


def find_told(text: str) -> tuple[str, ...]:
    """The agencies to which somebody of the story spoke ("told AFP"): an agency names itself so in its own stories."""
    found: dict[str, None] = {}
    for match in _TOLD.finditer(text):
        terms = match[1].split()
        for size in range(len(terms), 0, -1):
            known = find_outlet(" ".join(terms[:size]))
            if known is not None and known.agency:
                found[known.name] = None
                break
    return tuple(found)


def is_credit(words: str) -> bool:
    """Whether a whole line only names agencies: "AFP", "- Reuters", "With inputs from agencies"."""
    bare = _VIA.sub("", words.strip("()[]–—-©. "))
    if len(words) > SHORT or not bare:
        return False
    parts = [p.strip() for p in re.split(r"[/,;|]| and ", bare) if p.strip()]
    return all(p.lower() in _NO_AGENCY or _is_agency(p) for p in parts)


def _is_agency(name: str) -> bool:
    known = find_outlet(name)
    return known is not None and known.agency


def find_masthead(words: str) -> tuple[str | None, str | None] | None:
    """The outlet and date of a line of a page's head: an outlet's or institution's own name, with a date or not; None for others."""
    if len(words) > 120 or is_sentence(words):
        return None
    parts = [p.strip() for p in re.split(r"\s[–—|·-]+\s|, (?=\d)|\s\|\s", words) if p.strip()]
    outlet, day = None, None
    for part in parts:
        named, date = find_name(_VIA.sub("", part)), find_date(part)
        if date and _BARE_DATE.match(part):
            day = day or date
        elif named is None or (named[1] and len(parts) == 1):
            return None
        else:
            outlet = outlet or named[0]
    return (outlet, day) if outlet else None


def find_name(words: str) -> tuple[str, bool] | None:
    """The outlet that some words name, and whether that is a guess by words such as "Courier" or "Newswire"."""
    known = find_outlet(words)
    if known is not None:
        return known.name, False
    if _INSTITUTION.match(words):
        return words, False
    capitals = all(w[0].isupper() for w in words.split()) and 1 < len(words.split()) <= 5
    return (words, True) if capitals and _OUTLET_WORD.search(words) else None
