"""One site's preview: builds that remember, and what the pages must be told of them."""

import gc
import html
import secrets
import traceback
from math import inf
from urllib.parse import unquote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from newsgen import csp
from newsgen.build import Result, built_again
from newsgen.diagnostics import described, is_failing
from newsgen.gaps import filled
from newsgen.inside import on_disk
from newsgen.project import PREVIEW, PREVIEW_FILLINGS, Options, Progress, opened
from newsgen.serve import kept
from newsgen.shown import visible
from newsgen.site.policies import policy
from newsgen.slots import sources
from newsgen.walk.memory import Memory

# How many pages are taken to be looked at.
N_LOOKED_AT = 32


class State(Struct, frozen=True):
    """After a build: `version` differs for every build that changed what is served, and for every run of the server.

    `problems`: the errors as the terminal shows them, "" where there are none. `changed`: root-relative addresses;
    `is_filled_anew`: whether pages with gaps have changed, too.
    """

    version: str
    problems: str
    changed: tuple[str, ...] = ()
    is_filled_anew: bool = False

    def told(self) -> dict[str, object]:
        """What a page hears that has just been opened."""
        return {"version": self.version, "problems": self.problems}

    def told_of_build(self) -> dict[str, object]:
        """What a page hears that was open before."""
        return {**self.told(), "changed": self.changed, "filled": self.is_filled_anew}


