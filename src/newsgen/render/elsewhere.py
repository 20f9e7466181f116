"""What themes of other systems call what newsgen has, for hints: Hugo, Jekyll, Pelican, Nikola, Ghost and others.

Looked up where a name is unknown, so nothing here stands in the way of a name that newsgen has.
"""

from collections.abc import Mapping

_BODY = "site.body(article)|safe"
_DATES = 'article.date|date("day"), or article.date.strftime("%Y")'
_MENU = "site.config.menu, or site.pages(menu)"
_TERMS = "site.categories, site.tags or site.authors"

# What newsgen has -> the words of others, folded (see `word`).
Words = Mapping[str, str]

_SITE: Words = {
    "site.config.title": "title name sitename sitetitle blogtitle blogname",
    "site.config.subtitle": "subtitle sitesubtitle tagline",
    "site.config.description": "description blogdescription sitedescription",
    "site.config.base_url": "baseurl siteurl url rooturl domain host",
    "site.config.language": "language lang languagecode locale defaultlang",
    "site.config.timezone": "timezone",
    "site.config.publisher": "publisher author owner copyright organization",
    _MENU: "menu menus menuitems nav navigation navigationlinks links",
    "site.articles()": "posts regularpages allpages entries stories collections items",
    "site.recent(6)": "latestposts recentposts newest",
    "site.config.extra": "params param data extra settings custom",
    "site.home_url": "home homepage index indexurl",
    'site.feed_url("rss")': "feed feeds rss rssurl feedrss atom rsslink feedatom",
    _TERMS: "taxonomies taxonomy terms",
    'site.static("css/own.css")': "asseturl assets urlfor geturl stylesheet",
    "site.translations(article)": "languages alternates",
}
_ARTICLE: Words = {
    _BODY: "content body html text rawcontent contenthtml thecontent plain",
    "article.teaser": "summary excerpt abstract preview snippet intro customexcerpt theexcerpt",
    "article.url": "permalink relpermalink link href path uri saveas absoluteurl permalinkurl thepermalink",
    "article.title": "headline name heading linktitle thetitle",
    "article.dek": "subtitle standfirst deck subheading subhead",
    "article.authors": "author primaryauthor writer writers byauthor",
    "article.categories": "category section sections primarycategory",
    "article.tags": "tag keywords primarytag labels taglinks",
    "article.date": "published publishedat pubdate publishdate datepublished created createdat datetime localedate",
    "article.updated": "modified lastmod updatedat lastmodifiedat dateupdated datemodified lastupdated",
    "article.image": "thumbnail cover featuredimage featureimage hero picture photo images previewimage postthumbnail",
    "article.extra": "params param meta metadata custom data frontmatter fields",
    "article.lang": "language locale inlanguage",
    "site.newer(article)": "next nextpost nextarticle nextinsection nextpage newer",
    "site.older(article)": "prev previous prevpost previouspost prevarticle previnsection prevpage older",
    "site.related(article)": "related relatedposts relatedpages similar",
    "site.headings(article)": "tableofcontents headings outline",
    "site.words(article)": "wordcount words readingtime fuzzywordcount",
}
_TERM: Words = {
    "site.count(category=term)": "count size length total numpages postcount n",
    "site.articles(category=term)": "posts articles pages regularpages entries items",
    "term.name": "title label linktitle",
    "term.url": "permalink relpermalink link href path",
    "site.term_body(term)|safe": "content body html text",
}
_NAME: Words = {
    "site.tags_of(article), site.categories_of(article) or site.authors_of(article), which give terms": (
        "url permalink relpermalink link href path description image count"
    ),
    "tag.name": "title label",
}
_PICTURE: Words = {
    "site.asset(article.image).url": "url path href permalink relpermalink link",
    "site.asset(article.image).width": "width height size",
    "article.image.alt": "alttext alternative alternativetext text",
    "article.image.credit": "author photographer copyright attribution",
    "article.image.caption": "title description legend",
}
_LIST: Words = {
    "page.articles": "posts items objectlist pages entries paginator elements",
    "page.older_url": "next nexturl nextpage nextpagepath nextpagenumber hasnext hasnextpage nextlink",
    "page.newer_url": "prev prevurl previous previouspage previouspageurl previouspagepath hasprev prevlink",
    "page.number": "page pagenumber current currentpage index",
    "page.total, which is 0 but on the front": "totalpages numpages pagecount lastpage npages",
    "page.first_url": "first firsturl firstpage",
}
_GIVEN: Words = {
    "article": "page post entry story item node currentpage",
    "page": "paginator pagination pager articlespage postspage paginate",
    "term": "tag category author taxonomy section tagname categoryname",
    "site.articles()": "posts articles pages entries stories collections dates",
    _BODY: "content body html thecontent",
    "article.title": "title pagetitle headline thetitle",
    "article.date": "date",
    "site.config": "config settings params options",
    "site.config.title": "sitename sitetitle blogtitle blogname",
    "site.config.base_url": "siteurl baseurl blogurl",
    "site.config.description": "blogdescription blogdesc sitesubtitle",
    _MENU: "menu menus menuitems nav navigation navigationlinks",
    "url": "permalink canonical currenturl outputfile path abslink",
    "lang": "language locale langcode currentlanguage defaultlang",
    'site.static("css/own.css")': "urlfor geturl asset assets static",
    '_("Older articles")': "t i18n translate messages trans",
    'site.feed_url("rss")': "feed rss feedrss feedatom feedallatom",
    _TERMS: "categories tags authors taxonomies terms",
}
_FILTER: Words = {
    _DATES: (
        "strftime dateformat formatdate datetostring datetolongstring datetimeformat readabledate time localizeddate"
    ),
    "|iso": "datetoxmlschema isoformat datetorfc3339 datetorfc822 htmldatestring dateiso",
    "|absolute": "absoluteurl absurl abslangurl abslink urlabsolute",
    "|rooted": "relativeurl relurl rellangurl url relref ref",
    'site.static("css/own.css")': "asseturl fingerprint asset static imgurl resourcesget",
    "|tojson": "jsonify jsonencode",
    "|safe": "safehtml raw unescape noescape htmlsafe",
    "|striptags": "striphtml plainify nohtml",
    "|cut(80)": "truncatewords ellipsize excerpt shorten",
    "|length": "size len",
    "[:6] behind the list": "limit take head",
    '|selectattr("featured")': "where filter whereexp",
    '|sort(attribute="title")': "sortby orderby sortbyattribute",
    '|groupby("lang")': "groupbyexp",
    "|names": "arraytosentencestring tosentence listjoin",
    "|lower": "downcase lowercase",
    "|upper": "upcase uppercase",
    "site.words(article)": "numberofwords wordcount countwords readingtime",
    "site.body(article), for texts of articles alone are Markdown": "markdownify markdown rendermarkdown",
    "|number": "numberformat intcomma formatnumber",
    '_("Older articles")': "t i18n translate trans",
}
_BY_OWNER: Mapping[str, Words] = {
    **{"site": _SITE, "View": _SITE, "Head": _ARTICLE, "Term": _TERM, "TermName": _NAME, "Image": _PICTURE},
    **{"ListPage": _LIST, "given": _GIVEN, "filter": _FILTER},
}


def word(owner: str, name: str, given: frozenset[str] | None = None) -> str:
    """A hint for a name that an owner does not have: "site", "given" (to a page), "filter", or the name of a class.

    What needs an article, a term or a page of a list is no help on a page without: `given` are the values that it has.
    """
    folded = name.replace("_", "").replace("-", "").lower()
    for said, words in _BY_OWNER.get(owner, {}).items():
        needed = next((each for each in ("article", "term", "page") if _names(said, each)), "")
        if folded in words.split() and (given is None or not needed or needed in given):
            return f"write {said}"
    return ""


def _names(said: str, value: str) -> bool:
    return said == value or said.startswith(f"{value}.") or f"({value})" in said
