"""Makes src/dateline/serve/examples.json: an answer of every question of the desk's API, for its description.

usage: python docs/api_examples.py [LEDGER]

LEDGER: the dossier's (docs/dossier.py), which is made in a temporary folder unless it is given. Lists are cut to one item; what
is long is cut short, so that the examples can be read.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
OUT: Final = ROOT / "src" / "dateline" / "serve" / "examples.json"
HERE: Final = "http://127.0.0.1:8765"
WORDS: Final[int] = 240  # characters of a text
ITEMS: Final[int] = 3  # words or numbers of a list; of objects, one is shown
QUERIES: Final[dict[str, dict[str, str]]] = {
    "list_places": {"q": "Palmyra"}, "search_claims": {"q": "ruins"}, "get_control": {"place": "Palmyra", "during": "2016-12"},
    "get_density": {"bins": "10"}, "get_published": {"bins": "10"}, "list_sites": {"kind": "heritage"}, "get_map": {"box": "38,34,39,35"},
}  # what is asked for with more than a limit  # fmt: skip
IDS: Final = {
    "get_report": "list_reports", "get_claim": "list_claims", "get_incident": "list_incidents", "get_origin": "list_reports",
    "claim_history": "list_claims",
}  # whose id is taken from which list  # fmt: skip
NAMES: Final = {"get_place": "gn:163808", "get_speaker": "Syrian Observatory for Human Rights", "get_export_loss": "acled"}
TEXT: Final = "BEIRUT, Dec. 11 - The Syrian Observatory for Human Rights said on Sunday that Islamic State had retaken Palmyra."
BY_HAND: Final[dict[str, Any]] = {
    "list_accounts": {"items": [{"name": "ada", "role": "reviewer", "active": True, "made": "2026-01-05T08:00:00Z"}]},
    "list_keys": {
        "items": [
            {"id": "k3f2a", "account": "ada", "name": "notebook", "role": "reader", "made": "2026-01-05T08:00:00Z", "used": None, "ends": None}
        ]
    },
    "get_agreement": {
        "pairs": [
            {
                "left": "ada", "right": "bo", "reports": 20,
                "fields": [
                    {"field": "type", "compared": 41, "both": 38, "only_left": 2, "only_right": 1, "f1": 0.962, "alpha": 0.871, "scale": "nominal"}
                ],
            }
        ],
        "reports": [
            {
                "report": "8f8808114e09018c672c8576485235ce", "title": "Islamic State takes Sukhnah on the way to Palmyra", "agreed": True,
                "codings": [{"coder": "ada", "coding": {"events": [], "holdings": [], "private": []}, "claims": 0, "adopted": None}],
            }
        ],
    },
}  # of questions that take more than one person to ask  # fmt: skip


def main(ledger: str) -> int:
    """Asks every question that can be asked of the ledger, and writes the answers."""
    from starlette.testclient import TestClient

    from dateline.serve.app import create_app
    from dateline.serve.description import METHODS
    from dateline.serve.serving import Serving

    before: dict[str, Any] = json.loads(OUT.read_text(encoding="utf-8")) if OUT.exists() else {}
    with TestClient(create_app(Serving(ledger, author="person:ada")), base_url=HERE) as client:
        paths = client.get("/api/openapi.json").json()["paths"]
        operations = {o["operationId"]: path for path, made in paths.items() for m, o in made.items() if m in METHODS}
        asked = {id: path for id, path in operations.items() if paths[path].get("get", {}).get("operationId") == id}
        found = {id: answer for id, path in asked.items() if (answer := _answer(client, id, path)) is not None}
        found |= {id: _cut(answer) for id, answer in (*_worked(client), *BY_HAND.items()) if id in operations}
    kept = {id: before[id] for id in before if id in operations and id not in found}
    OUT.write_text(json.dumps({**kept, **found}, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _answer(client: Any, id: str, path: str) -> Any:
    """What is answered to a question, cut short; None where it is no JSON, or cannot be asked without more."""
    if id == "stream":
        return None
    if id in NAMES:
        path = path.replace("{key}", NAMES[id]).replace("{name}", NAMES[id]).replace("{format}", NAMES[id])
    if id in IDS:
        first = client.get(f"/api/{IDS[id].removeprefix('list_')}", params={"limit": 1}).json()["items"][0]["id"]
        path = path.replace("{id}", first)
    if "{" in path:
        return None
    answer = client.get(path, params=QUERIES.get(id, {}))
    if answer.status_code != 200 or not answer.headers["content-type"].startswith("application/json"):
        return None
    return _cut(answer.json())


def _worked(client: Any) -> Iterator[tuple[str, Any]]:
    """What is answered about work that has to be begun first: an ingest, a batch, a release, the record of a person."""
    job = client.post("/api/ingest", json={"text": TEXT, "published": "2016-12-11", "outlet": "Gulf Coast Daily"}).json()
    while job["state"] in ("waiting", "running"):
        time.sleep(0.2)
        job = client.get(f"/api/ingest/{job['id']}").json()
    yield "get_job", job
    reports = [r["id"] for r in client.get("/api/reports", params={"limit": 2}).json()["items"]]
    batch = client.post("/api/batches", json={"name": "December", "reports": reports, "coders": ["ada", "bo"]}).json()
    yield "get_batch", client.get(f"/api/batches/{batch['id']}").json()
    yield "get_batch_next", client.get(f"/api/batches/{batch['id']}/next").json()
    release = client.post(
        "/api/releases", json={"name": "Palmyra", "version": "1.0", "unreviewed": True, "formats": ["acled"]}
    ).json()
    yield "get_release", release
    incident = client.get("/api/incidents", params={"limit": 1, "measure": "killed"}).json()["items"][0]["id"]
    made = client.post(
        "/api/victims", json={"incident": incident, "person": {"name": "A. N.", "status": "civilian"}, "sources": ["a relative"]}
    ).json()
    yield "get_victim", client.get(f"/api/victims/{made['victim']}").json()


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= WORDS else value[: WORDS - 1] + "…"
    if isinstance(value, list):
        return [_cut(v) for v in value[: 1 if value and isinstance(value[0], dict) else ITEMS]]
    return {name: _cut(v) for name, v in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "docs"))
    if len(sys.argv) > 1:
        sys.exit(main(sys.argv[1]))
    import dossier

    with tempfile.TemporaryDirectory() as folder:
        dossier.main(f"{folder}/dossier.db")
        sys.exit(main(f"{folder}/dossier.db"))
