"""Labels of ours on texts of the public corpora: kept as characters' positions, without the texts, which stay in ../shared.

usage: python training/foreign.py draft FOLDER [--parts 6]   writes the chosen texts, ready to be labelled (training/data/FORMAT.md)
       python training/foreign.py keep FILE… > training/data/corpora/labels.jsonl
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from held import held_runs, is_held
from labelled import Claim, Event, Filler, Quantity, Report, read

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
KEPT: Final = Path(__file__).parent / "data" / "corpora"
CHOSEN: Final[dict[str, tuple[str, int]]] = {
    "re3d": ("train", 20),
    "wikievents": ("dev", 16),
    "muc4": ("train", 280),
    "indiapolice": ("train", 115),
    "rams": ("dev", 120),
    "satp10k": ("train", 180),
}  # the part and how many of its texts were labelled; the parts that may train (../shared/corpora/README.md)
RESEARCH: Final = frozenset({"indiapolice", "satp10k"})  # no clear licence for the texts: `--clear-only` leaves them out
LONGEST: Final[int] = 900  # words: longer ones are left to those who have the time
Row = dict[str, Any]


def texts(corpus: str, part: str) -> Iterator[Row]:
    """The documents of one part of a corpus."""
    path = SHARED / "corpora" / corpus / f"{part}.jsonl"
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def chosen() -> list[tuple[str, Row]]:
    """The texts to label: by chance with a fixed seed, none that is held or long, those about conflict where the corpus says so."""
    held = held_runs(SHARED)
    out = []
    for corpus, (part, count) in CHOSEN.items():
        fit = [r for r in texts(corpus, part) if _fit(corpus, r) and not is_held(r["text"], held)]
        random.Random(7).shuffle(fit)
        out += [(corpus, r) for r in fit[:count]]
    return out


def _fit(corpus: str, row: Row) -> bool:
    text = row["text"]
    if len(text.split()) > LONGEST or "\n---\n" in text or "\n=== " in text:
        return False
    if corpus == "re3d":
        return "BBC" not in row["source"]
    if corpus == "rams":
        return str(row["event_type"]).startswith(("conflict", "life", "movement", "justice", "government"))
    if corpus == "satp10k":
        return len(text.split()) >= 25
    return True


def draft(folder: Path, parts: int) -> None:
    """Writes the chosen texts that have no labels yet into `parts` files, each with its head and an empty coded part."""
    folder.mkdir(parents=True, exist_ok=True)
    done = {row["id"] for row in kept()}
    rows = [(corpus, row) for corpus, row in chosen() if f"{corpus}/{row['id']}" not in done]
    for number in range(parts):
        blocks = []
        for corpus, row in rows[number::parts]:
            head = {
                "published": row.get("published") or "",
                "outlet": str(row.get("source") or ""),
                "title": row.get("title") or "",
            }
            lines = [f"{k}: {' '.join(v.split())}" for k, v in head.items() if v]
            blocks.append("\n".join([f"=== {corpus}/{row['id']}", *lines, "---", row["text"].strip("\n"), "---", ""]))
        (folder / f"part-{number + 1}.txt").write_text("\n".join(blocks), encoding="utf-8")


def _bare(value: Any) -> Any:
    """A labelled thing without the words of the text, and without what is empty."""
    if isinstance(value, dict):
        if value.get("name") is not None and value.get("name") == value.get("text"):
            value = {**value, "name": None}
        return {k: _bare(v) for k, v in value.items() if k != "text" and not (v is None or v is False or v in ([], {}, ()))}
    if isinstance(value, (list, tuple)):
        return [_bare(v) for v in value]
    return value


def keep(files: list[Path]) -> Iterator[Row]:
    """One line a labelled text: where it stands, its digest, and the positions of what is coded in it."""
    known = {f"{c}/{r['id']}": r["text"] for c, (part, _) in CHOSEN.items() for r in texts(c, part)}
    for path in files:
        reports, wrong = read(path)
        if wrong:
            raise SystemExit("\n".join(wrong))
        for r in reports:
            if known[r.id].strip("\n") != r.text:
                raise SystemExit(f"{path.name}: {r.id}: the text was changed")
            digest = hashlib.sha256(r.text.encode("utf-8")).hexdigest()
            yield {
                "id": r.id,
                "sha256": digest,
                "published": r.head.get("published"),
                "events": _bare([asdict(e) for e in r.events]),
            }


def kept() -> list[Row]:
    """The lines that `keep` wrote."""
    return [json.loads(line) for f in sorted(KEPT.glob("*.jsonl")) for line in f.read_text(encoding="utf-8").splitlines()]


def load(clear_only: bool = False) -> list[Report]:
    """The labelled texts with their words put back from ../shared; none where it is not there."""
    if not (SHARED / "corpora").is_dir():
        return []
    known = {f"{c}/{r['id']}": r["text"].strip("\n") for c, (part, _) in CHOSEN.items() for r in texts(c, part)}
    out = []
    for row in kept():
        text = known[row["id"]]
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != row["sha256"]:
            raise SystemExit(f"{row['id']}: the text differs from the one that was labelled")
        if clear_only and row["id"].split("/")[0] in RESEARCH:
            continue
        head = {"across": "yes", **({"published": row["published"]} if row.get("published") else {})}
        out.append(Report(row["id"], head, text, [_event(e, text) for e in row["events"]]))
    return out


def _filler(row: Row, text: str) -> Filler:
    words = text[row["start"] : row["end"]] if "start" in row else None
    return Filler(**{"text": words, "start": None, "end": None, "name": words, **row})


def _event(row: Row, text: str) -> Event:
    claims = [_claim(c, text) for c in row["claims"]]
    control = [{"from": None, "to": None, **c} for c in row.get("control", [])]
    return Event(row["type"], row.get("mode"), row.get("scope", "event"), control, claims)


def _claim(row: Row, text: str) -> Claim:
    claim = Claim(row["start"], row["end"], tuple(row["trigger"]), status=row["status"], evidence=row.get("evidence"))
    for name, fillers in row.get("slots", {}).items():
        claim.slots[name] = [_filler(f, text) for f in fillers]
    claim.when, claim.said = (_filler(row[k], text) if k in row else None for k in ("when", "said"))
    claim.sources = [_filler(f, text) for f in row.get("sources", [])]
    claim.quantities = [
        Quantity(
            **{"group": None, **q, "text": text[q["start"] : q["end"]], "numbers": tuple(q["numbers"]) if "numbers" in q else None}
        )
        for q in row.get("quantities", [])
    ]
    return claim


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["draft", "keep"])
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--parts", type=int, default=6)
    a = parser.parse_args()
    if a.what == "draft":
        draft(a.paths[0], a.parts)
        return
    for row in keep(a.paths):
        sys.stdout.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
