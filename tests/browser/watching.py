"""A page that is watched: what it asks for, what its console says, and whether anything opens a dialog."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT: Final = Path(__file__).resolve().parents[2]
SCREENS: Final = ROOT / ".dateline" / "screens"  # what the pages look like, to be looked at; not kept by git
WAIT: Final[int] = 30_000  # milliseconds in which something must be there
TALL: Final[int] = 2400  # pixels of a page that are kept
WIDE: Final = {"width": 1280, "height": 900}


@dataclass
class Watch:
    """What a page did: which addresses it asked for, which errors it met, what dialogs it opened."""

    base: str
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        """The addresses asked for that are not the desk's; data: is no request."""
        return [url for url in self.asked if not url.startswith((f"{self.base}/", "data:"))]

    def check(self) -> None:
        """Fails if anything left this machine, failed, or opened a dialog."""
        assert self.asked
        assert (self.foreign, self.errors, self.dialogs) == ([], [], [])

    def over(self, context: BrowserContext) -> None:
        """Watches all pages of a context."""
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("response", lambda answer: self.errors.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
        context.on("console", lambda said: self.errors.append(f"{said.text} ({said.page and said.page.url})") if said.type == "error" else None)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@contextmanager
def watched(browser: Browser, base: str, **more: Any) -> Iterator[tuple[Page, Watch]]:
    """A page in a new profile, and what it does; the block is left only if it did no harm."""
    context = browser.new_context(base_url=base, viewport=more.pop("viewport", WIDE), **more)
    context.set_default_timeout(WAIT)
    watch = Watch(base)
    watch.over(context)
    try:
        yield context.new_page(), watch
        watch.check()
    finally:
        context.close()


def settle(page: Page) -> None:
    """Waits until the page has its heading and nothing is on its way."""
    page.wait_for_selector("h1#heading", state="attached")
    page.wait_for_function("() => document.querySelector('.loading') === null")


def shoot(page: Page, name: str) -> None:
    """Keeps what the page looks like, to be looked at: all of it, but no more than a few screens of a long one."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    width, height = page.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, TALL)})
