"""How well linking finds what is told of one act: mentions of short texts, and the accounts of the bundled reports.

usage: python -m benchmarks.accuracy.linking [--shared ../shared] [--misses]

`ecbplus dev`: event mentions across reports, with the mentions given; CoNLL F1 beside three baselines. The weights were fitted on the
train part, no report of which is in the dev part. `dossier`: B-cubed of the bundled reports' events against the key in
tests/golden/dossier_incidents.json, once on their record as written by hand (linking alone) and once as the coder codes them, by
the claims that stand in both. Thresholds and features were chosen with the dossier in view: a development figure.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))

from benchmarks.accuracy import mentions  # noqa: E402
from benchmarks.accuracy.coreference import METRICS, Score  # noqa: E402

from dateline.errors import DatelineError  # noqa: E402
from dateline.ledger import Ledger  # noqa: E402
from dateline.ledger.by_hand import hand_claims  # noqa: E402
from dateline.ledger.entries import Received, drafts, report_id  # noqa: E402
from dateline.ledger.linking.clustering import groups  # noqa: E402
from dateline.ledger.linking.kinds import kinds  # noqa: E402
from dateline.ledger.linking.scorer import WHOLE, scorer  # noqa: E402
from dateline.read import read_record  # noqa: E402
from dateline.records import Coded  # noqa: E402
from dateline.records.entry import KeptClaim  # noqa: E402
from gold import record  # noqa: E402
from labelled import read  # noqa: E402

GOLDEN: Final = ROOT / "tests" / "golden"
COUNTRY: Final = "SY"  # where the places of the bundled reports lie
PLACES: Final = "places"
BASELINES: Final = ("all of a topic in one", "each by itself", "the same lemma", "linking")
OVERLAP: Final[float] = 0.5  # share of the shorter quote that a coded claim and one of the record have in common
DECEMBER: Final = (date(2016, 12, 1).toordinal(), date(2016, 12, 31).toordinal())

Groups = list[frozenset[Hashable]]
Labels = Mapping[Hashable, str]


def grouped(labels: Labels) -> Groups:
    """Items by their label, as groups."""
    found: dict[str, set[Hashable]] = {}
    for item, label in labels.items():
        found.setdefault(label, set()).add(item)
    return [frozenset(items) for items in found.values()]


def show(name: str, score: Score) -> None:
    """Prints one line."""
    told = "  ".join(f"{m} {p:.3f} {r:.3f} {f:.3f}" for m in METRICS for p, r, f in [score.tallies[m].f1()])
    print(f"{name:38}{told}  CoNLL {score.conll:.3f}")


def text_scores(path: Path) -> dict[str, Score]:
    """The scores on a corpus of mentions: linking's words, and the baselines."""
    out = {name: Score() for name in BASELINES}
    for _, scores in topic_scores(path):
        for name, score in scores.items():
            out[name].join(score)
    return out


def topic_scores(path: Path, most: int | None = None) -> list[tuple[int, dict[str, Score]]]:
    """The number of mentions and the scores of each topic, of the first `most` topics."""
    rule, found = scorer("mentions"), list[tuple[int, dict[str, Score]]]()
    for made in list(mentions.by_topic(mentions.read(path)).values())[:most]:
        ordered = sorted(made, key=lambda m: m.id)
        key = grouped({m.id: m.key for m in made})
        scores = {
            (a.id, b.id): round(rule.score(mentions.features(a, b)) * WHOLE)
            for n, a in enumerate(ordered)
            for b in ordered[n + 1 :]
        }
        out = {name: Score() for name in BASELINES}
        linked = [frozenset[Hashable](g) for g in groups([m.id for m in ordered], scores, round(rule.same * WHOLE))]
        out["all of a topic in one"].add([frozenset(m.id for m in made)], key)
        out["each by itself"].add([frozenset([m.id]) for m in made], key)
        out["the same lemma"].add(grouped({m.id: " ".join(sorted(m.trigger)) for m in made}), key)
        out["linking"].add(linked, key)
        found.append((len(made), out))
    return found


