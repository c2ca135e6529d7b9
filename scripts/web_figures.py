"""`make web`: measures the public widget in a browser and notes it in docs/web.md."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, Request, Route

from scripts.say import say
from scripts.settings import ROOT
from tests.browser.chromium import launched
from tests.browser.test_widget_accessibility import STATES
from tests.browser.widget_page import WidgetPage
from tests.browser.widget_site import WidgetSite, widget_site

PAGE = ROOT / "docs" / "web.md"
BEGIN, END = "<!-- widget figures -->", "<!-- end of widget figures -->"
LEAVINGS = 20
VISITS = 5
NEUTRAL = "https://www.bbc.co.uk/weather"
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
"""As Lighthouse has it: 1.6 Mbit/s down, 150 ms there and back."""
CPU = 4
"""Times slower than this machine."""
COVERED = """() => new Promise((done) => {
  const root = document.querySelector("safeguarding-help").shadowRoot;
  const leave = root.querySelector(".leave");
  const began = performance.now();
  leave.click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""


@dataclass(frozen=True)
class Figures:
    """Bytes and milliseconds."""

    script: int
    frame: int
    headers: int
    requests: int
    button: float
    conversation: float
    leaving: float
    slowest_leaving: float

    def markdown(self, day: date) -> str:
        whole = (self.script + self.frame) / 1024
        rows = (
            ("Script on the host's page, compressed", f"{self.script / 1024:.1f} KB"),
            ("Frame with all it loads, compressed", f"{self.frame / 1024:.1f} KB"),
            ("Both", f"{whole:.1f} KB in {self.requests} requests"),
            ("Their HTTP/1.1 headers, not compressed", f"{self.headers / 1024:.1f} KB"),
            (
                f"Button there, slow 4G, processor {CPU}x slower, median of {VISITS}",
                f"{self.button / 1000:.1f} s",
            ),
            (
                "From pressing it to a chat that can be used, same",
                f"{self.conversation / 1000:.1f} s",
            ),
            (
                f"From pressing Leave to the cover painted, median of {LEAVINGS}",
                f"{self.leaving:.0f} ms (slowest {self.slowest_leaving:.0f} ms)",
            ),
            ("States checked with axe, in light and in dark", f"{len(STATES)}"),
        )
        lines = [f"| {name} | {value} |" for name, value in rows]
        told = f"Measured on {day.day} {day:%B %Y} by `make web`, headless Chromium."
        return "\n".join([told, "", "| figure | value |", "|---|---|", *lines])


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 1 where the page has no place for the figures."""
    del arguments
    text = PAGE.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        say(f"{PAGE} has no {BEGIN} … {END} to write between.")
        return 1
    with (
        tempfile.TemporaryDirectory(prefix="web-") as folder,
        widget_site(Path(folder), "127.0.0.1") as site,
        launched() as browser,
    ):
        measured = measure(browser, site).markdown(date.today())
    say(measured)
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    page = f"{before}{BEGIN}\n{measured}\n{END}{after}"
    PAGE.write_text(page, encoding="utf-8")
    return 0


def measure(browser: Browser, site: WidgetSite) -> Figures:
    weights = _weights(browser, site)
    script = weights.pop("/widget.js")
    visits = [_visit(browser, site) for _ in range(VISITS)]
    leavings = [_leaving(browser, site) for _ in range(LEAVINGS)]
    return Figures(
        script=script[0],
        frame=sum(body for body, _ in weights.values()),
        headers=script[1] + sum(head for _, head in weights.values()),
        requests=1 + len(weights),
        button=median(button for button, _ in visits),
        conversation=median(chat for _, chat in visits),
        leaving=median(leavings),
        slowest_leaving=max(leavings),
    )


def _weights(browser: Browser, site: WidgetSite) -> dict[str, tuple[int, int]]:
    """Body and headers of each answer of the gateway, by path."""
    page = browser.new_page()
    found: dict[str, tuple[int, int]] = {}

    def weigh(request: Request) -> None:
        if request.url.startswith(site.gateway):
            told = request.sizes()
            path = request.url.removeprefix(site.gateway)
            found[path] = (told["responseBodySize"], told["responseHeadersSize"])

    page.on("requestfinished", weigh)
    WidgetPage(page, site).open()
    page.wait_for_load_state("networkidle")
    page.close()
    return found


def _visit(browser: Browser, site: WidgetSite) -> tuple[float, float]:
    """Milliseconds until the button is there, and from pressing it to the composer."""
    page = browser.new_page()
    _slow_down(page)
    widget = WidgetPage(page, site).visit()
    button = page.evaluate("performance.now()")
    began = page.evaluate("performance.now()")
    widget.button.click()
    widget.box.wait_for()
    ended = page.evaluate("performance.now()")
    page.close()
    return float(button), float(ended - began)


def _slow_down(page: Page) -> None:
    """Holds for the frame too: page and gateway share a host and so a process."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})


def _leaving(browser: Browser, site: WidgetSite) -> float:
    """Milliseconds from the click to the frame that shows the cover."""
    page = browser.new_page()

    def stay(route: Route) -> None:
        route.fulfill(status=204)

    page.route(NEUTRAL, stay)
    widget = WidgetPage(page, site).open()
    widget.ask("massh")
    took = float(page.evaluate(COVERED))
    page.close()
    return took


if __name__ == "__main__":
    sys.exit(main())
