from pathlib import Path


def test_dates_keep_the_zone_of_the_site_between_builds(run, site: Path) -> None:
    """What is remembered of an article must not bring its date back in UTC."""
    config = site / "newsgen.yaml"
    config.write_text(config.read_text().replace("timezone: UTC", "timezone: Europe/Berlin"))
    run("new", "Night", "--date", "2026-04-01 00:30")

    first, second = run("list").stdout, run("list").stdout

    assert "2026-04-01 00:30  published  /2026/04/night/" in first
    assert first == second
