"""Which endings of file names are languages: "cup.de.md" is German, "node.js.md" is called "node.js"."""

# ISO 639-1.
_TWO = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su "
    "sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
# Of ISO 639-2 and 639-3, those with a press of their own, and what some systems write for the languages above.
_THREE = (
    "ast bho ceb ckb cmn csb dsb fil frr fur gsw hak haw hsb ilo kab kok lld lmo mai nan nds pap pcm roh rom scn sco "
    "smn sme sms szl tet vec wuu yue "
    "ara ben cat ces chi cze dan deu dut ell eng est eus fas fin fra fre ger gle gre heb hin hrv hun ind isl ita jpn "
    "kor lav lit nld nno nob nor per pol por ron rum rus slk slv spa sqi srp swe tam tha tur ukr urd vie zho"
)
_KNOWN = frozenset(f"{_TWO} {_THREE}".split())


def is_language(suffix: str, own: str) -> bool:
    """Whether an ending begins with a language ("pt-BR"): one that is known here, or the site's `own`."""
    first = suffix.replace("_", "-").partition("-")[0].lower()
    return first in _KNOWN or first == own.partition("-")[0].lower()
