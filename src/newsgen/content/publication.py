"""When and where a source may be seen: its dates, its status, its switches."""

from datetime import datetime, timedelta
from typing import Any

from newsgen.content.fields import plain
from newsgen.content.keys import folded
from newsgen.content.names import Named
from newsgen.content.sheet import Sheet, mapped, truth_of
from newsgen.model import UNDATED

_PUBLISHED = frozenset({"published", "publish", "public", "sent", "future", "scheduled", "featured", "live"})
_DRAFT = frozenset({"draft", "pending", "autodraft"})
_UNLISTED = frozenset({"hidden", "private", "unlisted"})
_SKIPPED = frozenset({"skip", "trash", "inherit"})


def is_skipped(sheet: Sheet) -> bool:
    """Whether the source says that it shall not be read at all."""
    value = sheet.first("status")
    return value is not None and isinstance(value.data, str) and value.data.strip().lower() in _SKIPPED


def dates(sheet: Sheet, name: Named) -> dict[str, datetime]:
    """date, publish_at, updated and expires, as far as they are given and fit each other."""
    date, publish_at = sheet.moment("date"), sheet.moment("publish_at")
    published = _published(sheet)
    shown = date or publish_at or published or name.date
    # An unreadable date has been reported already.
    is_given = any(sheet.first(key) is not None for key in ("date", "publish_at"))
    if shown is None and name.form == "article" and not is_given:
        hint = "write date: 2026-05-01 10:00, or begin the file name with the date"
        sheet.findings.report("date-missing", "there is no date", hint)
    dates = {"date": shown, "expires": sheet.moment("expires"), "updated": _updated(sheet, shown)}
    # `publishDate` alone is the date itself; with a date it is when the article becomes public, which is never before
    # its date: no page, feed or sitemap tells of the future.
    due = [moment for moment in (publish_at or published, shown) if moment is not None]
    dates["publish_at"] = max(due, default=UNDATED)
    return {key: value for key, value in dates.items() if value is not None}


def _published(sheet: Sheet) -> datetime | None:
    """`published` where it is a date (Hugo), not a switch (Jekyll)."""
    value = sheet.first("published")
    return None if value is None or truth_of(value) is not None else sheet.moment_of(value, "published")


def _updated(sheet: Sheet, date: datetime | None) -> datetime | None:
    value, updated = sheet.first("updated"), sheet.moment("updated")
    if updated is None or date is None or updated >= date or value is None:
        return updated
    # A day without a time is not earlier than an hour of that day.
    if ":" not in str(value.data) and date - updated < timedelta(days=1):
        return None
    text = f'updated "{value.data}" is earlier than the date'
    sheet.findings.at(value, "updated-too-early", text, "correct one of the two; updated is left out", "warning")
    return None


def state(sheet: Sheet) -> dict[str, Any]:
    """status, unlisted and featured, from all the keys that tell them."""
    is_draft, is_unlisted = (
        sheet.switch("draft", default=True) if sheet.first("draft") else False,
        sheet.switch("unlisted"),
    )
    featured, until = _featured(sheet)
    status = sheet.first("status")
    if status is not None:
        word = folded(sheet.text_of(status, "status"))
        is_draft |= word not in _PUBLISHED | _UNLISTED
        is_unlisted |= word in _UNLISTED
        featured |= word == "featured"
        if word and word not in _PUBLISHED | _UNLISTED | _DRAFT | _SKIPPED:
            hint = "write published, draft or unlisted"
            sheet.findings.at(status, "status-unknown", f'"{plain(status)}" is not a status', hint)
    published = sheet.first("published")
    is_draft |= published is not None and truth_of(published) is False
    build = sheet.first("build")
    if build is not None and (listed := mapped(build).get("list")) is not None:
        is_unlisted |= str(listed.data).lower() in {"never", "false"}
    state: dict[str, Any] = {"status": "draft" if is_draft else "published", "unlisted": is_unlisted}
    return state | {"featured": featured, "featured_until": until}


def _featured(sheet: Sheet) -> tuple[bool, datetime | None]:
    value = sheet.first("featured")
    if value is None:
        return False, None
    if (until := mapped(value).get("until")) is not None:
        return True, sheet.moment_of(until, "featured until")
    if truth_of(value) is None and value.tag == "timestamp":
        return True, sheet.moment_of(value, "featured")
    return sheet.switch_of(value, "featured"), None


def switches(sheet: Sheet) -> dict[str, Any]:
    noindex = sheet.switch("noindex") or sheet.switch("private") or not sheet.switch("in_search_index", default=True)
    robots, sitemap = sheet.first("robots"), sheet.first("sitemap")
    noindex |= robots is not None and "noindex" in str(plain(robots)).lower()
    if sitemap is not None:
        disabled = mapped(sitemap).get("disable")
        noindex |= truth_of(sitemap) is False or (disabled is not None and truth_of(disabled) is True)
    feed = sheet.switch("feed", default=True) and not sheet.switch("feed_exclude") and not sheet.switch("email_only")
    comments: bool | None = None
    if sheet.first("comments") is not None:
        comments = sheet.switch("comments")
    elif sheet.first("no_comments") is not None:
        comments = not sheet.switch("no_comments")
    math, toc = sheet.switch("math"), sheet.switch("toc")
    return {"noindex": noindex, "feed": feed, "comments": comments, "math": math, "toc": toc}
