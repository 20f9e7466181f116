"""Why a file of content/ that is no article is not published either: left-overs, other systems' sources, programs."""

import re
from collections.abc import Collection
from unicodedata import normalize

from msgspec.structs import replace

from newsgen.content.types import suffix_of, type_of
from newsgen.diagnostics import Diagnostic, Place
from newsgen.expressions import expression
from newsgen.hosts import ordered

# Of these nothing is said: the system or a sync client makes them, hides them and keeps no text of anybody's in them.
_QUIET = re.compile(
    r"\.|(?:Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r|__MACOSX|@eaDir|System Volume Information)$", re.I
)
# Where the system or a server keeps what was thrown away.
_BIN = re.compile(r"(?:#recycle|\$recycle\.bin|@recycle|#snapshot|~snapshot|lost\+found)$", re.I)

_LEFT_OVER = expression(
    r"""^[~]\$ | ~$ | ^\#.*\#$ | ^\d{4}$          # Office's lock, a backup, Emacs's own copy, Vim's trial file
    | \.(?: sw[a-p] | un~ | bak\d* | old | orig | rej | te?mp | part(?:ial)? | crdownload | download | opdownload
        | save(?:\.\d+)? | backup | autosave | asv | wbk | xlk | mine | theirs | ours | r\d+ | lo?ck | kate-swp
        | dpkg-(?:old|new|dist|tmp) | rpm(?:save|new|orig) | sb-[0-9a-f]+-\w+ )$
    | _(?-i:BACKUP|BASE|LOCAL|REMOTE)_\d+\.\w+$      # git mergetool
    | \.sync-conflict-\d | [ ._(-]conflicted[ ]copy\b | in[ ]Konflikt[ ]stehende[ ]Kopie
    | copie[ ]en[ ]conflit | copia[ ]en[ ]conflicto | copia[ ]in[ ]conflitto | _conflict-\d{8}-\d+""",
    re.I | re.X,
)
# One of these stands in the name of each copy that ends as an article's does.
COPY_MARKS = ("onfli", "_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_")

_FOREIGN = frozenset(
    {
        *("rst", "rest", "org", "adoc", "asciidoc", "asc", "ipynb", "mdx", "html", "htm", "xhtml", "xht", "textile"),
        *("tex", "latex", "ltx", "typ", "rmd", "qmd", "pod", "rdoc", "creole", "mediawiki", "wiki", "wp", "t2t", "dbk"),
        *("docbook", "bb", "bbcode", "meta", "haml", "pug", "jade", "slim", "njk", "liquid", "hbs", "handlebars"),
        *("mustache", "ejs", "erb", "tmpl", "gohtml", "jinja", "jinja2", "j2", "twig", "vue", "svelte", "astro"),
        *("mht", "mhtml", "webarchive", "enex", "scriv", "fountain", "pages", "wpd", "fodt"),
    }
)
# Beside an article of the same name it is what the article was written in, notes and corrections included; or its head.
_MANUSCRIPTS = frozenset({"docx", "doc", "odt", "rtf", "txt", "json", "meta"})
# A drawing packed cannot be looked into; what holds macros is a program.
_HINTS = {
    "svgz": "unpack it: .svg is published",
    "docm": "save it without macros, as .docx",
    "xlsm": "save it without macros, as .xlsx",
    "pptm": "save it without macros, as .pptx",
    "xml": "browsers may run what is in XML: put it into static/ if the site needs it",
}
_OTHER = "put it into static/ if readers shall have it, pack it as .zip, or move it away"
# Docusaurus's and others' list of those who write, by the names that articles use; it may hold e-mail addresses.
_AUTHORS = re.compile(r"authors?\.(?:ya?ml|toml)", re.I)
_OF_AUTHORS = "describe each in a file content/authors/NAME.md with title: Ada Lind, where NAME is what articles write"
# Pictures, recordings and papers under the names that most have: of no sort that is told above.
_PLAIN = expression(r"(?:[A-Za-z0-9-]+/)+[A-Za-z0-9-]+\.(?:jpe?g|png|webp|gif|avif|pdf|mp3|mp4)")
_DATED = expression(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]+")


# What a host would hand to anybody who asks for it: passwords, dumps of data bases, private keys, logs.
_PRIVATE = expression(
    r"""wp-config\b.*\.php\b.* | (?:local)?settings\.php | (?:configuration|config\.inc)\.php | htpasswd | pgpass
    | .*\.(?:sql|dump|sqlite3?|db|mdb|accdb)(?:\.(?:gz|bz2|xz|zst|zip|7z))?
    | id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)? | .*\.(?:pem|key|p12|pfx|jks|keystore|ppk|kdbx?|ovpn)
    | (?:secrets?|credentials|parameters|database)\.(?:ya?ml|json|toml|ini) | rclone\.conf | wallet\.dat
    | (?:error|access|debug)[_-]log | .*\.log(?:\.\d+)?(?:\.gz)?""",
    re.I | re.X,
)
_ORDINARY = (
    *(".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg", ".pdf", ".mp3", ".mp4", ".css", ".js", ".html"),
    *(".JPG", ".JPEG", ".PNG", ".woff", ".woff2", ".ttf"),
)
# Of the system, as far as a name that begins with no dot tells it.
_OF_SYSTEM = re.compile(r"(?:thumbs|ehthumbs)\.db|desktop\.ini|icon\r", re.I)


