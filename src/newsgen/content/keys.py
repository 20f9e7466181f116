"""Every key that front matter may have, its synonyms in other systems, and its type, in one table."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

Type = Literal["text", "datetime", "bool", "int", "terms", "special", "ignored"]


class Key(Struct, frozen=True, gc=False):
    """A key, what its value is read as, and its synonyms; where several are given, the one first named here counts.

    "special" values are read by the function of schema.py that has their name; "ignored" ones mean nothing here.
    """

    name: str
    type: Type
    synonyms: tuple[str, ...] = ()


KEYS: tuple[Key, ...] = (
    Key("id", "text", ("guid", "uuid", "internal_id", "wp:post_id")),
    Key("title", "text", ("headline",)),
    Key("short_title", "text", ("link_title",)),
    Key("seo_title", "text", ("title_tag", "meta_title", "og_title", "twitter_title", "_yoast_wpseo_title")),
    Key("kicker", "text", ("overline", "eyebrow", "label")),
    Key("dek", "text", ("subtitle", "standfirst", "subheadline")),
    Key("description", "text", ("meta_description", "_yoast_wpseo_metadesc")),
    Key("teaser", "text", ("summary", "excerpt", "custom_excerpt", "blurb")),
    Key("date", "datetime", ("published_at", "date_published", "wp:post_date", "wp:post_date_gmt")),
    Key(
        "publish_at",
        "datetime",
        (
            *(
                "publish_date",
                "pub_date",
                "not_before",
                "publish_on",
                "publish_up",
                "publish_from",
                "publish_after",
                "go_live",
                "go_live_at",
            ),
            *("go_live_date", "scheduled_at", "scheduled_for", "scheduled_date", "schedule_date"),
        ),
    ),
    Key("embargo", "datetime", ("embargo_until", "embargo_date", "embargoed_until", "sperrfrist")),
    Key("published", "special"),
    Key(
        "expires",
        "datetime",
        (
            *("expiry_date", "unpublish_date", "expire", "expire_date", "expiry", "expiration", "expiration_date"),
            *("expires_at", "expires_on", "expire_at", "publish_down", "publish_until", "unpublish_at", "unpublish_on"),
        ),
    ),
    Key(
        "updated",
        "datetime",
        ("lastmod", "modified", "updated_date", "last_modified_at", "updated_at", "last_modified", "wp:post_modified"),
    ),
    Key("changes", "special", ("change_note", "update_note")),
    Key("corrections", "special", ("correction",)),
    Key("status", "special", ("wp:status", "post_status")),
    Key("draft", "bool"),
    # With the theme's other languages
    Key("is_draft", "bool", ("entwurf", "borrador", "brouillon", "bozza", "szkic")),
    Key("unpublished", "bool", ("is_unpublished",)),
    Key("public", "bool", ("is_public", "is_published")),
    # The garden is a plugin of Obsidian's.
    Key("publish", "special", ("dg_publish",)),
    Key("password", "special", ("post_password", "wp:post_password")),
    Key("unlisted", "bool", ("hidden", "eleventy_exclude_from_collections", "river_exclude")),
    Key("featured", "special", ("sticky", "pinned", "pin", "is_sticky")),
    Key("weight", "int", ("order", "nav_order")),
    Key("slug", "text", ("wp:post_name",)),
    Key("url", "special", ("permalink", "path", "save_as")),
    Key("aliases", "special", ("alias", "redirect_from", "_wp_old_slug")),
    Key("also", "terms"),
    Key("redirect_to", "special"),
    Key("category", "terms", ("categories", "section")),
    Key("tags", "terms", ("tag", "topics", "keywords")),
    Key("taxonomies", "special"),
    Key("series", "special"),
    Key("related", "special"),
    Key("part", "int", ("series_part", "series_order", "series_weight", "series_index", "series_number")),
    Key("authors", "terms", ("author", "dc:creator")),
    Key("byline", "text", ("vanity_credits",)),
    # Of authors, in their descriptions
    Key("role", "text", ("job_title",)),
    Key("email", "text", ("mail",)),
    Key("organization", "bool", ("is_organization",)),
    Key("profiles", "special", ("links", "social", "social_links")),
    Key("location", "text", ("dateline",)),
    Key("source", "special"),
    Key("sources", "special"),
    Key("reading_time", "special", ("show_reading_time", "show_read_time", "read_time")),
    Key("hide_reading_time", "special", ("hide_read_time", "no_reading_time", "disable_reading_time")),
    Key("lang", "special", ("locale", "language")),
    Key("translation_key", "text"),
    Key(
        "image",
        "special",
        (
            *("images", "cover", "featured_image", "thumbnail", "hero_image", "preview_image", "feature_image"),
            # wordpress-export-to-markdown, DEV, Sanity; themes of Jekyll and Hugo
            *("cover_image", "header_image", "main_image", "lead_image", "post_image", "title_image", "banner_image"),
            *("teaser_image", "image_url", "image_src", "cover_img", "featured_img", "hero_img", "preview_img"),
            *("titelbild", "beitragsbild", "aufmacherbild", "artikelbild", "og_image", "social_image", "share_image"),
            *("twitter_image", "_thumbnail_id", "resources"),
        ),
    ),
    Key("image_alt", "text", ("alt", "feature_image_alt", "image_description")),
    Key("image_caption", "text", ("feature_image_caption",)),
    Key("image_credit", "text"),
    Key("image_license", "text"),
    Key("image_license_page", "text", ("acquire_license_page",)),
    Key("image_copyright", "text"),
    Key("image_focus", "text", ("image_gravity",)),
    # Beside newsgen's, those of Castanet for Hugo, of Jekyll's and WordPress' plug-ins, of Nikola
    Key(
        "enclosure",
        "special",
        ("audio", "audio_file", "audio_url", "podcast_file", "podcast_mp3", "audio_file_path", "mp3"),
    ),
    Key("enclosure_length", "special", ("podcast_bytes", "audio_bytes", "audio_file_size")),
    Key("enclosure_type", "special", ("audio_type",)),
    Key("duration", "special", ("audio_duration", "enclosure_duration", "podcast_duration", "itunes_duration")),
    Key("episode", "special", ("episode_number", "itunes_episode", "itunes_episode_number")),
    Key("season", "special", ("season_number", "itunes_season", "itunes_season_number")),
    Key("episode_type", "special", ("itunes_episode_type",)),
    Key("explicit", "special", ("itunes_explicit",)),
    Key("transcript", "special", ("podcast_transcript", "transcript_url")),
    # Of categories, in their descriptions
    Key("podcast", "special"),
    Key("canonical_url", "text", ("canonical", "_yoast_wpseo_canonical")),
    Key("source_url", "text", ("link",)),
    Key("noindex", "bool"),
    Key("private", "bool", ("is_private",)),
    Key("robots", "special"),
    Key("sitemap", "special"),
    Key("in_search_index", "bool"),
    Key("search", "bool"),
    Key("feed", "bool"),
    Key("feed_exclude", "bool"),
    Key("email_only", "bool"),
    Key("template", "text", ("layout", "custom_template")),
    Key("type", "special", ("genre", "article_type")),
    Key(
        "sponsored",
        "bool",
        (
            *("is_sponsored", "advertorial", "is_advertorial", "is_ad", "paid_content", "anzeige", "sponsored_content"),
            *("sponsored_post", "sponsored_article", "branded_content", "partner_content", "paid_partnership"),
            *("native_ad", "native_advertising", "publireportage"),
        ),
    ),
    Key("sponsor", "special", ("sponsors", "sponsored_by", "presented_by")),
    Key("comments", "bool"),
    Key("ads", "bool"),
    Key("no_comments", "bool"),
    Key("math", "bool", ("has_math",)),
    Key("toc", "bool"),
    Key("menu", "special", ("menus", "eleventy_navigation")),
    Key("extra", "special", ("params",)),
    Key("access", "special"),
    # Ghost's word, and those of others for what only members may read
    Key("visibility", "special", ("audience",)),
    Key(
        "members_only",
        "special",
        (
            *("subscribers_only", "paid_only", "paywall", "premium", "is_premium", "subscription_required", "abo"),
            *("protect", "protected", "login_required"),
        ),
    ),
    # Hugo
    Key("build", "special"),
    Key("build_render", "special"),
    Key("headless", "bool"),
    Key("cascade", "ignored", ("outputs", "markup", "is_cjk_language", "sites")),
    # Zola, Jekyll
    Key("render", "special"),
    Key("insert_anchor_links", "ignored", ("regenerate", "excerpt_separator")),
    # Grav
    Key("routable", "bool"),
    Key("visible", "bool"),
    # Eleventy
    Key(
        "pagination",
        "ignored",
        (
            "eleventy_computed",
            "eleventy_import",
            "dynamic_permalink",
            "template_engine_override",
            "eleventy_data_schema",
        ),
    ),
    # Nikola
    Key("filters", "ignored", ("data", "hyphenate", "hide_title", "pretty_url", "url_type")),
    # Ghost, Pelican
    Key(
        "newsletter_id",
        "ignored",
        (
            "comment_id",
            "codeinjection_head",
            "codeinjection_foot",
            "change_freq",
            "priority",
        ),
    ),
)

# Signs between words, and what nobody sees: a key copied from a web page may hold a mark of no width.
_FOLDS = str.maketrans("", "", "-_ .:\t\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202f\u2060\ufeff")


@lru_cache(maxsize=4096)
def folded(key: str) -> str:
    """One form for post-date, post_date, postDate and PostDate."""
    return key.translate(_FOLDS).lower()


# Folded key -> its place in the table: the name it means, and its rank among the synonyms.
PLACES: Mapping[str, tuple[str, int]] = MappingProxyType(
    {folded(word): (key.name, rank) for key in KEYS for rank, word in enumerate((key.name, *key.synonyms))}
)
# A schedule and an exploration are no mistyped keys; where their values are days, doubts.py asks. What means something
# beside a recording alone, is near to many a word.
_UNLIKE = frozenset(
    {
        *("scheduled_at", "scheduled_for", "scheduled_date", "schedule_date", "expiration"),
        *("duration", "episode", "season", "explicit", "transcript", "mp3", "audio_url"),
    }
)
_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        folded(word): word
        for key in KEYS
        if key.type != "ignored"
        for word in (key.name, *key.synonyms)
        if word not in _UNLIKE
    }
)


# No key has more letters; difflib takes time by the square of them.
_MAX_NEAR = 40


@lru_cache(maxsize=1024)
def near_miss(key: str) -> str:
    """The known key that an unknown one was probably meant to be, else ""."""
    from difflib import get_close_matches

    word = folded(key)
    near = get_close_matches(word, _SPELLINGS, n=1, cutoff=0.82) if 3 < len(word) <= _MAX_NEAR else []
    return _SPELLINGS[near[0]] if near else ""


@lru_cache(maxsize=1024)
def near_misses(key: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Which of some words an unknown key may have been meant to be, those with two letters changed included."""
    from difflib import get_close_matches

    typed = folded(key)
    by_fold = {folded(word): word for word in words if abs(len(folded(word)) - len(typed)) <= 2}
    return tuple(by_fold[near] for near in get_close_matches(typed, by_fold, cutoff=0.75))
