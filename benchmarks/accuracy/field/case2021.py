"""CASE 2021, task 2: which of ACLED's 25 sub-events a snippet tells (weighted F1).

The answer is the sub-event that ACLED gives to the type of the report's main event: the first event of a type that ACLED has; where a
later one is a nearer word for the same incident (GOES_BEFORE), that one. No event: the commonest label of battles, ARMED_CLASH; an
event of no ACLED type: OTHER.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from benchmarks.accuracy.field.bed import Bench, Figure, Others
from benchmarks.accuracy.field.metrics import interval, weighted_f1

from dateline.knowledge.ontology import load
from dateline.records import Coded

CORPORA: Final = ("case2021_task2",)
LABELS: Final[dict[str, str]] = {
    "Armed clash": "ARMED_CLASH",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Air/drone strike": "AIR_STRIKE",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Suicide bomb": "SUIC_BOMB",
    "Grenade": "GRENADE",
    "Chemical weapon": "CHEM_WEAP",
    "Attack": "ATTACK",
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Sexual violence": "SEX_VIOL",
    "Peaceful protest": "PEACE_PROTEST",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Violent demonstration": "VIOL_DEMONSTR",
    "Mob violence": "MOB_VIOL",
    "Agreement": "AGREEMENT",
    "Arrests": "ARREST",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Disrupted weapons use": "DISR_WEAP",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Other": "OTHER",
}  # ACLED's sub-events as the task writes them
NO_EVENT: Final = "ARMED_CLASH"
WEAPONS: Final = ("chemical_weapon", "suicide_bombing", "grenade", "shelling", "air_strike", "remote_explosive")
GOES_BEFORE: Final = (
    (*WEAPONS, "armed_clash"),
    (*WEAPONS, "attack"),
    ("sexual_violence", "attack"),
    ("abduction", "attack"),
    ("territory_transfer", "armed_clash"),
    ("government_regains_territory", "armed_clash"),
    ("non_state_actor_overtakes_territory", "armed_clash"),
    ("force_against_protesters", "protest_with_intervention", "violent_demonstration", "peaceful_protest"),
)  # kinds that ACLED, which codes an incident once, takes before the kinds behind them
TAKEN: Final = frozenset({"government_regains_territory", "non_state_actor_overtakes_territory"})


def main_type(coded: Coded) -> str | None:
    """The type of a report's main event as ACLED would take it; None where nothing was coded."""
    sub_event = {name: t.acled_sub_event for name, t in load().types.items()}
    kinds = [e.type for e in coded.events]
    told = [k for k in kinds if sub_event[k] not in (None, "Other") or k == "withdrawal"] or kinds
    if not told:
        return None
    best = told[0]
    for other in told[1:]:
        if any(best in chain and other in chain[: chain.index(best)] for chain in GOES_BEFORE):
            best = other
    if {"arrest", "peaceful_protest"} <= set(told) and best in ("arrest", "peaceful_protest"):
        return "protest_with_intervention"  # the codebook: dispersed or arrested without serious harm
    left = "withdrawal" in told and "armed_clash" not in told
    return "territory_transfer" if best == "withdrawal" or (best in TAKEN and left) else best  # taken where others had left


def label(coded: Coded) -> str:
    """The task's label of a coded snippet."""
    kind = main_type(coded)
    return NO_EVENT if kind is None else LABELS[load().types[kind].acled_sub_event or "Other"]


def measure(bench: Bench) -> list[Figure]:
    """Weighted F1 on the snippets of the 25 labels, beside always giving the commonest one."""
    rows = bench.rows("case2021_task2", lambda row: row["label_set"] == "acled")
    told = [(row["label"], label(bench.tell(row).coded)) for row in rows]
    common = Counter(gold for gold, _ in told).most_common(1)[0][0]
    others = Others(
        "0.839, the best system, trained on ACLED's notes (all 1,019 snippets)",
        "https://aclanthology.org/2021.case-1.23",
        {f"always {common}": weighted_f1([(gold, common) for gold, _ in told])},
    )
    return [
        Figure(
            "case2021_task2",
            "25 ACLED types, weighted F1",
            weighted_f1(told),
            interval(told, weighted_f1),
            len(told),
            "snippets",
            0.82,
            others,
        )
    ]
