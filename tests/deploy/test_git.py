"""A branch that a host serves: what is on it, whose commits stay, who is kept apart."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from newsgen.config import Destination
from newsgen.deploy.targets import target_of
from newsgen.deploy.targets.base import OWN, OvertakenError, Site, TargetError
from tests.deploy.places import collected, put, site_at, write
from tests.deploy.refusing import refusing
from tests.deploy.sshd import HOST, Server, serving
from tests.machine import GIT, POSIX, needed

PAGES = {"index.html": b"<p>home\r\n", "2026/a/index.html": b"<p>a\n", "pictures/p.jpg": bytes(range(256))}
BRANCH = "gh-pages"


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git with no settings of this machine."""
    needed(GIT)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def host(tmp_path: Path) -> Path:
    git("init", "--quiet", "--bare", "--initial-branch=main", str(tmp_path / "host.git"))
    return tmp_path / "host.git"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_at(tmp_path / "site")


def git(*arguments: str, cwd: Path | None = None) -> str:
    names = {f"GIT_{who}_{what}": "ada@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *arguments], cwd=cwd, env={**os.environ, **names}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def to(host: Path, branch: str = BRANCH, history: bool = False) -> Destination:
    return Destination(target="git", to=host.as_uri(), branch=branch, history=history)


def held(host: Path, branch: str = BRANCH) -> dict[str, bytes]:
    """What a branch holds, by path, without newsgen's own files."""
    listed = subprocess.check_output(["git", "ls-tree", "-r", "-z", "--name-only", branch], cwd=host, text=True)
    paths = listed.split("\0")
    blobs = {path: ["git", "cat-file", "blob", f"{branch}:{path}"] for path in paths if path}
    named = {path: command for path, command in blobs.items() if not path.startswith(OWN)}
    return {path: subprocess.check_output(command, cwd=host) for path, command in named.items()}


def n_commits(host: Path, branch: str = BRANCH) -> int:
    return int(git("rev-list", "--count", branch, cwd=host))


def with_commit(host: Path, folder: Path, branch: str, files: dict[str, bytes]) -> None:
    """A commit of somebody else's on a branch of the host."""
    git("clone", "--quiet", str(host), str(folder))
    found = subprocess.run(["git", "checkout", "--quiet", branch], cwd=folder, capture_output=True, check=False)
    if found.returncode:
        git("checkout", "--quiet", "--orphan", branch, cwd=folder)
    write(folder, files)
    git("add", "--all", cwd=folder)
    git("commit", "--quiet", "--message=mine", cwd=folder)
    git("push", "--quiet", "origin", branch, cwd=folder)


def refused(destination: Destination, site: Site) -> TargetError:
    with pytest.raises(TargetError) as caught:
        put(destination, site, PAGES)
    return caught.value


class TestWhatIsThere:
    def test_a_missing_branch_is_made_of_the_files_and_a_mark_against_jekyll(self, host: Path, site: Site) -> None:
        """GitHub would hand the branch to Jekyll, which leaves out what begins with an underscore."""
        told = put(to(host), site, PAGES)

        assert held(host) == {**PAGES, ".nojekyll": b""}
        assert sorted(told) == sorted(PAGES)

    def test_no_setting_of_the_user_changes_a_byte_or_runs_on_it(self, host: Path, site: Site, tmp_path: Path) -> None:
        """Line ends, filters and hooks are made for sources: a page with them would differ from output/."""
        marked = tmp_path / "ran"
        hooks = tmp_path / "hooks"
        write(hooks, {"pre-push": f"#!/bin/sh\ntouch {marked}\nexit 1\n".encode()})
        (hooks / "pre-push").chmod(0o755)
        for key, value in (
            ("core.autocrlf", "true"),
            ("core.hooksPath", str(hooks)),
            ("filter.mine.clean", f"touch {marked}"),
            ("filter.mine.required", "true"),
            ("commit.gpgSign", "true"),
            ("push.gpgSign", "true"),
            ("push.pushOption", "ci.skip"),
            ("init.defaultObjectFormat", "sha256"),
        ):
            git("config", "--global", key, value)
        files = {**PAGES, ".gitattributes": b"* text eol=crlf filter=mine\n"}

        put(to(host), site, files)

        assert held(host) == {**files, ".nojekyll": b""}
        assert not marked.exists()

    def test_names_may_hold_anything(self, host: Path, site: Site) -> None:
        """Tags and file names come from writers."""
        needed(POSIX)
        files = {
            name: name.encode() for name in ('a "b".html', "ü/ö.html", "-x", "a\\b", "two\nlines", " space ", "#a")
        }

        put(to(host), site, files)
        put(to(host), site, {}, delete=["two\nlines", 'a "b".html'])

        assert set(held(host)) == {*files, ".nojekyll"} - {"two\nlines", 'a "b".html'}

    def test_what_others_put_there_stays(self, host: Path, site: Site, tmp_path: Path) -> None:
        """GitHub writes CNAME itself, where the host's pages are given a domain."""
        with_commit(host, tmp_path / "mine", BRANCH, {"CNAME": b"example.org\n", "2026/old.html": b"old"})

        put(to(host), site, PAGES)
        put(to(host), site, {"2026/b.html": b"b"}, delete=["2026/a/index.html", "never/there.html"])

        assert held(host) == {
            "CNAME": b"example.org\n",
            "2026/old.html": b"old",
            ".nojekyll": b"",
            "index.html": PAGES["index.html"],
            "pictures/p.jpg": PAGES["pictures/p.jpg"],
            "2026/b.html": b"b",
        }

    def test_a_deploy_with_nothing_to_do_makes_no_commit(self, host: Path, site: Site) -> None:
        put(to(host), site, PAGES)
        before = git("rev-parse", BRANCH, cwd=host)

        put(to(host), site, {})

        assert git("rev-parse", BRANCH, cwd=host) == before

    def test_files_are_told_by_the_names_of_their_blobs(self, host: Path, site: Site) -> None:
        """So a lost manifest costs no upload of what is there."""
        put(to(host), site, PAGES)

        found = target_of(to(host), site).listed()

        blob = git("hash-object", "--no-filters", str(site.output / "pictures/p.jpg"))
        assert found["pictures/p.jpg"].sum == f"git:{blob}"
        assert set(found) == {*PAGES, ".nojekyll"}

    def test_small_files_are_there_for_the_next_deploy_of_any_machine(
        self, host: Path, site: Site, tmp_path: Path
    ) -> None:
        put(to(host), site, PAGES, small="which files are there")

        elsewhere = target_of(to(host), site_at(tmp_path / "elsewhere"))

        assert elsewhere.names() == ["manifest"]
        assert elsewhere.read("manifest") == b"which files are there"
        elsewhere.remove("manifest")
        elsewhere.finish()
        assert target_of(to(host), site).read("manifest") is None


class TestWhoseCommits:
    def test_a_deploy_replaces_the_commit_of_the_last_one(self, host: Path, site: Site) -> None:
        """A history would keep each picture for ever, and each text that was taken back."""
        put(to(host), site, PAGES)

        put(to(host), site, {"index.html": b"new"})

        assert n_commits(host) == 1
        assert held(host)["index.html"] == b"new"

    def test_only_what_has_changed_is_sent(self, host: Path, site: Site, tmp_path: Path) -> None:
        """Also from a machine that has deployed nothing yet, as in CI."""
        git("config", "uploadpack.allowFilter", "true", cwd=host)
        put(to(host), site, {f"{n % 20}/{n}.html": b"%d" % n for n in range(400)})
        names = [site, site_at(tmp_path / "elsewhere")]
        n_before = n_objects(host)

        for n, where in enumerate(names):
            put(to(host), where, {"1/1.html": b"changed %d" % n})

        # For each: a blob, its folder, the folder of all, a commit.
        assert n_objects(host) - n_before == 2 * 4
        assert n_commits(host) == 1

    def test_with_history_each_deploy_stays(self, host: Path, site: Site) -> None:
        put(to(host, history=True), site, PAGES)
        put(to(host, history=True), site, {"index.html": b"new"})
        put(to(host, history=True), site, {"index.html": b"newer"})

        assert n_commits(host) == 3
        assert git("show", f"{BRANCH}~1:index.html", cwd=host) == "new"

    def test_commits_of_others_are_never_lost(self, host: Path, site: Site, tmp_path: Path) -> None:
        with_commit(host, tmp_path / "first", BRANCH, {"a.txt": b"1"})
        with_commit(host, tmp_path / "second", BRANCH, {"b.txt": b"2"})
        theirs = git("rev-parse", BRANCH, cwd=host)

        for content in (b"one", b"two", b"three"):
            put(to(host), site, {"index.html": content})

        assert git("rev-parse", f"{BRANCH}^", cwd=host) == theirs
        assert n_commits(host) == 3
        assert set(held(host)) == {"a.txt", "b.txt", "index.html", ".nojekyll"}

    def test_a_commit_of_others_on_newsgens_stays_too(self, host: Path, site: Site, tmp_path: Path) -> None:
        put(to(host), site, PAGES)
        with_commit(host, tmp_path / "mine", BRANCH, {"CNAME": b"example.org\n"})
        theirs = git("rev-parse", BRANCH, cwd=host)

        put(to(host), site, {"index.html": b"new"})
        put(to(host), site, {"index.html": b"newer"})

        assert git("rev-parse", f"{BRANCH}^", cwd=host) == theirs
        assert held(host)["CNAME"] == b"example.org\n"

    def test_where_git_knows_no_name_the_commit_is_newsgens(self, host: Path, site: Site) -> None:
        """A new machine and a runner of CI have none, and git would refuse to commit."""
        put(to(host), site, PAGES)

        assert git("log", "-1", "--format=%an <%ae> %cn", BRANCH, cwd=host) == "newsgen <newsgen@localhost> newsgen"

    def test_else_it_is_the_users(self, host: Path, site: Site) -> None:
        """Also that of the site's repository alone."""
        git("init", "--quiet", str(site.root))
        git("config", "user.name", "Grace", cwd=site.root)
        git("config", "user.email", "grace@example.org", cwd=site.root)

        put(to(host), site, PAGES)

        assert git("log", "-1", "--format=%an <%ae>", BRANCH, cwd=host) == "Grace <grace@example.org>"


class TestTwoAtOnce:
    @pytest.mark.parametrize("is_new", [True, False])
    def test_who_comes_second_is_refused(self, host: Path, site: Site, tmp_path: Path, is_new: bool) -> None:
        """Else one of two machines would take back what the other has published."""
        if not is_new:
            put(to(host), site, {"index.html": b"old"})
        slow = target_of(to(host), site)
        told = collected(slow, site, {"slow.html": b"slow"})
        put(to(host), site_at(tmp_path / "quick"), {"quick.html": b"quick"})

        with pytest.raises(OvertakenError):
            slow.finish()

        assert told == []
        assert "quick.html" in held(host)
        assert "slow.html" not in held(host)
        put(to(host), site, {"slow.html": b"slow"})
        assert {"quick.html", "slow.html"} <= set(held(host))

    def test_a_host_that_keeps_history_is_told_of(self, host: Path, site: Site) -> None:
        git("config", "receive.denyNonFastForwards", "true", cwd=host)
        put(to(host), site, PAGES)

        error = refused(to(host), site_at(site.root.parent / "elsewhere"))

        assert "history: true" in error.hint
        put(to(host, history=True), site, {"index.html": b"new"})
        assert n_commits(host) == 2


class TestStopped:
    def test_a_deploy_that_was_killed_before_its_push_has_changed_nothing(self, host: Path, site: Site) -> None:
        put(to(host), site, PAGES)
        before = git("rev-parse", BRANCH, cwd=host)

        killed(host, site, "print('here', flush=True)\nsys.stdin.read()\n")

        assert git("rev-parse", BRANCH, cwd=host) == before
        # Git's own locks stay, too, where it was killed.
        (site.state / "branch.git/refs/newsgen/there.lock").touch()
        put(to(host), site, {"later.html": b"later"})
        assert held(host) == {**PAGES, ".nojekyll": b"", "later.html": b"later"}

    def test_one_that_was_killed_while_the_host_took_it_is_gone_on_with(self, host: Path, site: Site) -> None:
        """Nobody knows then whether the host has it: the next one looks."""
        needed(POSIX)
        put(to(host), site, PAGES)
        os.mkfifo(host / "asked")
        write(host / "hooks", {"pre-receive": b"#!/bin/sh\necho here > asked\ncat asked >/dev/null\n"})
        (host / "hooks/pre-receive").chmod(0o755)

        killed(host, site, "target.finish()\n", lambda: (host / "asked").read_text())

        (host / "hooks/pre-receive").unlink()
        put(to(host), site, {"later.html": b"later"})
        # A host of this machine has ended with newsgen; one elsewhere would go on.
        with suppress(OSError):
            os.close(os.open(host / "asked", os.O_WRONLY | os.O_NONBLOCK))
        assert {"index.html", "later.html"} <= set(held(host))
        assert n_commits(host) == 1

    @pytest.mark.parametrize("name", ["HEAD", "config", "objects", "packed-refs", "shallow"])
    def test_a_work_repository_that_lost_a_part_is_made_anew(self, host: Path, site: Site, name: str) -> None:
        put(to(host), site, PAGES)
        lost = site.state / "branch.git" / name
        if lost.is_dir():
            subprocess.run(["rm", "-r", str(lost)], check=True)
        else:
            lost.unlink(missing_ok=True)

        put(to(host), site, {"later.html": b"later"})

        assert held(host) == {**PAGES, ".nojekyll": b"", "later.html": b"later"}


class TestSources:
    """The branch that a site is written in is nobody's to deploy to."""

    @pytest.fixture
    def written(self, host: Path, site: Site) -> Site:
        git("init", "--quiet", "--initial-branch=main", str(site.root))
        git("remote", "add", "origin", str(host), cwd=site.root)
        write(site.root, {"README.md": b"a paper"})
        git("add", "README.md", cwd=site.root)
        git("commit", "--quiet", "--message=first", cwd=site.root)
        git("push", "--quiet", "origin", "main", cwd=site.root)
        write(site.root, {"newsgen.yaml": b"title: Paper\n"})
        return site

    @pytest.mark.parametrize("spelled", ["origin", "{host}", "file://{host}", "file://{host}/", "."])
    def test_a_branch_that_is_checked_out_is_refused(self, host: Path, written: Site, spelled: str) -> None:
        named = spelled.format(host=host)

        error = refused(Destination(target="git", to=named, branch="main"), written)

        assert "main" in str(error)
        assert "gh-pages" in error.hint
        assert set(held(host, "main")) == {"README.md"}

    def test_another_branch_of_the_same_repository_is_not(self, host: Path, written: Site) -> None:
        put(Destination(target="git", to="origin", branch=BRANCH), written, PAGES)

        assert held(host) == {**PAGES, ".nojekyll": b""}
        assert git("status", "--porcelain", "--untracked-files=no", cwd=written.root) == ""

    def test_a_branch_whose_work_tree_is_the_output_is_not(self, host: Path, written: Site) -> None:
        """Hugo's manual had people do so: what was built lay there, ready to be committed."""
        written.output.rmdir()
        git("worktree", "add", "--quiet", "-b", BRANCH, "output", cwd=written.root)
        (written.output / "README.md").unlink()

        put(Destination(target="git", to="origin", branch=BRANCH), written, PAGES)

        assert held(host) == {**PAGES, ".nojekyll": b""}

    def test_the_branch_of_that_name_of_another_repository_is_not(self, written: Site, tmp_path: Path) -> None:
        """`paper.github.io` is served from its main."""
        git("init", "--quiet", "--bare", str(tmp_path / "paper.git"))

        put(to(tmp_path / "paper.git", "main"), written, PAGES)

        assert held(tmp_path / "paper.git", "main") == {**PAGES, ".nojekyll": b""}

    def test_a_past_state_of_what_is_checked_out_is_refused(self, host: Path, written: Site) -> None:
        git("checkout", "--quiet", "-b", "work", cwd=written.root)

        assert "past state" in str(refused(to(host, "main"), written))

    @pytest.mark.parametrize("path", ["newsgen.yaml", "content/2026/a.md"])
    def test_a_branch_that_holds_sources_is_refused(self, host: Path, site: Site, tmp_path: Path, path: str) -> None:
        """Also where the site lies in no repository: copied, or unpacked from an archive."""
        with_commit(host, tmp_path / "theirs", "main", {path: b"title: Paper\n", "a.txt": b""})

        error = refused(to(host, "main"), site)

        assert path in str(error)
        assert set(held(host, "main")) == {path, "a.txt"}

    def test_an_output_with_such_a_folder_is_deployed_again(self, host: Path, site: Site) -> None:
        """An article may have the address /content/, and static/ may hold anything."""
        put(to(host), site, {"content/a.md": b"a", "newsgen.yaml": b"an example"}, small="manifest")

        put(to(host), site, {"content/a.md": b"b"}, small="manifest")

        assert held(host)["content/a.md"] == b"b"

    def test_a_git_hook_may_call_newsgen(
        self, host: Path, written: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Git tells its hooks, by variables, which repository they are in: newsgen's own is another."""
        monkeypatch.setenv("GIT_DIR", str(written.root / ".git"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        monkeypatch.setenv("GIT_WORK_TREE", str(written.root))

        put(Destination(target="git", to="origin", branch=BRANCH), written, PAGES)

        monkeypatch.undo()
        assert held(host) == {**PAGES, ".nojekyll": b""}


class TestUnreachable:
    def test_a_repository_that_is_not_there(self, site: Site, tmp_path: Path) -> None:
        error = refused(to(tmp_path / "none.git"), site)

        assert "none.git" in str(error)
        assert "create the repository" in error.hint

    def test_a_name_that_is_no_remote(self, site: Site) -> None:
        error = refused(Destination(target="git", to="origin", branch=BRANCH), site)

        assert '"origin" is no remote' in str(error)

    def test_a_refused_token_is_in_no_error_and_no_file(self, site: Site) -> None:
        """CI keeps its token in the settings of the site's repository: it must reach the host, and nobody else."""
        git("init", "--quiet", str(site.root))
        with refusing() as (address, headers):
            git("remote", "add", "origin", address.replace("//", "//writer:Pa55word@"), cwd=site.root)
            git("config", f"http.{address}/.extraHeader", "X-Token: basic dG9rZW4tb2YtY2k=", cwd=site.root)

            error = refused(Destination(target="git", to="origin", branch=BRANCH), site)

        assert "basic dG9rZW4tb2YtY2k=" in headers
        said = f"{error} {error.hint}"
        kept = b"".join(path.read_bytes() for path in site.state.rglob("*") if path.is_file())
        assert "without a question" in error.hint
        assert not [secret for secret in ("Pa55word", "dG9rZW4tb2YtY2k") if secret in said or secret.encode() in kept]

    def test_git_itself_is_not_there(self, host: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")

        assert '"git" is not on this machine' in str(refused(to(host), site))


class TestOverSsh:
    @pytest.fixture
    def server(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
        with serving(tmp_path / "ssh") as server:
            monkeypatch.setenv("PATH", server.path)
            yield server

    def test_the_branch_is_put_there(self, server: Server, host: Path, site: Site) -> None:
        there = Destination(target="git", to=f"{HOST}:{host}", branch=BRANCH)

        put(there, site, PAGES)
        put(there, site, {"index.html": b"new"})

        assert held(host) == {**PAGES, "index.html": b"new", ".nojekyll": b""}

    def test_a_key_that_the_server_does_not_know(self, server: Server, host: Path, site: Site) -> None:
        """Nobody sits there to be asked for a password, where a clock starts the deploy."""
        server.with_wrong_key()

        error = refused(Destination(target="git", to=f"{HOST}:{host}", branch=BRANCH), site)

        assert "Permission denied" in str(error)
        assert "without a question" in error.hint


def n_objects(host: Path) -> int:
    counted = dict(line.split(": ") for line in git("count-objects", "-v", cwd=host).splitlines())
    return int(counted["count"]) + int(counted["in-pack"])


def killed(host: Path, site: Site, then: str, is_ready: Callable[[], object] | None = None) -> None:
    """Another process collects a deploy, goes on as told, and is killed when it says "here", or is ready."""
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from newsgen.config import Destination\nfrom newsgen.deploy.targets import target_of\n"
        "from tests.deploy.places import collected, site_at\n"
        f"site = site_at(Path({str(site.root)!r}))\n"
        f"target = target_of(Destination(target='git', to={host.as_uri()!r}, branch={BRANCH!r}), site)\n"
        "collected(target, site, {f'{n}.html': b'%d' % n for n in range(500)})\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program + then], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout
    if is_ready:
        is_ready()
    else:
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
