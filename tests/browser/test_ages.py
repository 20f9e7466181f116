"""How old a story is, in the words of its language and by the days of the paper, wherever its reader is."""

from pathlib import Path

from selenium import webdriver

from tests.browser.hosting import plainly_hosted
from tests.sample import ROOT

# One o'clock on a Thursday in Berlin; in Auckland it is Friday already.
NOW = "2026-11-26T13:00:00+01:00"
AGES = {
    "2026-11-26T12:20:00+01:00": "vor 40 Minuten",
    "2026-11-26T09:00:00+01:00": "vor 4 Stunden",
    "2026-11-26T00:10:00+01:00": "vor 12 Stunden",
    "2026-11-26T00:00:00+01:00": "heute",
    "2026-11-25T23:50:00+01:00": "gestern",
    "2026-11-25T22:50:00+00:00": "gestern",
    "2026-11-25T00:00:00+01:00": "gestern",
    "2026-11-24T23:59:00+01:00": "vorgestern",
    "2026-11-20T08:00:00+01:00": "vor 6 Tagen",
    "2026-11-19T23:00:00+01:00": "am Tag",
    "2026-11-26T14:00:00+01:00": "am Tag",
    "2026-11-27T00:00:00+01:00": "am Tag",
}
TOLD = "return [...document.querySelectorAll('time')].map(each => each.textContent)"
PAGE = """\
<!doctype html>
<html lang="de">
<title>Ages</title>
<script>Date.now = () => Date.parse("{now}");</script>
<script src="newsgen.js" data-zone="Europe/Berlin" defer></script>
{times}
<p lang="en"><time class="age" datetime="2026-11-25T08:00:00+01:00">on the day</time></p>
</html>
"""


def test_ages_are_told_by_the_papers_calendar_in_the_words_of_readers(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """ "gestern", not "vor 1 Tag"; and what has no time of day is of today, not of so many hours ago."""
    (tmp_path / "newsgen.js").write_bytes((ROOT / "static/js/newsgen.js").read_bytes())
    times = "\n".join(f'<time class="age" datetime="{each}">am Tag</time>' for each in AGES)
    (tmp_path / "index.html").write_text(PAGE.format(now=NOW, times=times), "utf-8")

    browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": "Pacific/Auckland"})
    try:
        with plainly_hosted(tmp_path) as address:
            browser.get(address)
            told = browser.execute_script(TOLD)
            browser.execute_script("dispatchEvent(new Event('beforeprint'))")
            printed = browser.execute_script(TOLD)
            browser.execute_script("dispatchEvent(new Event('afterprint'))")
            again = browser.execute_script(TOLD)
    finally:
        browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": ""})

    assert dict(zip(AGES, told, strict=False)) == AGES
    assert told[-1] == "yesterday"
    # What lies on a table next year is of a day, not of "yesterday".
    assert printed == [*["am Tag"] * len(AGES), "on the day"]
    assert again == told