def is_hidden(name: str) -> bool:
    """Whether nothing is read, nor said, of a file or folder of this name."""
    return _QUIET.match(name) is not None


def is_bin(name: str) -> bool:
    """Whether a folder of this name holds what somebody has thrown away."""
    return _BIN.match(name) is not None


def is_left_over(name: str) -> bool:
    return _LEFT_OVER().search(name) is not None


def is_manuscript(name: str) -> bool:
    """Whether a file of this name is published only where no article has its name."""
    return suffix_of(name) in _MANUSCRIPTS


def stem(path: str) -> str:
    """The name that an article shares with its manuscript: without date, language, suffix; of index.md its folder's."""
    folder, _, name = path.rpartition("/")
    bare = _DATED().sub("", name.partition(".")[0])
    if bare in {"index", "_index"}:
        bare = folder.rpartition("/")[2]
    return normalize("NFC", bare).casefold()


def left_over(path: str) -> Diagnostic:
    text = f'"{path.rpartition("/")[2]}" is left over from an editor, a merge or another program; it is not published'
    return _warning("left-over", path, text, "delete it, or give it a name of its own if it is needed")


def bin_found(path: str) -> Diagnostic:
    text = f'"{path.rpartition("/")[2]}" holds what was thrown away; nothing in it is read'
    return _warning("left-over", path, text, "move it out of here")


def unpublished(path: str, content: str, stems: Collection[str]) -> Diagnostic | None:
    """Why a file that is no article is left where it is; None if it may be published.

    `path` is below the site's root, `content` the folder of sources; `stems` are those of the articles beside it.
    """
    # An archive has ten thousand of these, and the rest takes thrice as long.
    if _PLAIN().fullmatch(path) and not ordered(path.removeprefix(f"{content}/")):
        return None
    name, suffix = path.rpartition("/")[2], suffix_of(path)
    if is_left_over(name):
        return left_over(path)
    if suffix == "meta" and stem(path) in stems:
        return Diagnostic("source-foreign", Place(path), *_of_its_head(name))
    if suffix in _FOREIGN or name.lower().endswith(".11tydata.json"):
        return _warning("source-foreign", path, *_of_another_system(name))
    if suffix in _MANUSCRIPTS and stem(path) in stems:
        text = f'"{name}" has the name of an article beside it, and seems to be its manuscript; it is not published'
        return _warning("source-foreign", path, text, "give it another name if readers shall have it")
    if why := ordered(path.removeprefix(f"{content}/")):
        text = f'"{name}" is not published, because {why}'
        return _warning(
            "asset-active",
            path,
            text,
            "put it into a folder or give it another name if readers shall have it, into static/ if the site needs it",
        )
    if type_of(name) is None:
        hint = _OF_AUTHORS if _AUTHORS.fullmatch(name) else _HINTS.get(suffix, _OTHER)
        return _warning("asset-unknown", path, f'"{name}" is of no type that is published from here', hint)
    return None


def kept_back(path: str) -> Diagnostic | None:
    """Why a file of static/, by its path in the site, is not published unless newsgen.yaml allows it; mostly None."""
    # A copied root of a web server has ten thousand of these.
    if path.endswith(_ORDINARY):
        return None
    name = path.rpartition("/")[2]
    if _OF_SYSTEM.fullmatch(name):
        return left_over(path)
    if _PRIVATE().fullmatch(name):
        text = f'"{name}" looks like passwords, data or keys that are nobody\'s business; it is not published'
        hint = "move it out of here; if readers shall have it, name it in newsgen.yaml under assets: {allow: […]}"
        return _warning("static-private", path, text, hint)
    if is_left_over(name):
        return replace(left_over(path), hint="delete it, or name it in newsgen.yaml under assets: {allow: […]}")
    return None


def _of_another_system(name: str) -> tuple[str, str]:
    text = f'"{name}" is a source of another system; it is not published'
    return text, "write it as Markdown (.md), put it into static/ if readers shall have it as it is, or move it away"


def _of_its_head(name: str) -> tuple[str, str]:
    """Nikola's second file of an article: what hides a draft stands there alone."""
    text = f'"{name}" is the head of the article beside it, as Nikola has it, and is not read'
    return text, "write its lines at the beginning of the article, above the text, and delete this file"


def _warning(code: str, path: str, text: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Place(path), text, hint, "warning")