class Preview:
    """Builds one site again and again into its own folder; not to be called by two threads at once."""

    def __init__(self, options: Options, reloads: bool) -> None:
        self.options = replace(options, output=str(options.root / PREVIEW), fingerprints=False, for_preview=True)
        self.folder = options.root / PREVIEW
        self.base_path = ""
        self.policy = csp.meta({})
        self.folders: tuple[str, ...] = ("content", "templates", "static")
        self._reloads = reloads
        self._memory = Memory()
        self._run = secrets.token_hex(4)
        self._n_builds = 0
        self._fillings_file = options.root / PREVIEW_FILLINGS
        self._fillings = kept.read(self._fillings_file)
        # The pages that were asked for last, in that order; an open one asks again whenever it has changed.
        self._looked_at: dict[str, None] = {}
        self.has_more = False
        # When the preview changes by itself, in seconds since 1970.
        self.until = inf
        self._has_begun = False
        self.state = State(self._run, "")

    def build(self, changed: frozenset[str] | None, progress: Progress) -> Result:
        """Build after some paths have changed (None: anything may have), and move to the next state.

        Where that makes many files stale, those that somebody looks at are made, and `has_more` is true: build again.
        """
        # A folder taken away while a build ran is there again, but holds only what that build made.
        stands = (self.folder / "index.html").is_file()
        ordinary = changed is not None and self.options.config_file not in changed and stands
        if not ordinary:
            self._look_around()
        self._memory.changed = changed if ordinary else None
        # The first build of all makes all: there are no threads yet, so that its workers can be forked.
        self._memory.wanted = frozenset(tuple(self._looked_at)) if self._has_begun and stands else None
        self._has_begun = True
        renderer = self._memory.renderer
        try:
            result = built_again(self.options, self._memory, progress)
        except Exception:
            # What is saved while somebody works must not end the preview, not even where newsgen itself is at fault.
            self._memory.close()
            failure = "\n".join(map(visible, traceback.format_exc().split("\n")))
            self.state = replace(
                self.state, problems=f"newsgen has failed:\n\n{failure}", changed=(), is_filled_anew=False
            )
            return Result((), 1)
        if renderer is not None and renderer is not self._memory.renderer:
            # The loaded templates of before hold cycles, and what is left of builds is collected too seldom for them.
            gc.collect()
        failed = bool(result.exit_code)
        # What has failed is tried again when something is saved.
        self.until = self._memory.until() if not failed and self.options.at is None else inf
        self.has_more = not failed and self._memory.n_left > 0
        is_filled_anew = self._take_fillings()
        self._n_builds += bool(result.changes) or is_filled_anew
        shown = (each for each in result.diagnostics if is_failing((each,), self.options.strict))
        problems = "\n\n".join(described(each) for each in shown) if failed else ""
        addresses = tuple(self._address(each.path) for each in result.changes)
        self.state = State(f"{self._run}-{self._n_builds}", problems, addresses, is_filled_anew)
        return result

    def look_at(self, path: str) -> None:
        """Take it that somebody looks at a page: it is made before others."""
        self._looked_at.pop(path, None)
        self._looked_at[path] = None
        if len(self._looked_at) > N_LOOKED_AT:
            del self._looked_at[next(iter(self._looked_at))]

    def filled(self, text: str) -> str:
        """A page as a build would write it."""
        return filled(text, self._fillings)

    def shown(self, path: str, text: str, has_gaps: bool = False) -> str:
        """A page with the preview's script, which tells its source, its state and what the last build says.

        `has_gaps`: whether it was filled.
        """
        if 'http-equiv="refresh"' in text or text.startswith(("<?xml", "{")):
            return text
        source, state = self._about(path)
        values = {
            "source": source,
            "state": state,
            "version": self.state.version,
            "base": self.base_path,
            "reload": "yes" if self._reloads else "no",
            "problems": "" if self._reloads else self.state.problems,
            "missing": "yes" if path == "404.html" else "",
            "filled": "yes" if has_gaps else "",
            "empty": "yes" if self._is_empty() else "",
        }
        data = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in values.items() if value)
        script = f'<script src="/_newsgen/preview.js" {data}></script>'
        head, body, tail = text.rpartition("</body>")
        return f"{head}{script}{body}{tail}" if body else f"{text}{script}"

    def close(self) -> None:
        self._memory.close()

    def _is_empty(self) -> bool:
        """Whether nothing has been written yet: then the page says how to begin."""
        site = self._memory.site
        return site is not None and not site.all_articles

    def _look_around(self) -> None:
        """Where the site's folders are, as newsgen.yaml says now; as it said before where it cannot be read."""
        project, _ = opened(self.options)
        if project is not None:
            # Servers hand paths on decoded.
            self.base_path = unquote(project.config.base_path)
            # As a page's own tag says it: a preview reports to nobody, and editors show it in frames. Which hosts its
            # text shows, each page says itself.
            config = project.config
            self.policy = csp.meta(config.csp, policy(config.csp, (), sources(config.slots), "allow"))
            folders = (config.content, config.templates, config.static)
            self.folders = tuple(on_disk(project.root, folder) for folder in folders)

    def _take_fillings(self) -> bool:
        """Fill gaps as the last build that was published says, and tell whether that differs from before.

        A build that went wrong may have forgotten all; what is served is then as it was.
        """
        fillings = self._memory.fillings
        if fillings is None or fillings == self._fillings:
            return False
        self._fillings = fillings
        kept.keep(self._fillings_file, fillings)
        return True

    def _address(self, path: str) -> str:
        folder = path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path
        return f"{self.base_path}/{folder}"

    def _about(self, path: str) -> tuple[str, str]:
        """The source of a page below the output folder, and whether it is one that readers cannot see yet."""
        row = self._memory.outputs().get(path)
        site = self._memory.site
        if row is None or site is None:
            return "", ""
        from newsgen.kinds.base import subject_of

        try:
            subject = subject_of(self.options.registry().kinds[row.kind], row.subject)
        except (LookupError, TypeError, msgspec.MsgspecError):
            # Anybody may have written into the cache; nothing is known of such a page.
            return "", ""
        head = site.head(subject.made_of(site))
        if head is None:
            return f"{row.kind} {subject}".rstrip(), ""
        return head.source, _state(head.status == "draft", head.publish_at > site.clock)


def _state(is_draft: bool, is_coming: bool) -> str:
    return "Draft" if is_draft else "Scheduled" if is_coming else ""
