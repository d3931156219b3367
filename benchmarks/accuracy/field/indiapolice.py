"""India Police Events: what the police did, by sentence (F1 of each of five questions, and their mean).

A sentence answers a question where the record has an act told there (its trigger stands in the sentence) and the act is of the
question's kind. The police are the initiators where their words or name say so; an arrest by nobody named is theirs, and so are a
state's curfews and deployments. FAIL, what the police did not do, is no act of the codebook: it is never answered with yes.
Trivial: yes to every sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from benchmarks.accuracy.field.bed import Bench, Figure, Others, Row, Told
from benchmarks.accuracy.field.metrics import f1_of, interval

from dateline.records import Claim, Event, Span

CORPORA: Final = ("indiapolice",)
QUESTIONS: Final = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
TRIVIAL: Final = "yes to all"
POLICE: Final = re.compile(
    r"\b(?:police(?:m[ae]n)?|cops?|constables?|security (?:forces?|personnel)|army|jawans?|troops|soldiers|rapid action force|raf|crpf|bsf|srp|sp|dgp|"
    r"paramilitary|forces?|inspectors?|commissioner|home guards?|officers?|personnel)\b",
    re.IGNORECASE,
)
FORCE: Final = frozenset({"force_against_protesters", "protest_with_intervention", "attack", "armed_clash"})
ORDER: Final = frozenset({"siege", "change_to_group"})  # curfews, cordons, deployments
ASSERTED: Final = frozenset({"happened", "confirmed", "ongoing", "doubted"})


def by_police(text: str, event: Event) -> bool:
    """Whether the police, or forces that keep order, did it."""
    return any(POLICE.search(w.name or "") or (w.span and POLICE.search(w.span.read(text))) for w in event.initiators)


def by_state(event: Event) -> bool:
    """Whether a state's people did it, whoever they were."""
    return any((w.name or "").startswith("Government of") for w in event.initiators)


def answers(text: str, event: Event, claim: Claim) -> set[str]:
    """The questions that a claim of an act answers with yes."""
    if claim.status == "denied" or event.type == "statement":
        return set()
    asserted = claim.status in ASSERTED
    if event.type == "arrest":
        return {"ARREST", "ANY_ACTION"} if asserted else set()
    if event.type in ORDER and by_state(event):
        return {"ANY_ACTION"}
    if not by_police(text, event):
        return set()
    return {"ANY_ACTION", "FORCE"} if event.type in FORCE and asserted else {"ANY_ACTION"}


def said_yes(row: Row, told: Told) -> list[set[str]]:
    """The questions answered with yes, by sentence of the corpus; force that kills is told where its sentence counts dead."""
    out: list[set[str]] = [set() for _ in row["sentences"]]
    dead = [False for _ in row["sentences"]]
    for event in told.coded.events:
        for claim in event.claims:
            at = claim.trigger or claim.quote
            killed = any(q.measure == "killed" and q.numbers.high != 0 for q in claim.quantities)
            for number, sentence in enumerate(row["sentences"]):
                if Span(sentence["start"], sentence["end"]).overlap(at):
                    out[number] |= answers(row["text"], event, claim)
                    dead[number] |= killed
    return [yes | {"KILL"} if "FORCE" in yes and died else yes for yes, died in zip(out, dead, strict=True)]


def counts(row: Row, yes: Sequence[set[str]]) -> Counter[str]:
    """A document's counts by question: keys "QUESTION gold" and so on."""
    out: Counter[str] = Counter()
    for sentence, mine in zip(row["sentences"], yes, strict=True):
        for question in QUESTIONS:
            gold = question in sentence["labels"]
            out[f"{question} gold"] += gold
            for name, given in (("ours", question in mine), (TRIVIAL, True)):
                out[f"{question} {name} found"] += given
                out[f"{question} {name} right"] += given and gold
    return out


def mean_f1(system: str, samples: Sequence[Counter[str]]) -> float:
    """The mean over the questions of the F1 over all sentences."""
    return sum(one_f1(question, system, samples) for question in QUESTIONS) / len(QUESTIONS)


def one_f1(question: str, system: str, samples: Sequence[Counter[str]]) -> float:
    """The F1 of one question."""
    part = [Counter({k.removeprefix(f"{question} "): v for k, v in s.items() if k.startswith(f"{question} ")}) for s in samples]
    return f1_of(system)(part)


def measure(bench: Bench) -> list[Figure]:
    """The mean F1 beside saying yes to everything."""
    rows = bench.rows("indiapolice")
    samples = [counts(row, said_yes(row, bench.tell(row))) for row in rows]
    others = Others("none found", "", {TRIVIAL: mean_f1(TRIVIAL, samples)})
    each = ", ".join(f"{question} {one_f1(question, 'ours', samples):.2f}" for question in QUESTIONS)
    value, spread = mean_f1("ours", samples), interval(samples, lambda s: mean_f1("ours", s))
    items = sum(len(row["sentences"]) for row in rows)
    return [
        Figure("indiapolice", "sentences, mean F1 of five questions", value, spread, items, "sentences", 0.70, others, note=each)
    ]
