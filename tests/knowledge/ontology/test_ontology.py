"""The ontology is the codebook's, whole and mapped."""

from __future__ import annotations

from dateline.knowledge.ontology import load

TYPES = (
    "armed_clash government_regains_territory non_state_actor_overtakes_territory air_strike shelling remote_explosive "
    "suicide_bombing grenade chemical_weapon attack abduction sexual_violence peaceful_protest protest_with_intervention "
    "force_against_protesters violent_demonstration mob_violence agreement arrest change_to_group disrupted_weapons_use "
    "base_established property_destruction territory_transfer withdrawal displacement siege aid statement sanction other"
)  # fmt: skip
MODES = {"accuse", "condemn", "demand", "threaten", "deny", "reject", "announce", "praise", "consult"}
STATUSES = ["happened", "confirmed", "ongoing", "planned", "threatened", "denied", "doubted", "hypothetical"]
ACLED = {"Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments", None}


def test_the_types_are_the_codebooks_in_its_order() -> None:
    assert list(load().types) == TYPES.split()


def test_every_type_is_explained_and_mapped() -> None:
    for kind in load().types.values():
        assert kind.counts.endswith(".")
        assert kind.acled_event in ACLED
        assert set(kind.ucdp) <= {"state-based", "non-state", "one-sided"}
        assert (kind.acled_event is None) == (kind.acled_sub_event is None)
    assert load().types["air_strike"].acled_sub_event == "Air/drone strike"


def test_the_other_lists_are_the_codebooks() -> None:
    ontology = load()
    assert set(ontology.modes) == MODES
    assert list(ontology.statuses) == STATUSES
    assert len(ontology.measures) == 20
    assert not ontology.statuses["denied"].asserts and ontology.measures["killed"].people
    assert len(ontology.voices) == 9
