"""A visit to the desk with a browser: what the page asks for, what its console says, and whether anything opens a dialog."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request, Response, ViewportSize

ROOT: Final = Path(__file__).resolve().parents[2]
SCREENS: Final = ROOT / ".dateline" / "screens"  # what the pages look like, to be looked at; not kept by git
WAIT: Final[int] = 30_000  # milliseconds in which something must be there
QUIET: Final[int] = 60  # milliseconds without a question of the page, after which it is taken to have all it wants
LASTING: Final = "/api/stream"  # the question that stays open
Theme = Literal["light", "dark"]
TALL: Final[int] = 2400  # pixels of a page that are kept
WIDE: Final[ViewportSize] = {"width": 1280, "height": 900}


class Visit:
    """A page that is watched. `asked`: the addresses it asked for; `errors`: refusals, faults and what the console calls an error.

    `expected`: words of the errors that a test is there to make.
    """

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self.expected: list[str] = []
        self._open: set[Request] = set()
        context = page.context
        context.on("request", self._begun)
        context.on("requestfinished", self._ended)
        context.on("requestfailed", self._ended)
        context.on("response", self._answered)
        context.on("console", lambda said: self.errors.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        context.on("weberror", lambda error: self.errors.append(f"{page.url}: {error.error}"))
        context.on("dialog", self._dismiss)

    @property
    def foreign(self) -> list[str]:
        """The addresses asked for that are not the desk's; data: is no request."""
        return [url for url in self.asked if not url.startswith((f"{self.base}/", "data:"))]

    def check(self) -> None:
        """Fails if anything left this machine, failed, or opened a dialog."""
        assert self.asked and not self.foreign
        assert not [error for error in self.errors if not any(words in error for words in self.expected)]
        assert not self.dialogs

    def go(self, path: str) -> None:
        """Opens an address of the page and waits until it is there."""
        self.page.goto(path)
        self.settle()

    def settle(self) -> None:
        """Waits until the page has its heading and nothing is on its way."""
        self.page.wait_for_selector("h1#heading", state="attached")
        self.page.wait_for_function("() => document.querySelector('.loading') === null")
        while self._open:
            self.page.wait_for_timeout(QUIET)
        self.page.wait_for_function("() => document.querySelector('.loading') === null")

    def become(self, size: ViewportSize, theme: Theme) -> None:
        """Gives the window a size and the system a theme, and waits until the page has both."""
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme=theme)
        self.page.wait_for_function("theme => [undefined, theme].includes(document.documentElement.dataset.theme)", arg=theme)
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if self.page.url.startswith(self.base):
            self.settle()

    def settle_map(self) -> None:
        """Waits until the map has drawn all it has: two pictures of it, some time apart, are one."""
        self.page.wait_for_selector(".pane canvas")
        before, after = b"", self.page.locator(".pane").screenshot()
        while before != after:
            self.page.wait_for_timeout(500)
            before, after = after, self.page.locator(".pane").screenshot()

    def shoot(self, name: str) -> None:
        """Keeps what the page looks like, to be looked at: all of it, but no more than a few screens of a long one."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        width, height = self.page.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
        clip: Any = {"x": 0, "y": 0, "width": width, "height": min(height, TALL)}
        self.page.screenshot(path=SCREENS / f"{name}.png", full_page=True, clip=clip)

    def _begun(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith(f"{self.base}{LASTING}"):
            self._open.add(request)

    def _ended(self, request: Request) -> None:
        self._open.discard(request)

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.errors.append(f"{answer.status} {answer.url}")

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@contextmanager
def visit(browser: Browser, base: str, **more: Any) -> Iterator[Visit]:
    """A page in a profile of its own; the block is left only if it did no harm."""
    context = browser.new_context(base_url=base, viewport=WIDE, color_scheme="light", **more)
    context.set_default_timeout(WAIT)
    try:
        made = Visit(context.new_page(), base)
        yield made
        made.check()
    finally:
        context.close()
