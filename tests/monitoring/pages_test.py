"""Opens the console pages in a headless browser. Each must be drawn from the metrics of a running suite.

LIANDONG_PICTURES=docs/monitoring saves the pictures there."""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
from urllib.parse import quote

from tests.monitoring.watched import MONITORING, HurriedSuite, Watch
from tests.testing.suite import ROOT, SERVICES

# Time, by the browser's own clock, for scripts to query and draw.
DRAWN_MILLISECONDS = 8000
# Words that each page must contain, whatever the numbers are.
SAYS = {
    "index.html": list(SERVICES),
    "callers.html": ["CALLER_NOT_PERMITTED", "court@500119"],
    "duties.html": ["CHECK_OUTCOME_REFER", "CHECK_OUTCOME_CLEAR"],
    "evidence.html": ["clue", "oversight"],
}


class Browser:
    def __init__(self, profile):
        self.command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                        "--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}",
                        "--window-size=1400,1500", f"--virtual-time-budget={DRAWN_MILLISECONDS}"]

    def look(self, url, *what):
        done = subprocess.run([*self.command, *what, url], capture_output=True, text=True, timeout=120)
        return done.stdout


@unittest.skipUnless(shutil.which("chromium") and shutil.which("prometheus"), "needs Chromium and Prometheus")
class PagesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(HurriedSuite())
        cls.watch = cls.enterClassContext(contextlib.closing(Watch(cls.suite)))
        cls.browser = Browser(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="liandong-browser-")))

    def test_each_page_is_drawn(self):
        self.assertTrue(self.watch.until(lambda: len(self.watch.ask("up == 1")) == len(SERVICES), 60))
        for run in ("1", "2"):
            self.suite.story(f"--run={run}").communicate()
        refused = 'sum(increase(liandong_calls_refused_total{reason="CALLER_NOT_PERMITTED"}[1h])) > 1'
        checked = 'sum(increase(liandong_checks_total[1d])) > 1'
        self.assertTrue(self.watch.until(lambda: self.watch.ask(refused) and self.watch.ask(checked), 30))
        self.assertEqual({page.name for page in (MONITORING / "consoles").iterdir()}, set(SAYS))
        for page, words in SAYS.items():
            with self.subTest(page):
                self.assert_drawn(page, words)

    def assert_drawn(self, page, words):
        # Show the last minute instead of the last hour.
        url = f"http://127.0.0.1:{self.watch.port}/consoles/{page}#pctc" + quote('{"duration":60,"endTime":0}')
        seen = self.browser.look(url, "--dump-dom")
        text = re.sub(r"<script>.*?</script>", "", seen, flags=re.S)
        self.assertNotIn("error executing template", text)
        for word in words:
            self.assertIn(word, text)
        # A graph whose query failed shows an error instead of lines.
        graphs = (MONITORING / "consoles" / page).read_text().count('template "graph"')
        self.assertEqual(text.count("rickshaw_graph"), graphs)
        self.assertNotIn("Error loading data", text)
        kept = os.environ.get("LIANDONG_PICTURES")
        if kept:
            picture = ROOT / kept / f"{pathlib.Path(page).stem}.png"
            picture.parent.mkdir(parents=True, exist_ok=True)
            self.browser.look(url, f"--screenshot={picture}")


if __name__ == "__main__":
    unittest.main()
