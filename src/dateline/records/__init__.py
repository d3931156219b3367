"""The nouns: frozen records that the stages pass on. Standard library only."""

from dateline.records.attribution import Source
from dateline.records.basis import Basis, How
from dateline.records.claim import Claim
from dateline.records.control import ControlChange, Extent
from dateline.records.document import Document, Received, Rejected, Section, SectionKind, Taken
from dateline.records.event import Coded, Event, Scope
from dateline.records.holding import Holding
from dateline.records.howmany import Comparator, HowMany, Numbers
from dateline.records.mention import Link, Mention, MentionKind, Naming, Saying, Sentence, Trigger
from dateline.records.message import Ask, Message
from dateline.records.reading import Reading, Resolved
from dateline.records.span import Span
from dateline.records.when import TimePrecision, When
from dateline.records.where import Where
from dateline.records.who import Attribution, Who

__all__ = [
    "Ask",
    "Attribution",
    "Basis",
    "Claim",
    "Coded",
    "Comparator",
    "ControlChange",
    "Document",
    "Event",
    "Extent",
    "Holding",
    "How",
    "HowMany",
    "Link",
    "Mention",
    "MentionKind",
    "Message",
    "Naming",
    "Numbers",
    "Reading",
    "Received",
    "Rejected",
    "Resolved",
    "Saying",
    "Scope",
    "Section",
    "SectionKind",
    "Sentence",
    "Source",
    "Span",
    "Taken",
    "TimePrecision",
    "Trigger",
    "When",
    "Where",
    "Who",
]
