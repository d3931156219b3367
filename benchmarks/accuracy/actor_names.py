"""Prints how often actor and source mentions get the reference's name, given the reference's spans.

usage: python benchmarks/accuracy/actor_names.py GOLD.jsonl [GOLD.jsonl ...] [--misses] [--places]

Only names are judged: the spans are the reference's own, so the figure is a ceiling for a coder that must find them.
With --places the reference's place countries are given as the report's countries, as the place stage would.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from dateline.coding.actors import ActorContext, resolve_actors, resolve_sources
from dateline.knowledge.actors import load_states
from dateline.knowledge.ontology import load
from dateline.records import Mention, Span

Filler = tuple[int, int, str]


def normalise(name: str | None) -> str:
    """A name as the scorer compares it: without accents, articles, "government of" and Arabic articles."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)).lower()
    plain = re.sub(r"\b(the|government|govt|of)\b", " ", plain)
    plain = re.sub(r"\b(al|ar|as|ad|az|an|ash)[- ]", "", plain)
    return " ".join(re.sub(r"[^\w ]", " ", plain).split())


def list_actors(report: dict[str, Any]) -> list[Filler]:
    """The spans and names of all initiators, targets and allies, once each."""
    fillers = [f for event in report["events"] for role in ("initiators", "targets", "allies") for f in event.get(role) or []]
    return sorted({(f["start"], f["end"], f["name"] or "") for f in fillers if f.get("start") is not None})


def list_sources(report: dict[str, Any]) -> dict[Filler, set[str]]:
    """The spans and names of all sources, with the kinds given to them."""
    kinds: dict[Filler, set[str]] = {}
    for source in (s for event in report["events"] for claim in event["claims"] for s in claim["source"]):
        if source.get("start") is not None:
            kinds.setdefault((source["start"], source["end"], source["name"] or ""), set()).add(source["kind"])
    return dict(sorted(kinds.items()))


def list_parties(report: dict[str, Any]) -> set[str]:
    """The names of those who fight, as the reference has them; what a coder knows of them when it judges a voice."""
    types = load().types
    fights = [e for e in report["events"] if types[e["type"]].family in ("battle", "strike", "bomb", "civilians")]
    return {f["name"] for e in fights for role in ("initiators", "targets", "allies") for f in e.get(role) or [] if f.get("name")}


def make_context(report: dict[str, Any], places: bool) -> ActorContext:
    """What the coder would be told about the report."""
    countries = Counter(p["country"] for e in report["events"] for p in e["places"] if p.get("country")) if places else Counter()
    codes = {state.name: state.iso for state in load_states().values()}
    ranked = tuple(codes[name] for name, _ in countries.most_common() if name in codes)
    return ActorContext((), report.get("published"), ranked, report.get("outlet"), report.get("place_filed"))


def show_miss(report: dict[str, Any], filler: Filler, got: str | None) -> None:
    """One line for a wrong name."""
    words = " ".join(report["text"][filler[0] : filler[1]].split())
    print(f"  {report['id'][:24]:24} {words[:50]:50} want {filler[2]!r} got {got!r}")


def main() -> None:
    """Counts right names over the files given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--places", action="store_true")
    options = parser.parse_args()
    for path in options.gold:
        right, seconds = Counter[str](), 0.0
        reports = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for report in reports:
            context = make_context(report, options.places)
            actors, sources = list_actors(report), list_sources(report)
            begin = time.perf_counter()
            whos = resolve_actors(report["text"], [Mention("actor", Span(f[0], f[1]), 1.0) for f in actors], context)
            parties = list_parties(report)
            voices = resolve_sources(report["text"], [Mention("source", Span(f[0], f[1]), 1.0) for f in sources], context, parties)
            seconds += time.perf_counter() - begin
            for filler, who in zip(actors, whos, strict=True):
                good = normalise(who.name) == normalise(filler[2])
                right.update({"actors": good, "all actors": 1})
                if not good and options.misses:
                    show_miss(report, filler, who.name)
            for (filler, kinds), voice in zip(sources.items(), voices, strict=True):
                good = normalise(voice.name) == normalise(filler[2])
                right.update({"sources": good, "kinds": voice.kind in kinds, "all sources": 1})
                if options.misses and not (good and voice.kind in kinds):
                    show_miss(report, filler, f"{voice.name} / {voice.kind} want {kinds}")
        print(
            f"{path.name}: actor names {right['actors']}/{right['all actors']}, source names {right['sources']}/"
            f"{right['all sources']}, source kinds {right['kinds']}/{right['all sources']}, "
            f"{1000 * seconds / max(1, len(reports)):.1f} ms a report"
        )


if __name__ == "__main__":
    main()
