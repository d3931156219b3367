"""The real page in Chromium: how long from opening its address to a map that is drawn and a list that is shown."""

from __future__ import annotations

import shutil
import statistics
from typing import Final

from dateline.serve.serving import PAGE

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    "--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip
QUIET: Final[int] = 700  # milliseconds without anything drawn or listed, after which all is there
WAIT: Final[int] = 60_000  # milliseconds
WATCH: Final = """
window.seen = { drawn: 0, listed: 0 };
for (const name of ['drawElements', 'drawArrays']) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...given) { window.seen.drawn = performance.now(); return draw.apply(this, given); };
}
new MutationObserver((all) => {
  if (all.some((m) => m.target.parentElement?.closest('.list'))) window.seen.listed = performance.now();
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
THERE: Final = """(quiet) => {
  const { drawn, listed } = window.seen, list = document.querySelector('.list .rest');
  return drawn && listed && list && !list.querySelector('.loading') && performance.now() - Math.max(drawn, listed) > quiet;
}"""


class NoBrowser(Exception):
    """The page cannot be opened here; says why."""


def opened(host: str, times: int, warm: bool) -> tuple[float, float]:
    """Milliseconds (medians) to the last change of the list, and to the last thing drawn on the map, each with an empty cache.

    `warm`: one opening before, which warms the browser up and does not count.
    WebGL is software here: what a graphics card draws in a moment takes the processor's time. Raises NoBrowser.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NoBrowser("no playwright") from error
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None or not (PAGE / "index.html").is_file():
        raise NoBrowser("no chromium" if found is None else "the page is not built")
    lists, maps = [], []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        for _ in range(times + warm):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.add_init_script(WATCH)
            page.goto(f"http://{host}/")
            page.wait_for_function(THERE, arg=QUIET, timeout=WAIT)
            seen = page.evaluate("() => window.seen")
            lists.append(seen["listed"])
            maps.append(seen["drawn"])
            context.close()
        browser.close()
    return statistics.median(lists[warm:]), statistics.median(maps[warm:])