def key_of_dossier() -> dict[str, str]:
    """The incident of each account of the key: "REPORT#NUMBER"."""
    told = json.loads((GOLDEN / "dossier_incidents.json").read_text(encoding="utf-8"))["incidents"]
    return {account.split()[0]: row["incident"] for row in told for account in row["accounts"]}


def expected() -> list[dict[str, Any]]:
    """The bundled reports' record as it was written by hand."""
    return [record(report) for report in read(GOLDEN / "demo_expected.txt")[0]]


def located(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """The rows with coordinates from the gazetteer where it knows the place's name in the country: the largest of that name."""
    from dateline.knowledge.gazetteer import Gazetteer
    from dateline.settings import from_environment

    gazetteer = Gazetteer.open(from_environment().home)
    for row in rows:
        for event in row["events"]:
            for place in event[PLACES]:
                found = [c for c in gazetteer.lookup(place["name"]) if c.country == COUNTRY]
                best = max(found, key=lambda c: (c.population or 0, -c.id), default=None)
                place["country"] = COUNTRY
                if best is not None:
                    place.update(lat=best.lat, lon=best.lon, geonames_id=best.geonames_id)
        yield row


def by_hand(where: Path) -> tuple[Labels, Labels, set[Hashable]]:
    """The incidents that linking finds in the record written by hand, the key, and the accounts of December 2016."""
    key, ledger, names = key_of_dossier(), Ledger.open(where), dict[str, str]()
    for row in located(expected()):
        document = read_record({k: v for k, v in row.items() if k != "events"})
        report = report_id(document)
        ledger.store.append(drafts(Coded(document, (), (), "hand"), Received(), "person:hand"))
        for number, event in enumerate(row["events"], 1):
            made = hand_claims(document, {"events": [_named(event)]}, "person:hand", report)
            ledger.store.append(made)
            names[made[0].payload["event"]] = f"{row['id']}#{number}"
    found, december = {}, set[Hashable]()
    for incident in ledger.incidents(limit=None):
        for claim in incident.claims:
            found[names[claim.event]] = incident.id
            if _in_december(claim):
                december.add(names[claim.event])
    ledger.close()
    return found, {account: key[account] for account in found}, december


def _named(event: Mapping[str, Any]) -> dict[str, Any]:
    """An event of the record as people's coding is taken: who or what has no name stands under its words."""
    out = {k: v for k, v in event.items() if k != "id"}
    for slot in ("initiators", "targets", "allies", PLACES):
        out[slot] = [{k: v for k, v in {**x, "name": x["name"] or x["text"]}.items() if v is not None} for x in event[slot]]
    out["claims"] = [
        {**c, "source": [{k: v for k, v in {**s, "name": s["name"] or s["text"]}.items() if v is not None} for s in c["source"]]}
        for c in event["claims"]
    ]
    if out["when"] is not None:
        out["when"] = {k: v for k, v in out["when"].items() if v is not None}
    return out


def _in_december(claim: KeptClaim) -> bool:
    return claim.days is not None and claim.days[0] <= DECEMBER[1] and claim.days[1] >= DECEMBER[0]


Quote = tuple[int, int, str, str]  # start, end, the type of its event, the incident of the key


def as_coded(where: Path) -> tuple[Labels, Labels, Labels, set[Hashable]]:
    """The same for the reports as the coder codes them, by claims that stand in the record too.

    The incidents found, the key, the best that grouping the coded events as they are could give, and the claims of December 2016.
    """
    from dateline.cli.demo import bundled
    from dateline.pipeline import code, load_kit
    from dateline.records import Document

    ledger, kit, told = Ledger.open(where), load_kit(), quotes()
    labels: dict[Hashable, str] = {}
    for document in bundled():
        if isinstance(document, Document):
            made = drafts(code(document, kit), Received(), "machine:benchmark")
            ledger.store.append(made)
            labels.update(_matched(made[1:], told.get(document.id, [])))
    found, december, events = {}, set[Hashable](), dict[str, list[Hashable]]()
    for incident in ledger.incidents(limit=None):
        for claim in (c for c in incident.claims if c.id in labels):
            found[claim.id] = incident.id
            events.setdefault(claim.event, []).append(claim.id)
            if _in_december(claim):
                december.add(claim.id)
    ledger.close()
    best = {id: Counter(labels[i] for i in some).most_common(1)[0][0] for some in events.values() for id in some}
    return found, {id: labels[id] for id in found}, best, december


def quotes() -> dict[str, list[Quote]]:
    """The quotes of the record written by hand, by report."""
    key, out = key_of_dossier(), dict[str, list[Quote]]()
    for row in expected():
        for number, event in enumerate(row["events"], 1):
            for claim in event["claims"]:
                start, end = claim["quote"]["start"], claim["quote"]["end"]
                out.setdefault(row["id"], []).append((start, end, event["type"], key[f"{row['id']}#{number}"]))
    return out


def _matched(made: Sequence[Any], told: Sequence[Quote]) -> dict[Hashable, str]:
    """Coded claims with the incident of the quote that theirs overlaps, of the nearest kind, then the most; none where none does by half."""
    out: dict[Hashable, str] = {}
    for draft in made:
        quote, type = draft.payload["claim"]["quote"], draft.payload["act"]["type"]
        shares = []
        for start, end, other, label in told:
            shared = min(end, quote["end"]) - max(start, quote["start"])
            if shared >= OVERLAP * min(end - start, quote["end"] - quote["start"]):
                near = ("kin", "family", "same").index(kinds().kinship(type, other) or "kin")
                shares.append((near, shared / (max(end, quote["end"]) - min(start, quote["start"])), label))
        if shares:
            out[draft.subject] = max(shares)[2]
    return out


def score_of(found: Labels, key: Labels, within: Iterable[Hashable] | None = None) -> Score:
    """How the groups agree, of all items or of some."""
    items = set(found) if within is None else set(within) & set(found)
    out = Score()
    out.add(grouped({i: found[i] for i in items}), grouped({i: key[i] for i in items}))
    return out


def misses(found: Labels, key: Labels) -> None:
    """Prints what was put together or apart otherwise than in the key."""
    for group in grouped(found):
        if len({key[i] for i in group}) > 1:
            print("  together:", ", ".join(sorted(f"{i} ({key[i]})" for i in group)))
    for group in grouped(key):
        if len({found[i] for i in group}) > 1:
            print("  apart:   ", ", ".join(sorted(f"{i} ({str(found[i])[:6]})" for i in group)))


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--misses", action="store_true", help="what linking put together or apart otherwise than the key")
    a = parser.parse_args()
    corpus = a.shared / "corpora" / "ecbplus" / "dev.jsonl"
    print("precision, recall, F1 of each")
    if corpus.is_file():
        for name, score in text_scores(corpus).items():
            show(f"ecbplus dev: {name}", score)
    else:
        print("skipped: ecbplus (../shared/corpora) is not here")
    with tempfile.TemporaryDirectory() as folder:
        found, key, december = by_hand(Path(folder) / "hand.db")
        show("dossier, record by hand", score_of(found, key))
        show("  of December 2016", score_of(found, key, december))
        if a.misses:
            misses(found, key)
        try:
            coded, labels, best, late = as_coded(Path(folder) / "coded.db")
        except DatelineError as error:
            print(f"skipped: the coder is not here ({error.code})")
            return 0
        wanted = sum(map(len, quotes().values()))
        for name, items in ((f"dossier as coded, {len(coded)} of {wanted} claims", None), ("  of December 2016", late)):
            show(name, score_of(coded, labels, items))
            show("    the best with these events", score_of(best, labels, items))
    return 0


if __name__ == "__main__":
    sys.exit(main())
