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
        ErrorKind("model.missing", "A model file of the package is missing or damaged.", "Install the package again."),
        ErrorKind(
            "gazetteer.build", "The gazetteer could not be built.", "Check the space and rights of the folder named, and run again."
        ),
        ErrorKind(
            "gazetteer.import", "The gazetteer file is not a GeoNames dump.", "Give the 19-column .txt, or the .zip that holds it."
        ),
        ErrorKind("knowledge.invalid", "A knowledge file breaks its rules.", "Mend the line named, or install the package again."),
        ErrorKind("export.write", "The output could not be written.", "Check the path, its rights and the space left."),
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
            "ledger.correction", "The correction cannot be applied.", "See dateline correct --help for the fields and their values."
        ),
        ErrorKind("cli.usage", "The options do not go together.", "See --help, which shows an example."),
    )
}


class DatelineError(Exception):
    """A known failure. `code` is stable (docs/reference/errors.md); `detail` says what it was about."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.kind = KINDS[code]
        self.code = code
        self.detail = detail
        super().__init__(f"[{code}] {self.kind.meaning}{' ' + detail if detail else ''} {self.kind.way_out}")
