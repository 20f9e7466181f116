"""What no static host can keep as a file, and names that hosts run as programs or read as orders.

From the manuals of Apache, nginx with PHP, IIS, Netlify, Cloudflare Pages, Vercel, Azure Static Web Apps, Firebase,
GitHub, GitLab and Codeberg Pages, Surge and Render. Compared in lower case, as Windows does. Nothing of content/ is
published under such a name.
"""

from newsgen.expressions import expression

MAX_SEGMENT_BYTES = 240
# macOS ends whole paths at 1,024 bytes, and the site's folder stands in front.
MAX_PATH_BYTES = 800

_RESERVED = expression(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?")
_NO_FILE_NAME = expression(r'[\x00-\x1f\x7f\\:*?"<>|#]')

# A folder counts as well as a file: where PHP is on, hosts take /x.php/index.html for a call of x.php. So does a suffix
# in the middle: Apache's AddHandler runs photo.php.jpg.
_PROGRAMS = frozenset(
    {
        *(
            "php",
            "php3",
            "php4",
            "php5",
            "php6",
            "php7",
            "php8",
            "phps",
            "phpt",
            "phtml",
            "phtm",
            "pht",
            "phar",
            "pgif",
        ),
        *("asp", "aspx", "asa", "asax", "ascx", "ashx", "asmx", "axd", "cer", "cdx", "cshtml", "vbhtml", "svc", "idc"),
        *("jsp", "jspx", "jspf", "jsw", "jsv", "jhtml", "cfm", "cfml", "cfc", "cgi", "fcgi", "fpl"),
        *("shtml", "shtm", "stm", "ssi"),
    }
)
# Run by hosts with CGI at the end of a name, and by browsers.
_ENDS = frozenset(
    {
        *("pl", "pm", "py", "pyc", "rb", "sh", "bash", "ksh", "lua", "tcl", "exe", "dll"),
        *("js", "mjs", "cjs", "jsx", "tsx", "css", "wasm", "swf", "jar", "htc", "hta"),
    }
)
# Hosts and browsers take such a file for what it holds: page.html.gz for a page, drawing.svg.br for a drawing.
_PACKED = frozenset({"gz", "br", "zst", "bz2", "xz", "z", "lzma", "deflate"})
_PAGES = frozenset({"html", "htm", "xhtml", "xht", "xml", "xsl", "svg", "mht", "mhtml"})

_ANYWHERE = frozenset(
    {"_headers", "_redirects", "web.config", "php.ini", "global.asax", "staticwebapp.config.json", "_routes.json"}
)
_FOLDERS = frozenset(
    {"functions", "netlify", "_worker.js", "app_code", "app_data", "cgi-bin", "web-inf", "meta-inf", "__"}
)
_FILES = frozenset(
    {
        *("cname", "auth", "cors", "router", "200.html", "vercel.ts", "apple-app-site-association", "site.webmanifest"),
        *("crossdomain.xml", "clientaccesspolicy.xml", "browserconfig.xml", "bingsiteauth.xml", "opensearch.xml"),
    }
)
# robots.txt, ads.txt, security.txt, vercel.json, netlify.toml, manifest.json …: and by a text or JSON file of any name
# owners prove that a domain is theirs.
_AT_THE_ROOT = frozenset({"txt", "json", "ini", "yaml", "yml", "toml"})

# What hosts say of a file that is no page, by its name; a name with a dot of its own, "v1.2", is none of these.
_OTHERS = frozenset(
    {
        *("xml", "json", "rss", "atom", "rdf", "jsonld", "webmanifest", "xsl", "txt", "csv", "md", "ics", "vcf", "vtt"),
        *("pdf", "zip", "gz", "tar", "doc", "docx", "odt", "xls", "xlsx", "ppt", "epub", "rtf", "svg", "svgz", "woff"),
        *(
            "jpg",
            "jpeg",
            "png",
            "gif",
            "webp",
            "avif",
            "ico",
            "mp3",
            "mp4",
            "ogg",
            "wav",
            "webm",
            "m4a",
            "woff2",
            "map",
        ),
    }
)

# What old systems held beside their pages, too.
_DOWNLOADS = frozenset(
    {
        *(
            "7z",
            "rar",
            "tgz",
            "bz2",
            "xz",
            "zst",
            "pptx",
            "ods",
            "odp",
            "odg",
            "xlsm",
            "tsv",
            "mobi",
            "ps",
            "eps",
            "psd",
        ),
        *("bmp", "tif", "tiff", "heic", "jxl", "jfif", "apng", "eot", "ttf", "otf", "kml", "kmz", "gpx", "geojson"),
        *("aac", "flac", "oga", "opus", "m4b", "mid", "avi", "m4v", "mkv", "mov", "mpeg", "mpg", "ogv", "wmv", "srt"),
        *("apk", "dmg", "iso", "msi", "torrent", "bib"),
    }
)

_DATA = (".xml", ".json", ".rss", ".atom", ".rdf", ".jsonld", ".webmanifest", ".xsl")

_SITEMAP = expression(r"[\w-]*sitemap[\w-]*\.xml")
_PLAIN = expression(r"(?:[a-z0-9-]+/)*(?:[a-z0-9-]+\.(?:html|jpe?g|png|webp|gif|pdf)|index\.html)")


def file_of(path: str) -> str:
    """The file below output/ that a static host serves for a decoded path: a folder's is its index.html."""
    path = path.lstrip("/")
    last = path.rpartition("/")[2]
    if not last:
        return f"{path}index.html"
    return path if "." in last else f"{path}/index.html"


def is_data(path: str) -> bool:
    """Whether programs read what is at a path, feeds and their like: they follow no page that leads on."""
    return path.lower().endswith(_DATA)


def unlike_a_page(path: str) -> str:
    """Why browsers would take a page at a path for something else, in words that follow "because"; "" if not."""
    suffix = _suffix(path)
    return _no_page(suffix) if suffix in _OTHERS else ""


def unled(path: str) -> str:
    """Why no page that leads on may stand where a file was, in words that follow "because"; "" if one may."""
    suffix = _suffix(path)
    return _no_page(suffix) if suffix in _OTHERS or suffix in _DOWNLOADS else ""


def danger(path: str) -> str:
    """Why a decoded path cannot be a file of every static host, in words that follow "because"; "" if it can."""
    if path.startswith("//"):
        return "it names another host"
    if len(path.encode("utf-8", "replace")) > MAX_PATH_BYTES:
        return f"an address cannot be longer than {MAX_PATH_BYTES} bytes"
    for segment in path.strip("/").split("/"):
        if segment in {".", ".."}:
            return f'"{segment}" would leave the output folder'
        if found := _NO_FILE_NAME().search(segment):
            return (
                f'"{found.group()}" cannot stand in a file name'
                if found.group() >= " "
                else "it holds a control character"
            )
        if _RESERVED().fullmatch(segment):
            return f'"{segment}" is a device name on Windows'
        if segment.endswith((".", " ")):
            return "a file name cannot end with a dot or a space on Windows"
        if len(segment.encode("utf-8", "replace")) > MAX_SEGMENT_BYTES:
            return f"a file name cannot be longer than {MAX_SEGMENT_BYTES} bytes"
    return ""


def ordered(path: str) -> str:
    """Why no file of content/ may have a path below the output folder, in words that follow "because"; "" if it may.

    A last part without a dot stands for a folder, as in addresses, so `path` is that of the file: "cup/index.html".
    """
    lowered = path.lower()
    parts = lowered.split("/")
    if _PLAIN().fullmatch(lowered) and parts[0] not in _FOLDERS and parts[0] not in _FILES:
        return ""
    for part in parts:
        if part.startswith("."):
            return f'"{part}" is hidden, and hosts keep settings in such files'
        if part in _ANYWHERE:
            return f'hosts read "{part}" as their orders'
        if found := next((suffix for suffix in part.split(".")[1:] if suffix in _PROGRAMS), ""):
            return f'hosts run what is named ".{found}" as a program'
    return _at_the_root(parts) or _at_the_end(parts[-1])


def _suffix(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""


def _no_page(suffix: str) -> str:
    return f'what is named ".{suffix}" is no page to hosts and browsers'


def _at_the_root(parts: list[str]) -> str:
    first = parts[0]
    if len(parts) > 1:
        return f'hosts run what lies in "{first}/", or keep it for themselves' if first in _FOLDERS else ""
    if first in _FILES or _SITEMAP().fullmatch(first):
        return f'hosts or search engines read "{first}" as orders of the site'
    suffix = first.rpartition(".")[2]
    if "." in first and suffix in _AT_THE_ROOT:
        return f'a file ".{suffix}" at the root of a site can say whose the site is, or how it is served'
    return ""


def _at_the_end(name: str) -> str:
    suffixes = name.split(".")[1:]
    if suffixes and suffixes[-1] in _ENDS:
        return f'hosts or browsers run what is named ".{suffixes[-1]}"'
    if len(suffixes) > 1 and suffixes[-1] in _PACKED and not _PAGES.isdisjoint(suffixes):
        return f'hosts unpack ".{suffixes[-2]}.{suffixes[-1]}", and browsers show it as a page of the site'
    return ""
