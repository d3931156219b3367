"""The least role that each operation takes, in one table. An operation that it lacks is refused to everybody.

Some operations ask for more of some requests: names of private persons are shown to coders (`private`), coders take back and
withdraw what is their own, and exports with private names take a reviewer. Those rules stand where the request is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dateline.serve.viewer import Role


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may: those of a role and above it (None: whoever asks, logged in or not). `public`: the view for everybody has it, too."""

    role: Role | None
    public: bool = False


ANYBODY: Final = Rule(None, True)
EVERYBODY: Final = Rule("reader", True)
READER: Final = Rule("reader")
CODER: Final = Rule("coder")
REVIEWER: Final = Rule("reviewer")
ADMIN: Final = Rule("admin")

RULES: Final[Mapping[str, Rule]] = {
    "get_me": ANYBODY, "log_in": ANYBODY, "log_out": ANYBODY,
    # what the record says
    "get_head": EVERYBODY, "list_reports": EVERYBODY, "get_report": EVERYBODY, "list_events": EVERYBODY, "list_claims": EVERYBODY,
    "get_claim": EVERYBODY, "list_incidents": EVERYBODY, "get_incident": EVERYBODY, "get_map": EVERYBODY, "get_density": EVERYBODY,
    "get_published": EVERYBODY, "get_control": EVERYBODY, "list_holdings": EVERYBODY, "list_sites": EVERYBODY, "list_origins": EVERYBODY, "get_origin": EVERYBODY,
    "list_speakers": EVERYBODY, "get_speaker": EVERYBODY, "list_outlets": EVERYBODY, "get_tally": EVERYBODY,
    "list_contradictions": EVERYBODY, "search_claims": EVERYBODY, "list_places": EVERYBODY, "get_place": EVERYBODY,
    "list_exports": EVERYBODY, "get_export": EVERYBODY, "get_export_loss": EVERYBODY,
    "list_releases": EVERYBODY, "get_release": EVERYBODY, "get_release_file": EVERYBODY, "get_release_archive": EVERYBODY,
    # what the desk works with
    "claim_history": READER, "list_changes": READER, "list_entries": READER, "stream": READER, "change_password": READER,
    "list_keys": READER, "add_key": READER, "remove_key": READER,
    "get_original": CODER, "verify_log": CODER, "ingest": CODER, "list_jobs": CODER, "get_job": CODER, "get_queue": CODER,
    "correct_claim": CODER, "judge_claim": CODER, "judge_report": CODER, "withdraw_claim": CODER, "code_report": CODER,
    "add_report": CODER, "judge_link": CODER, "unjudge_link": CODER, "undo_entry": CODER,
    "list_batches": CODER, "get_batch": CODER, "get_batch_next": CODER, "save_draft": CODER, "hand_in": CODER,
    "list_victims": CODER, "get_victim": CODER,
    # what is decided for all
    "withdraw_report": REVIEWER, "review_incident": REVIEWER, "list_embargoes": REVIEWER, "set_embargo": REVIEWER,
    "add_victim": REVIEWER, "correct_victim": REVIEWER, "make_release": REVIEWER, "make_batch": REVIEWER,
    "get_agreement": REVIEWER, "adopt_coding": REVIEWER,
    "preview_redaction": ADMIN, "redact": ADMIN, "list_accounts": ADMIN, "add_account": ADMIN, "change_account": ADMIN,
    "remove_account": ADMIN,
}  # fmt: skip
