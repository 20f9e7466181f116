"""A command that takes the whole folder: what it is told, what is told of it, and how long it may take."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from newsgen.config import Destination
from newsgen.deploy.targets import target_of
from newsgen.deploy.targets.base import Site, TargetError
from tests.deploy.places import collected, put, site_at
from tests.machine import POSIX, needed

PAGES = {"index.html": b"home", "2026/a b.html": b"a"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_at(tmp_path / "site")


def python(code: str, *arguments: str, time_limit_s: int = 60) -> Destination:
    return Destination(target="command", run=(sys.executable, "-c", code, *arguments), time_limit_s=time_limit_s)


def refused(destination: Destination, site: Site) -> TargetError:
    with pytest.raises(TargetError) as caught:
        put(destination, site, PAGES)
    return caught.value


class TestWhatItIsTold:
    def test_its_arguments_are_those_that_are_written_and_no_shell_reads_them(self, site: Site) -> None:
        odd = ["$(touch ran)", "a b", "*", "", "'\"", "; touch ran"]
        write_down = "import json, sys; json.dump(sys.argv[1:], open('said.json', 'w'))"

        put(python(write_down, *odd), site, PAGES)

        assert json.loads((site.root / "said.json").read_bytes()) == odd
        assert not (site.root / "ran").exists()

    def test_a_script_of_the_site_copies_the_folder(self, site: Site) -> None:
        """As hosts' own tools do, which are started in the site's folder, where their settings lie."""
        needed(POSIX)
        script = site.root / "put.sh"
        script.write_text('#!/bin/sh\ncp -R "$NEWSGEN_OUTPUT" there\ncp "$NEWSGEN_CHANGES" changes\n')
        script.chmod(script.stat().st_mode | stat.S_IXUSR)

        told = put(Destination(target="command", run=("./put.sh",)), site, PAGES, delete=["old.html"])

        assert (site.root / "there/2026/a b.html").read_bytes() == b"a"
        changes = json.loads((site.root / "changes").read_bytes())
        assert changes == {"put": ["2026/a b.html", "index.html"], "deleted": ["old.html"]}
        assert sorted(told) == sorted(PAGES)

    def test_with_other_arguments_it_is_another_place(self, site: Site) -> None:
        """What was put to one project of a host is not in another."""
        one, other = (target_of(python("pass", project), site).title for project in ("one", "other"))

        assert one != other

    def test_with_nothing_changed_it_is_not_called(self, site: Site) -> None:
        put(python("open('ran', 'w')"), site, {})

        assert not (site.root / "ran").exists()


class TestWhatIsSaid:
    def test_what_it_says_is_shown_without_secrets(
        self, site: Site, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """Its words stand in logs of CI, which everybody may read; standard output is newsgen's own, for --json."""
        monkeypatch.setenv("CLOUDFLARE_API_TOKEN", "Tok3n-of-the-paper")
        code = (
            "import os, sys\nprint('uploading 2 files')\n"
            "print('with', os.environ['CLOUDFLARE_API_TOKEN'], file=sys.stderr)\n"
            "print('to https://me:Pa55word@host.example/')\n"
        )

        put(python(code), site, PAGES)

        said = capfd.readouterr()
        assert said.out == ""
        assert {"uploading 2 files", "with ***", "to https://***@host.example/"} == set(said.err.splitlines())

    def test_one_that_fails_is_an_error_with_its_last_words(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("API_TOKEN", "Tok3n-of-the-paper")
        code = "import os, sys; print('begins'); sys.exit('refused: ' + os.environ['API_TOKEN'])"

        error = refused(python(code), site)

        assert str(error).endswith("has failed (code 1): refused: ***")

    def test_one_that_fails_has_put_nothing(self, site: Site) -> None:
        """So that the next deploy calls it again."""
        target = target_of(python("raise SystemExit(3)"), site)
        told = collected(target, site, PAGES)

        with pytest.raises(TargetError):
            target.finish()

        assert told == []

    @pytest.mark.parametrize("name", ["wrangler-of-nobody", "./tools/put"])
    def test_one_that_is_not_there_is_told_before_anything_is_promised(self, site: Site, name: str) -> None:
        with pytest.raises(TargetError) as caught:
            target_of(Destination(target="command", run=(name,)), site)

        assert f'"{name}" is not on this machine' in str(caught.value)

    def test_one_that_is_not_there(self, site: Site) -> None:
        error = refused(Destination(target="command", run=("wrangler-of-nobody", "deploy")), site)

        assert '"wrangler-of-nobody" is not on this machine' in str(error)
        assert "install it" in error.hint

    def test_bytes_that_are_no_text_stop_nothing(self, site: Site, capfd: pytest.CaptureFixture[str]) -> None:
        put(python("import sys; sys.stdout.buffer.write(b'\\xff\\n' + b'x' * 200000)"), site, PAGES)

        assert "x" * 10000 in capfd.readouterr().err


class TestHowLong:
    def test_one_that_does_not_end_is_ended_with_all_that_it_has_started(self, site: Site) -> None:
        """A tool that asks a question would hold up all later deploys."""
        needed(POSIX)
        code = (
            "import os, subprocess, sys\n"
            "child = subprocess.Popen(['sleep', '1000'])\n"
            "open('child', 'w').write(str(child.pid))\nchild.wait()\n"
        )

        error = refused(python(code, time_limit_s=1), site)

        assert "was still at work after 1 s" in str(error)
        assert "time_limit_s" in error.hint
        child = int((site.root / "child").read_text())
        assert subprocess.run(["ps", "-o", "stat=", "-p", str(child)], capture_output=True).stdout[:1] in (b"", b"Z")

    def test_one_that_asks_finds_nobody(self, site: Site) -> None:
        assert "EOFError" in str(refused(python("input('password? ')"), site))

    def test_what_goes_on_in_the_background_holds_up_nothing(self, site: Site) -> None:
        """Some tools look for a newer version of themselves when they are done."""
        needed(POSIX)

        told = put(python("import subprocess; subprocess.Popen(['sleep', '1000'])"), site, PAGES)

        assert sorted(told) == sorted(PAGES)
