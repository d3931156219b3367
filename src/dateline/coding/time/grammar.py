"""The patterns of time expressions. Each has a name; `readings` says what it means, `finding` where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.knowledge.calendar import calendar_table

UNITS: Final = "second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|century|centurie"
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
NUMBER: Final = (
    rf"(?P<n>\d+(?:[.,]\d+)?(?:\s1/2)?|a\scouple\sof|a\scouple|couple\sof|a\sfew|few|several|many|a\sdozen|dozens\sof|a\shundred|half\san?|"
    rf"(?:{_TENS})(?:[\s-](?:{_ONES}))?|{_ONES}|an?|(?:a\s)?(?:scant|mere|bare|full)\s(?:\d+|{_ONES}))"
)
YEAR: Final = r"(?P<year>1[5-9]\d\d|20\d\d)"
DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
HEDGE: Final = r"(?:(?:about|around|some|almost|nearly|more\sthan|less\sthan|over|just|roughly|only|at\sleast|approximately|up\sto)\s)?"
PHASE: Final = (
    r"(?:(?P<phase>(?:the\s)?(?:very\s)?(?:early|late|mid|middle|beginning|start|end|first\shalf|second\shalf|last\shalf|last\sdays|first\sdays|early\spart)"
    r"(?:\sof|\sin)?(?:\sthe)?)[\s-]*)?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its name. `loose`: too open to look for in running text; used only on words said to be a time."""

    name: str
    pattern: re.Pattern[str]
    loose: bool = False


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))


@cache
def _blocks() -> dict[str, str]:
    """The named parts that patterns are put together from."""
    table = calendar_table()
    full = [m for m in table.months if len(m) > 4 or m in {"may", "june", "july", "sept"}]
    stubs = [m for m in table.months if m not in full or m == "sept"]
    weekday = rf"(?P<weekday>{_any(table.weekdays)}|(?:{_any(table.weekday_stubs)})\b\.?)"
    month = rf"(?P<month>(?:{_any(full)})\b|(?:{_any(stubs)})\b\.?)"
    parts = _any([*table.dayparts, *table.clock_words])
    return {
        "MONTH": month,
        "CLEAR": rf"(?P<month>(?:{_any([m for m in full if m not in table.ambiguous_months])})\b\.?|(?:sept|aug|oct|nov|dec|jan|feb)\.)",
        "WEEKDAY": weekday,
        "WEEKDAY_FULL": rf"(?P<weekday>{_any(table.weekdays)})",
        "PART": rf"(?P<part>{parts})",
        "PARTS": parts,
        "ZONE": rf"(?:,?\s\(?(?:{_any(table.zones)})\)?)",
        "SEASON": rf"(?P<season>{_any(table.seasons)})",
        "ORDINAL": rf"(?P<ordinal>{_any(table.ordinals)}|[1-4](?:st|nd|rd|th))",
        "HOLIDAY": rf"(?P<holiday>{_any([*table.holidays, *table.floating_holidays])})",
        "DECADE": rf"(?P<decade>{_any(table.decades)})",
    }


def _fill(pattern: str) -> str:
    constants = {"NUMBER": NUMBER, "YEAR": YEAR, "DAY": DAY, "HEDGE": HEDGE, "PHASE": PHASE, "UNITS": UNITS}
    return re.sub(r"<<(\w+)>>", lambda m: {**_blocks(), **constants}[m[1]], pattern)


_OF_PART: Final = r"(?:(?:the\s)?(?:early\s|late\s)?(?P<of>morning|afternoon|evening|night|early\shours|small\shours|eve)\s(?:of|on)\s(?:the\s)?)?"
_MOD: Final = r"(?P<mod>last|next|this\spast|this\scoming|this|past|coming|previous|following|preceding|the\ssame|that\ssame|same|that|current|latest|upcoming)"
_FUZZ: Final = r"(?:(?P<fuzz>earlier|later|early|late|sometime|at\sthe\sstart\sof|(?:the\s)?(?:end|beginning|start|middle|rest)\sof)\s(?:on\s|in\s)?)?"

_PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    ("iso", rf"{YEAR}-(?P<m>[01]\d)(?:-(?P<d>[0-3]\d)(?:[T\s][0-2]\d:\d\d\S*)?)?(?![\d-])"),
    ("numeric", r"(?P<d>[0-3]?\d)(?P<sep>[/.])(?P<m>[0-3]?\d)(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)(?![\d/])"),
    ("day_range", r"(?:(?:from|between)\s)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–]\s?|\s(?:to|and|until)\s)(?P<last>[0-3]?\d)(?:st|nd|rd|th)?\s<<MONTH>>(?:,?\s<<YEAR>>)?"),
    ("day_range", r"<<MONTH>>\s(?P<day>[0-3]?\d)\s?[-–]\s?(?P<last>[0-3]?\d)(?![\d:])(?:,?\s<<YEAR>>)?"),
    ("date", _OF_PART + r"(?:<<WEEKDAY>>,?\s(?:the\s)?(?:(?:morning|afternoon|evening|night),?\s)?)?(?:the\s)?<<DAY>>(?:\sof)?[\s-]<<MONTH>>(?:,?[\s-]<<YEAR>>(?!\d)|,?\s(?P<ymod>last|this|next)\syear|\s(?P<yy>\d\d)(?=\s*(?:[\]()-]|$)))?"),
    ("date", _OF_PART + r"(?:<<WEEKDAY>>,?\s(?:the\s)?(?:(?:morning|afternoon|evening|night),?\s)?)?<<MONTH>>\s(?:the\s)?(?:<<DAY>>|(?P<dayword>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))(?![\d:%]|,\d|\.\d|\s(?:percent|people|million|billion))(?:,?\s<<YEAR>>(?!\d)|,?\s(?:of\s)?(?P<ymod>last|this|next)\syear)?"),
    ("month", r"<<PHASE>>(?:(?P<mod>last|this\spast|this|next|coming|past)\s)?<<MONTH>>,?\s(?:of\s|in\s)?(?:<<YEAR>>(?![\d,]\d)|(?P<ymod>last|this|next|that|the\ssame|the\sprevious|the\sfollowing)\syear)"),
    ("month", r"(?P<phase>(?:the\s)?(?:early|late|mid|middle\sof|beginning\sof|start\sof|end\sof|first\shalf\sof|second\shalf\sof))[\s-]*<<MONTH>>"),
    ("month", r"(?P<mod>last|this\spast|this\scoming|this|next|coming|past)\s(?P<phase>)<<MONTH>>(?!\s\d)"),
    ("month", r"(?P<phase>)(?P<mod>)(?<!-)<<CLEAR>>(?!\s?\d|-)"),
    ("month", r"(?<=\bin\s|\bof\s|\bby\s)(?P<phase>)(?P<mod>)<<MONTH>>(?!\s\d|\s(?:have|be|not|also|has|been|to|on|against|through)\b)"),
    ("month", r"(?:(?<=\bsince\s|\buntil\s|\bafter\s|efore\s|uring\s)|(?<=\bfrom\s|\btill\s))(?P<phase>)(?P<mod>)<<MONTH>>(?!\s\d|\s(?:have|be|not|also)\b)"),
    ("weekday", rf"(?:{_OF_PART}|(?:overnight\s(?:on\s)?(?P<over>)))(?:(?P<mod>last|next|this\spast|this\scoming|this|past|coming|early|late|earlier|later|the\sprevious|the\sfollowing|previous|following)\s(?:on\s)?)?<<WEEKDAY_FULL>>(?:(?:\s<<PART>>)|(?P<over2>\sovernight))?(?!s\b)(?:\s(?P<wmod>last|next|this)\sweek)?"),
    ("weekday_span", r"(?:overnight\s)?(?:from\s|between\s)?<<WEEKDAY_FULL>>(?:\snight)?(?:\s(?:in)?to\s|\sand\s|\s?[-–/]\s?|\suntil\s)(?P<weekday2>mon|tues|wednes|thurs|fri|satur|sun)day(?:\smorning|\snight|\sevening)?"),
    ("today", r"(?:(?P<fuzz>early|late|later|earlier)\s(?:on\s)?)?(?P<word>(?:the\s)?day\sbefore\syesterday|(?:the\s)?day\safter\stomorrow|today|tonight|yesterday|tomorrow)(?:\s<<PART>>)?(?!s\b)"),
    ("today", r"(?:(?:early|late|later|earlier)\s)?(?P<word>this\s(?:early\s)?(?:morning|afternoon|evening|dawn|noon))"),
    ("overnight", r"overnight|(?:over\s|during\s|in\s)?(?:the\s)?(?:past|last)\snight|(?:late\s)?(?:last|yesterday)\s(?:night|evening)"),
    ("hours", r"(?:over|during|in|within|for)?\s?(?:the\s)?(?:past|last)\s(?:<<NUMBER>>\s)?(?:<<NUMBER2>>\s)?hours?"),
    ("deictic", rf"{_FUZZ}(?:the\s)?{_MOD}\s(?P<unit>day|night|morning|afternoon|evening|week|weekend|fortnight|month|quarter|year|decade|century|<<SEASONS>>)(?!s|-old|-long)(?:\s(?P<yearof>of\s(?:1[89]|20)\d\d))?"),
    ("deictic", r"(?P<fuzz>earlier|later|early|late|at\sthe\send\sof|(?:the\s)?(?:end|beginning|start|middle)\sof)\s(?:in\s|on\s(?:in\s)?)?(?P<mod>the)\s(?P<unit>day|night|morning|afternoon|evening|week|weekend|month|year|quarter)"),
    ("deictic", r"(?P<fuzz>)(?P<mod>the)\s(?P<unit>weekend|quarter)(?!\s(?:of|end))"),
    ("stretch", r"(?:(?:over|during|in|within|for|throughout|at\sleast)\s)?(?:the\s|these\s)?(?P<mod>past|last|next|coming|previous|following)\s(?:<<NUMBER>>\s|(?:to\s))?(?P<unit><<UNITS>>)s?(?!-)"),
    ("stretch", r"(?:(?:over|during|in|within|for|throughout)\s)?(?:the\s)?(?P<mod>recent|coming)\s(?P<unit><<UNITS>>)s"),
    ("ago", r"<<HEDGE>>(?:<<NUMBER>>\s)?(?P<more>or\sso\s)?(?P<unit><<UNITS>>)s?(?:\sor\s(?:so|more|two))?(?:\sand\sa\shalf)?\sago"),
    ("later", r"<<HEDGE>>(?:<<NUMBER>>\s)?(?P<unit><<UNITS>>)s?\s(?P<dir>earlier|before|prior|previously|beforehand|later|after|afterwards?|following|from\snow|hence)(?=\W|$)"),
    ("later", r"(?:the\s)?(?P<n>)(?P<unit>day|night|week|weekend|month|year|morning|evening)\s(?P<dir>earlier|before|prior|later|after)(?=\W|$)"),
    ("straight", r"(?:for\s)?(?:the\s|a\s)?<<ORDINAL>>\s(?:straight|consecutive|successive|running)\s(?P<unit>day|night|week|month)"),
    ("straight", r"(?:for\s)?<<NUMBER>>\s(?:straight|consecutive|successive)\s(?P<unit>day|night|week|month)s"),
    ("clock", r"(?:(?:shortly|just)\s(?:after|before)\s|at\s(?:about\s|around\s)?)?(?P<h>[0-2]?\d)(?:[:.](?P<min>[0-5]\d))?\s?(?P<ampm>[ap]\.?m\b\.?|o'clock)<<ZONE>>?(?:\s\(\d{4}\s?gmt\))?(?:\sin\sthe\s(?:morning|afternoon|evening))?"),
    ("clock", r"(?P<h>[0-2]?\d):(?P<min>[0-5]\d)(?:\s?(?:hours|hrs))?<<ZONE>>?(?!:?\d)"),
    ("clock", r"(?P<h>[0-2lo][\dlo])(?P<min>[0-5lo][\dlo])\s?(?:<<ZONE>>|hours|hrs)(?:\s\(\d{4}\s?gmt\))?"),
    ("clock", r"(?:(?<=\bat\s)|(?<=fter\s|bout\s|ound\s|fore\s))(?P<h>[0-2lo][\dlo])(?P<min>[0-5lo][\dlo])(?=\s(?:today|yesterday|this|on|hours|local|\()|\s?\(|[.,])(?:\s?\(\d{4}\s?gmt\))?"),
    ("clock", r"(?P<h>\d{1,2})\sin\sthe\s(?:morning|afternoon|evening)"),
    ("part", r"(?:(?:at|around|about|before|after|since|by|until)\s)(?P<part>noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|nightfall)|(?:in\sthe\s)(?:<<PARTS>>)(?:\sof\sthe\s(?:same\s)?day)?|(?:the\s)?(?:early|small|pre-?dawn)\shours(?:\sof\sthe\s(?:morning|day))?|mid-?\s?(?:afternoon|morning)"),
    ("quarter", r"(?:the\s)?(?:(?P<ymod1>this|last|next)\syear's\s|<<YEAR>>(?:'s)?\s|(?:fiscal[\s-])|(?:year-(?:ago|earlier)\s)|(?:latest|most\srecent)\s)?(?:fiscal[\s-])?<<ORDINAL>>[\s-]quarter(?:\s(?:of\s)?(?:<<YEAR2>>|(?P<ymod>this|last|next)\syear|a\syear\s(?:ago|earlier)))?"),
    ("season", r"(?:(?P<phase>early|late|mid)[\s-])?(?:(?P<mod>last|this\spast|this|next|coming)\s)?(?:the\s)?(?:(?P<phase2>early|late|mid)[\s-])?<<SEASON>>(?:,?\s(?:of\s)?(?:<<YEAR>>|(?P<ymod>last|this|next)\syear))"),
    ("season", r"(?P<mod>last|this\spast|this|next|coming)\s(?:(?P<phase>early|late|mid)[\s-])?<<SEASON>>"),
    ("season", r"(?<=\bin\s|\bof\s|\bby\s)(?:the\s)?(?P<mod>)(?:(?P<phase>early|late|mid)[\s-])?(?P<season>spring|summer|autumn|winter)"),
    ("season", r"(?P<mod>)(?P<phase>)the\s(?P<season>summer|autumn|winter)"),
    ("decade", r"(?:the\s)?(?:(?P<phase>early|late|mid)[\s-]*)?(?P<c>1[89]|20)(?P<t>\d)0s|(?:the\s)?(?:(?P<phase2>early|late|mid)[\s-]*)?(?:'|’)(?P<t2>\d)0s|the\s(?:(?P<phase3>early|late|mid)[\s-]*)?<<DECADE>>"),
    ("century", r"(?:the\s)?(?:(?:early|late|mid)[\s-]*)?(?P<century>[12]?\d)(?:st|nd|rd|th)[\s-]century"),
    ("year", r"(?:(?P<phase>(?:the\s)?(?:early|late|mid|end\sof|beginning\sof|start\sof|middle\sof|fiscal|first\shalf\sof|second\shalf\sof|last\shalf\sof))[\s-]*|the\syear\s|fiscal\s)(?:the\s)?<<YEAR>>(?![\d,]\d|-\d)"),
    ("year_span", r"(?:(?:from|between)\s)?<<YEAR>>(?:\s?[-–]\s?|\s(?:to|and|until)\s)(?P<year2>1[5-9]\d\d|20\d\d)(?![\d-])"),
    ("year", r"(?<![$£€#\d.,/:-])(?<!\bno\.\s)(?<!number\s)(?<!olution\s)(?<!\broom\s)(?<!flight\s)(?<!than\s)(?<!some\s)(?<!bout\s)(?P<phase>)<<YEAR>>(?!\d|,\d|\.\d|-\d|/|:|%|\s(?:people|civilians|troops|soldiers|men|women|children|fighters|families|tons|tonnes|dollars|meters|metres|km|points|shares|feet|miles|hours|gmt|jobs|homes|employees|houses|others|persons|or\smore)\b)"),
    ("holiday", r"(?:the\s)?<<HOLIDAY>>(?:,?\s<<YEAR>>|\s(?P<ymod>last|this|next)\syear)?"),
    ("overnight", r"(?:the\s)?eve\sof\s(?:today)"),
    ("set", r"(?:every|each)\s(?:other\s|single\s|few\s)?(?:<<UNITS>>|mon|tues|wednes|thurs|fri|satur|sun|<<PARTS>>|<<MONTHS>>)(?:day)?s?(?!\w)|daily|weekly|monthly|annually|annual|yearly|hourly|nightly|quarterly|(?:mon|tues|wednes|thurs|fri|satur|sun)days"),
    ("present", r"right\snow|(?:as\sof\s)?now|currently|at\spresent|presently|at\sthe\smoment|these\sdays|nowadays|current(?!ly)|at\sthis\s(?:time|moment|point)"),
    ("lately", r"(?:more\s|most\s)?recently|lately|recent(?!ly)|previously|formerly|in\sthe\spast(?=\W|$)(?!\s(?:<<UNITS>>|\d|few|two|three))|the\spast(?=[.,])"),
    ("soon", r"soon(?!\safter)|(?:in\s)?the\s(?:near\s|foreseeable\s|not\stoo\sdistant\s)?future|(?<!\bthe\s)future|the\s(?:near|short)\sterm|as\ssoon\sas\spossible"),
    ("then", r"(?:at\s)?(?:that|the)\stime|(?:on\s)?(?:the\s|that\s)?(?:very\s)?same\sday|shortly\s(?:after(?:wards)?|before|thereafter)|soon\s(?:after(?:wards)?)|meanwhile|moments\slater"),
    ("duration", r"<<HEDGE>>(?:a\s(?:total|period)\sof\s)?(?:no\smore\sthan\s)?<<NUMBER>>(?:\sto\s\w+)?(?:\s(?:more|full|whole|straight|additional|long))?[\s-](?P<unit><<UNITS>>)s?(?:\sand\sa\shalf)?(?:-long)?(?:\sor\sso)?(?![\w]|-old|-ago)"),
    ("duration", r"(?<=\bfor\s)(?:(?:the|many|several)\s)?(?P<unit><<UNITS>>)s(?!\w)|(?:decades|years|months|weeks|days|hours|day|week|month|year)-long|(?<=\bin\s|\bof\s)(?P<unit2>days|hours|months|years|weeks|decades)(?!\w)|a\swhile"),
)
_LOOSE: Final[tuple[tuple[str, str], ...]] = (
    ("month", r"(?P<phase>)(?P<mod>)<<MONTH>>"),
    ("season", r"(?P<mod>)(?P<phase>)<<SEASON>>"),
    ("clock", r"(?P<h>[0-2lo][\dlo])(?P<min>[0-5lo][\dlo])"),
    ("later", r"(?P<n>)(?P<unit><<UNITS>>)s\s(?P<dir>after|before|later|earlier|following)"),
    ("present", r"still|ongoing|already|so\sfar|to\sdate|continuing|underway"),
    ("then", r"after|following|earlier|later|afterwards|initially|then|since|before|during|when|as"),
)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, compiled once. A pattern matches whole words, in any letter case."""
    table = calendar_table()
    extra = {
        "NUMBER2": NUMBER.replace("?P<n>", "?P<n2>"),
        "YEAR2": YEAR.replace("?P<year>", "?P<year2>"),
        "SEASONS": _any(table.seasons),
        "MONTHS": _any(m for m in table.months if len(m) > 3),
    }
    out = []
    for group, loose in ((_PATTERNS, False), (_LOOSE, True)):
        for name, pattern in group:
            text = re.sub(r"<<(NUMBER2|YEAR2|SEASONS|MONTHS)>>", lambda m: extra[m[1]], pattern)
            text = _fill(text)
            out.append(Rule(name, re.compile(rf"(?<![\w-])(?:{text})(?!\w)", re.IGNORECASE), loose))
    return tuple(out)
