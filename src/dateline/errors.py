"""Every error that Dateline raises on purpose: a code, what happened, and a way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """One kind of error: its stable code, what it means, and what the user can do."""

    code: str
    meaning: str
    way_out: str


KINDS: Final[dict[str, ErrorKind]] = {
    kind.code: kind
    for kind in (
        ErrorKind("read.missing", "The path does not exist.", "Check the path; quote it if it holds spaces."),
        ErrorKind(
            "read.denied",
            "The file or folder may not be read.",
            "Give yourself the right to read it, or copy it to where you have it.",
        ),
        ErrorKind(
            "read.nothing",
            "The folder holds no file that Dateline reads.",
            "Give a folder with .txt, .md, .html or .jsonl files in it.",
        ),
        ErrorKind(
            "read.duplicate",
            "The same report came twice; it is coded once.",
            "Take one of the two out, or leave it: nothing is lost.",
        ),
        ErrorKind("read.empty", "The report holds no text.", "Give a file that holds a report."),
        ErrorKind(
            "read.format",
            "The kind of file is not one that Dateline reads.",
            "Give .txt, .md, .html or .jsonl, or plain text on '-'.",
        ),
        ErrorKind("read.encoding", "The bytes are not text in a known encoding.", "Save the file as UTF-8."),
        ErrorKind(
            "read.json",
            "A line is not a JSON object with a 'text'.",
            'Give one object a line: {"id", "title", "text", "published"}.',
        ),
        ErrorKind("read.too_large", "The report is larger than the cap.", "Split it, or raise the cap in the settings."),
        ErrorKind("read.markup", "The HTML holds no article text.", "Save the article's own page, or its text as .txt."),
        ErrorKind(
            "read.date", "The publication date is not an EDTF date.", "Write it as 2016-12-11, 2016-12 or 2016-12-11T08:00Z."
        ),
        ErrorKind(
            "code.language", "The report is not in English; it is kept, not coded.", "Code it by hand, or give a translation."
        ),
        ErrorKind(
            "code.failed", "A stage of the coding failed on this report.", "Report it with the text; the other reports are coded."
        ),
        ErrorKind(
            "llm.endpoint",
            "The address of the language model cannot be used.",
            "Give https://HOST/v1, or http://localhost:PORT/v1; --insecure allows plain http to other hosts.",
        ),
        ErrorKind(
            "llm.unreachable",
            "The endpoint of the language model cannot be reached.",
            "Check the address and that the server runs, and run again; what was coded is kept.",
        ),
        ErrorKind(
            "llm.slow",
            "The language model did not answer in time.",
            "Take a smaller model or a faster machine, or split the report.",
        ),
        ErrorKind(
            "llm.refused",
            "The endpoint, or the model behind it, refused to answer.",
            "Check --model and --key-env; it may be busy, over its limit, or unwilling.",
        ),
        ErrorKind(
            "llm.answer",
            "The language model's answer cannot be read.",
            "Run again, or take a model that is better at JSON; nothing was taken from it.",
        ),
        ErrorKind("llm.large", "The language model's answer is larger than the cap.", "Split the report, or take another model."),
        ErrorKind("model.missing", "A model file of the package is missing or damaged.", "Install the package again."),
        ErrorKind(
            "model.calibration",
            "Nothing says how sure the installed models are: their calibration is missing, or was fitted for others.",
            "Run training/calibration.py of the repository, or code without a least score.",
        ),
        ErrorKind(
            "gazetteer.build", "The gazetteer could not be built.", "Check the space and rights of the folder named, and run again."
        ),
        ErrorKind(
            "gazetteer.import", "The gazetteer file is not a GeoNames dump.", "Give the 19-column .txt, or the .zip that holds it."
        ),
        ErrorKind("knowledge.invalid", "A knowledge file breaks its rules.", "Mend the line named, or install the package again."),
        ErrorKind("export.write", "The output could not be written.", "Check the path, its rights and the space left."),
        ErrorKind(
            "export.parquet", "Parquet needs a package that is not installed.", "Install it: pip install 'dateline[duckdb]'."
        ),
        ErrorKind(
            "release.folder",
            "The folder of the release exists and is not empty.",
            "Name a new folder; releases are never overwritten.",
        ),
        ErrorKind(
            "release.against",
            "The release before cannot be compared with.",
            "Give the folder of a release of this ledger, as it was made.",
        ),
        ErrorKind(
            "ledger.missing",
            "There is no ledger at that place.",
            "Check the path, or make one: dateline ingest REPORTS --ledger FILE.",
        ),
        ErrorKind("ledger.open", "The ledger could not be opened.", "Check the path or URL, its rights, and that the server runs."),
        ErrorKind(
            "ledger.driver", "The database needs a driver that is not installed.", "Install it: pip install 'dateline[postgresql]'."
        ),
        ErrorKind(
            "ledger.version",
            "The ledger was made by a later version of Dateline.",
            "Install that version or a newer one; nothing was changed.",
        ),
        ErrorKind(
            "ledger.write",
            "The ledger could not be written; nothing of this step was kept.",
            "Check the space and rights, and run again.",
        ),
        ErrorKind(
            "ledger.broken", "The chain of the ledger does not hold.", "Take the copy before it; what follows cannot be trusted."
        ),
        ErrorKind("ledger.unknown", "The ledger holds nothing of that id.", "Look ids up with dateline events or dateline claims."),
        ErrorKind(
            "ledger.date",
            "The date is not one that Dateline reads.",
            "Write it as 2016-12-11, 2016-12, 2016-12-08/2016-12-11 or 2016-12-11T08:00Z.",
        ),
        ErrorKind(
            "ledger.no_place", "The ledger holds no place of that name.", "Check the spelling, or give its key as gn:163808."
        ),
        ErrorKind(
            "ledger.kind", "There is no such kind of site.", "Take one of those named, or add it to knowledge/sites/kinds.yaml."
        ),
        ErrorKind("ledger.which_place", "The name is that of several places.", "Choose one: --place-id KEY, or --country CODE."),
        ErrorKind("ledger.ambiguous", "The short id fits more than one thing.", "Give more of its digits."),
        ErrorKind(
            "ledger.frames",
            "The data frames need a package that is not installed.",
            "Install it: pip install 'dateline[notebook]'.",
        ),
        ErrorKind("ledger.page", "The mark of a page cannot be read.", "Give the mark that the page before ended with, as it was."),
        ErrorKind("ledger.score", "The least score is not a number from 0 to 1.", "Give it as 0.7."),
        ErrorKind(
            "ledger.box",
            "The box is not west, south, east, north in degrees.",
            "Give it as 37,34,39,36; west may exceed east across the date line.",
        ),
        ErrorKind(
            "ledger.record",
            "The record does not keep to the codebook.",
            "Mend the part named; docs/reference/jsonl.md lists the fields.",
        ),
        ErrorKind("ledger.redacted", "The report was redacted; it is not taken in again.", "Nothing need be done."),
        ErrorKind(
            "ledger.changed",
            "The ledger changed while this was being prepared; nothing was recorded.",
            "Look again, and run it again.",
        ),
        ErrorKind(
            "ledger.journal",
            "Another program has the ledger open, so that its journal still holds what was redacted.",
            "Close it, then run: dateline redact --scrub.",
        ),
        ErrorKind(
            "ledger.correction", "The correction cannot be applied.", "See dateline correct --help for the fields and their values."
        ),
        ErrorKind(
            "ledger.victim",
            "The record of a person cannot be kept so.",
            "docs/how-to/record-victims.md lists the fields and their values.",
        ),
        ErrorKind(
            "ledger.private",
            "A record of what was said is shown of organisations, not of private persons.",
            "Name the organisation, the government or the outlet; the claims themselves are in dateline claims.",
        ),
        ErrorKind(
            "ledger.link", "The two cannot be judged as a link.", "Give the ids of two events of acts: dateline links shows them."
        ),
        ErrorKind(
            "import.header",
            "The table lacks columns that its format or its mapping needs.",
            "Export it anew with these columns, or name others in the mapping.",
        ),
        ErrorKind("import.row", "A row of the table cannot be read.", "Mend the row, or the mapping, and import the file again."),
        ErrorKind(
            "import.mapping",
            "The mapping file cannot be used.",
            "Mend the part named; docs/how-to/import-data.md has an example.",
        ),
        ErrorKind("cli.usage", "The options do not go together.", "See --help, which shows an example."),
        ErrorKind(
            "serve.missing", "The desk needs packages that are not installed.", "Install them: pip install 'dateline[serve]'."
        ),
        ErrorKind("serve.port", "The address cannot be listened on.", "Name another one with --port or --host."),
        ErrorKind("serve.query", "The request cannot be read.", "Mend the part named; /api/openapi.json tells what it takes."),
        ErrorKind("serve.address", "There is nothing at this address.", "See /api/openapi.json for the addresses that there are."),
        ErrorKind(
            "serve.host",
            "The request names another host, or comes from another page.",
            "Open the desk at the address that it printed; others may not use it.",
        ),
        ErrorKind("serve.large", "The request is larger than the cap.", "Send it in parts, or raise the cap in the settings."),
        ErrorKind("serve.role", "This account may not do that.", "Ask an administrator for the role that it takes."),
        ErrorKind(
            "serve.login",
            "Nobody is logged in, or the name and the password do not fit.",
            "Log in; an administrator can set a new password.",
        ),
        ErrorKind(
            "serve.csrf",
            "The request does not bear the token of its session.",
            "Load the page again; programs use an API key and need none.",
        ),
        ErrorKind("serve.often", "That was tried too often.", "Wait as long as Retry-After says, and try again."),
        ErrorKind(
            "serve.account",
            "The account cannot be made or changed so.",
            "Mend the part named; dateline account list shows the accounts.",
        ),
        ErrorKind("serve.batch", "The batch does not allow that.", "See /api/batches for how far its coders are."),
        ErrorKind(
            "review.records",
            "The files of coded reports cannot be compared.",
            "Give two files of JSON Lines (docs/reference/jsonl.md) with the same reports by their ids.",
        ),
        ErrorKind(
            "serve.fault",
            "The desk failed at this request; nothing was recorded.",
            "Report it with the time: its log has the cause.",
        ),
    )
}


ENDS: Final = (".", "!", "?", "…", ":", "”")  # of a detail that needs no full stop


class DatelineError(Exception):
    """A known failure. `code` is stable (docs/reference/errors.md); `detail` says what it was about."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.kind = KINDS[code]
        self.code = code
        self.detail = detail
        about = f" {detail}{'' if detail.endswith(ENDS) else '.'}" if detail else ""
        super().__init__(f"[{code}] {self.kind.meaning}{about} {self.kind.way_out}")
