"""MUC-4: who did it, to whom, to what and with what, by document: GRIT's five roles (CEAF-REE, micro F1 over documents and roles).

From the record: the initiators of acts that MUC-4's incidents are (attacks, bombings, kidnappings, arson), a Perpetrator Organisation
where the name is a known group or an organisation's, else a Perpetrator Individual; what was harmed, a Victim where it is people,
else a Target; weapons. One filler a name, its fullest words. Trivial: nothing but the commonest filler of each role in the train part.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from benchmarks.accuracy.field.bed import Bench, Figure, Others, Row
from benchmarks.accuracy.field.metrics import ceaf_ree, f1_of, interval

from dateline.records import Coded, Event, Who

CORPORA: Final = ("muc4",)
ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TRIVIAL: Final = "commonest filler of a role"
INCIDENTS: Final = frozenset(
    [
        "air_strike",
        "shelling",
        "remote_explosive",
        "suicide_bombing",
        "grenade",
        "attack",
        "abduction",
        "property_destruction",
        "sexual_violence",
        "chemical_weapon",
        "mob_violence",
    ]
)
DONE: Final = frozenset({"happened", "confirmed", "doubted", "ongoing", "threatened", "planned"})
ORGANISATION: Final = re.compile(
    r"\b(?:front|movement|army|party|organi[sz]ation|group|command|brigades?|cartel|forces|guard|police|path|coordinator|ELN|FMLN|FARC|URNG|"
    r"EPL|MRTA|drug|government|council|union|battalion|extraditables)\b|\bM-?19\b|\[[A-Z]+\]|^[A-Z]{2,6}$",
    re.IGNORECASE,
)
THING: Final = re.compile(
    r"\b(?:buildings?|houses?|homes?|embass(?:y|ies)|offices?|banks?|vehicles?|cars?|bus(?:es)?|trucks?|pipelines?|bridges?|towers?|stations?|"
    r"substations?|plants?|farms?|facilit(?:y|ies)|headquarters|barracks|posts?|church(?:es)?|schools?|stores?|airport|airplanes?|planes?|"
    r"helicopters?|residences?|power|towns?|cit(?:y|ies)|villages?|garrison|base|hotels?|restaurants?|university|newspapers?|railroad|"
    r"lines?|poles?|pylons?|installations?|centers?|tanks?|train)\b",
    re.IGNORECASE,
)
GROUPS: Final = frozenset({"name", "acronym", "epithet"})  # rules that name a known group
NAMED: Final = frozenset({"words", "person", "name", "title", "leader"})  # rules that leave a person's own name
MEMBERS: Final = re.compile(
    r"^(?:(?:some |the )?(?:members?|units?|elements?|commandos?|guerrillas?|troops|soldiers)) (?:of|from) (?:the )?", re.IGNORECASE
)
SHORT: Final = re.compile(r"[\[(]([A-Z0-9-]{2,8})[\])]?")
COUNT: Final = re.compile(
    r"^(?:(?:a|an|the|his|her|their|at least|about|some|one|two|three|four|five|six|seven|eight|nine|ten|several|many|\d+) )+",
    re.IGNORECASE,
)
HARMED: Final = frozenset({"destroyed", "damaged", "struck"})
COMMON: Final = re.compile(
    r"\b(?:people|persons?|soldiers?|policem[ae]n|civilians?|priests?|peasants?|population|members?|leaders?|students?|citizens?|officers?|"
    r"guerrillas?|troops|workers?|businessm[ae]n|journalists?|victims?|children|wom[ae]n|m[ae]n|groups?|residents|passengers|mayor|judges?|"
    r"officials?|jesuits?|politicians?|farmers?|units?|terrorists?|criminals?|patrol|government|army|forces|drug)\b",
    re.IGNORECASE,
)  # words of a description, not of a name: the role holds names alone

Fillers = Mapping[str, Sequence[str]]


def fillers(text: str, coded: Coded) -> dict[str, list[str]]:
    """The words of each role's fillers, one an entity."""
    found: dict[str, dict[str, str]] = {role: {} for role in ROLES}
    for event in coded.events:
        if event.type in INCIDENTS and any(c.status in DONE for c in event.claims):
            for role, name, words in _of_event(text, event):
                kept = found[role].get(name, "")
                found[role][name] = words if len(words) > len(kept) else kept
    return {role: sorted(set(names.values())) for role, names in found.items()}


def _of_event(text: str, event: Event) -> Iterable[tuple[str, str, str]]:
    """The role, the name and the words of each filler that an act of an incident gives."""
    for who, words in _by_words(text, event.initiators):
        if _rule(who) == "state":
            continue
        if _rule(who) in GROUPS or ORGANISATION.search(words):
            yield "PerpOrg", who.name or words, _organisation(words)
        if _rule(who) not in GROUPS or MEMBERS.search(words):
            yield "PerpInd", who.name or words, words
    for who, words in _by_words(text, event.targets):
        if THING.search(words):
            yield "Target", words, words
        elif _rule(who) in NAMED and not COMMON.search(words):
            yield "Victim", who.name or words, words
    for figure in (q for c in event.claims for q in c.quantities):
        if figure.measure in HARMED and figure.unit != "people":
            words = COUNT.sub("", figure.span.read(text))
            yield "Target", words, words
    for span in event.weapons:
        words = COUNT.sub("", span.read(text))
        yield "Weapon", words.lower().removesuffix("s"), words


def _by_words(text: str, whos: Iterable[Who]) -> Iterable[tuple[Who, str]]:
    """Actors with their own words; a pronoun, or words that only point back, is no filler."""
    for who in whos:
        if who.span is not None and _rule(who) not in ("pronoun", "earlier", "elsewhere"):
            yield who, who.span.read(text)


def _rule(who: Who) -> str:
    """The rule that named an actor."""
    return who.basis.coder.removeprefix("actors.")


def _organisation(words: str) -> str:
    """The organisation in words for its people: "MEMBERS OF THE FMLN"; its short form where that stands beside it in brackets."""
    short = SHORT.search(words)
    return short[1] if short else MEMBERS.sub("", words)


def counts(row: Row, systems: Mapping[str, Fillers]) -> Counter[str]:
    """A document's counts over the five roles."""
    key = row["grit_roles"]
    out = Counter({"gold": sum(len(key[role]) for role in ROLES)})
    for name, given in systems.items():
        for role in ROLES:
            entities = [[words] for words in given.get(role, ())]
            out[f"{name} found"] += len(entities)
            out[f"{name} right"] += ceaf_ree(entities, key[role])
    return out


def measure(bench: Bench) -> list[Figure]:
    """CEAF-REE beside the commonest fillers."""
    learnt = [json.loads(line) for line in bench.path("muc4", "train").read_text(encoding="utf-8").split("\n") if line]
    common = {
        role: [Counter(m for row in learnt for entity in row["grit_roles"][role] for m in entity[:1]).most_common(1)[0][0]]
        for role in ROLES
    }
    rows = bench.rows("muc4")
    samples = [counts(row, {"ours": fillers(row["text"], bench.tell(row).coded), TRIVIAL: common}) for row in rows]
    others = Others(
        "0.545, GRIT, on the test part, as others quote it", "https://arxiv.org/abs/2008.09249", {TRIVIAL: f1_of(TRIVIAL)(samples)}
    )
    figure, items = f1_of("ours"), sum(s["gold"] for s in samples)
    return [
        Figure(
            "muc4", "role fillers, CEAF-REE, micro F1", figure(samples), interval(samples, figure), items, "fillers", 0.45, others
        )
    ]
