"""Other systems' words for "not public" hide a source here as well; what cannot be understood does, too."""

import pytest
from msgspec.structs import replace

from newsgen.content.hiding import IF_FALSE, IF_TRUE
from newsgen.content.keys import KEYS
from newsgen.diagnostics import n_errors
from tests.content.reader import CONFIG, HEAD, found, reading

FORMS = ("content/cup.md", "content/pages/cup.md", "content/authors/cup.md", "content/categories/cup.md")


def hidden(keys: str, source: str = FORMS[0]) -> str:
    """What hides a source with these keys; it is a draft then, and has no diagnostics."""
    own = "".join(line + "\n" for line in HEAD.splitlines() if not keys.startswith(f"{line.partition(':')[0]}:"))
    result, _ = reading(f"---\n{own}{keys}\n---\nText.\n", source)
    assert [each.code for each in result.diagnostics if each.code != "file-renamed"] == []
    assert result.head is None or result.head.status == ("draft" if result.hidden else "published")
    return result.hidden


@pytest.mark.parametrize("source", FORMS)
@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("draft: true", "draft"),
        ("status: draft", "status"),
        ("status: pending", "status"),
        ("published: false", "published"),
        ("headless: true", "headless"),
        ("build: {render: never}", "build.render"),
        ("_build: {render: false, list: never}", "build.render"),
        ("build: {render: link}", "build.render"),
        ("build: false", "build.render"),
        ("build.render: never", "build.render"),
        ("render: false", "render"),
        ("public: false", "public"),
        ("isPublic: no", "public"),
        ("publish: false", "publish"),
        ("dg-publish: false", "publish"),
        ("isDraft: true", "is_draft"),
        ("Entwurf: true", "is_draft"),
        ("unpublished: yes", "unpublished"),
        ("private: true", "private"),
        ("password: geheim", "password"),
        ("pass\u200bword: geheim", "password"),
        ("draft\u00a0: true", "draft"),
        ("password: 1234", "password"),
        ("password: {hash: x}", "password"),
        ("post_password: no way", "password"),
        ("status: private", "status: private"),
        ("wp:status: Private", "status: private"),
        ("status: publish\npost_status: private", "status: private"),
        ("permalink: false", "permalink"),
        ("routable: false", "routable"),
        ("visible: false", "visible"),
        ("publishDate: never", "publish_at: never"),
        ("date: never", "publish_at: never"),
        ("cascade: {draft: true}", "cascade"),
        ("cascade: [{target: {path: /x}, build: {render: never}}]", "cascade"),
        ("type: draft", "type: draft"),
        ("Type: Entwurf", "type: draft"),
        ("publishedAt: null", "published_at: null"),
        ("published_at:", "published_at: null"),
        ("draft: true\npassword: x", "draft"),
        ("draft: false\npassword: x", "password"),
    ],
)
def test_a_source_is_hidden_by(keys: str, word: str, source: str) -> None:
    """Articles, standing pages and descriptions of terms alike."""
    assert hidden(keys, source) == word


@pytest.mark.parametrize(
    "keys",
    [
        *(
            "draft: false",
            "headless: false",
            "build: {render: always}",
            "build: {list: never}",
            "build: 42",
            "render: true",
        ),
        *(
            "public: true",
            "publish: true",
            "publish: 2026-05-02",
            "isDraft: false",
            "unpublished: false",
            "private: false",
        ),
        *("password: ''", "password: false", "password:", "status: publish", "status_note: private"),
        *(
            "state: Kansas",
            "stage: 3",
            "active: true",
            "live: true",
            "deleted: false",
            "workflow: print",
            "archived: true",
        ),
        *("type: drafted", "published_at: 2026-05-01", "experience: 3", "release_date: soon"),
        *("dg-publish: true", "site_publish: true", "auto_publish: false", "book_publish: Ada"),
        *("schedule: 9 to 5", "exploration: true", "expert: Ada"),
        *("visibility: ''", "visibility:", "visibility: []", "members_only: ''", "valid_until: further notice"),
        *(
            "access: public",
            "access: everyone",
            "access:",
            "audience: everyone",
            "paywall: free",
            "premium: false",
            "cascade: {color: red}",
        ),
    ],
)
def test_a_source_is_public_with(keys: str) -> None:
    """The same keys say that it is to be read."""
    assert hidden(keys) == ""


@pytest.mark.parametrize("name", [*IF_TRUE, *(name for name in IF_FALSE if name not in {"published", "publish"})])
@pytest.mark.parametrize("value", ["maybe", "[true]", "{a: b}", "2"])
def test_a_switch_that_cannot_be_understood_is_an_error(name: str, value: str) -> None:
    """Whether the source is public nobody can tell."""
    assert [code for code, _, _ in found(f"---\n{HEAD}{name}: {value}\n---\n")] == ["bool-unreadable"]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("publish: perhaps", "date-unreadable"),
        ("build: {render: sometimes}", "bool-unreadable"),
        ("status: publised", "status-unknown"),
        ("status: [draft]", "value-type"),
        ("visibility: paid", "visibility-not-public"),
        ("access: members", "access-unknown"),
        ("access: by train", "access-unknown"),
        ("access: subscriber", "access-unknown"),
        ("access: true", "access-unknown"),
        ("access: [subscribers]", "access-unknown"),
        ("acces: subscribers", "key-unknown"),
        ("acess: subscribers", "key-unknown"),
        ("accesss: subscriber", "key-unknown"),
        ("access_level: [paid]", "key-unknown"),
        ("zugang: Abonnenten", "key-unknown"),
        ("abo: true", "visibility-not-public"),
        ("audience: only_paid", "visibility-not-public"),
        ("members_only: true", "visibility-not-public"),
        ("paywall: metered", "visibility-not-public"),
        ("access: {site.login: true}", "access-unknown"),
        ("access: [members, paid]", "access-unknown"),
        ("protect: logged_in", "visibility-not-public"),
        ("pasword: geheim", "key-unknown"),
        ("drfat: true", "key-unknown"),
        ("darft: yes", "key-unknown"),
        ("publsihed: false", "key-unknown"),
        ("statsu: private", "key-unknown"),
        ("embrago: 2027-01-01", "key-unknown"),
        ("visiblity: members", "key-unknown"),
        ("visiblity: [members]", "key-unknown"),
        ("member_only: true", "key-unknown"),
        ("paywalled: true", "key-unknown"),
        ("publish_dat: 2027-01-01", "key-unknown"),
        ("unlised: true", "key-unknown"),
        ("release_date: 2027-01-01", "key-unknown"),
        ("valid_until: 2026-05-02", "key-unknown"),
        ("embargo_note: until May", "key-unknown"),
        ("embargoed: true", "key-unknown"),
        ("expired: true", "key-unknown"),
        ("publish_status: draft", "key-unknown"),
        ("draft_status: draft", "key-unknown"),
        ("moderation_state: needs_review\nstate: private", "key-unknown"),
        ("workflow: pending", "key-unknown"),
        ("phase: Entwurf", "key-unknown"),
        ("live: false", "key-unknown"),
        ("deleted: true", "key-unknown"),
        ("site_publish: false", "key-unknown"),
        ("web-published: no", "key-unknown"),
    ],
)
def test_what_may_hide_and_is_not_understood_is_an_error(keys: str, code: str) -> None:
    """A mistyped key is a warning where it would hide nothing."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert [each.code for each in result.diagnostics if each.level == "error"] == [code]


@pytest.mark.parametrize(
    "source", ["content/_drafts/cup.md", "content/2026/_drafts/x/cup.md", "content/_Drafts/cup.md"]
)
def test_a_folder_of_drafts_hides_what_lies_in_it(source: str) -> None:
    """Jekyll's and Hexo's, also where nothing else in the file can be read."""
    assert hidden("", source) == "_drafts/"
    for broken in ("---\ntitle: [\n---\nText\n", f"----\n{HEAD}----\n", "Text\n", ""):
        assert reading(broken, source)[0].hidden == "_drafts/"


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("content/_draft/cup.md", "_*/"),
        ("content/2026/__drafts/x/cup.md", "_*/"),
        ("content/_drafts /cup.md", "_drafts/"),
        ("content/ _drafts/cup.md", "_drafts/"),
        ("content/\u200b_x/cup.md", "_*/"),
        ("content/＿drafts/cup.md", "_drafts/"),
        ("content/_posts/_cup.md", "_*.md"),
        ("content/_cup.md", "_*.md"),
        ("content/authors/_ada.md", "_*.md"),
        ("content/pages/_about.md", "_*.md"),
    ],
)
def test_a_name_that_begins_with_an_underscore_hides(source: str, word: str) -> None:
    """No other system publishes such a file, and a near miss of `_drafts/` is meant as one."""
    assert hidden("", source) == word


@pytest.mark.parametrize("source", ["content/_posts/cup.md", "content/my_drafts/cup.md", "content/a_b.md"])
def test_other_folders_hide_nothing(source: str) -> None:
    """No other system takes them for drafts."""
    assert hidden("", source) == ""


@pytest.mark.parametrize("folder", ["drafts", "Draft", "2026/drafts/x", "Entwu\u0308rfe", "unpublished"])
def test_a_folder_that_sounds_like_drafts_is_told(folder: str) -> None:
    """It is public in every system; who did not know hears of it."""
    result, _ = reading(f"---\n{HEAD}---\nText.\n", f"content/{folder}/cup.md")

    assert [(each.code, each.level) for each in result.diagnostics] == [("folder-public", "notice")]
    assert result.head is not None
    assert result.hidden == ""
    assert found(f"---\n{HEAD}draft: true\n---\nText.\n", f"content/{folder}/cup.md") == []


def test_the_content_folder_itself_may_be_called_anything() -> None:
    """What lies above is no word about a source."""
    text = f"---\n{HEAD}---\nText.\n"

    assert reading(text, "_src/_content/cup.md", replace(CONFIG, content="_src/_content"))[0].hidden == ""
    assert reading(text, "drafts/cup.md", replace(CONFIG, content="drafts"))[0].diagnostics == ()


@pytest.mark.parametrize(
    "keys", ["title: [\n", "draft: true\ndate: nie", "draft: true\ntitle:\ndate:", "draft: true\nurl: ../x"]
)
def test_a_reading_with_errors_knows_what_hides_it(keys: str) -> None:
    """The build must know a draft without its head; what cannot be parsed says nothing."""
    result, _ = reading(f"---\n{keys}\n---\nText\n")

    assert n_errors(result.diagnostics) > 0
    assert result.head is None
    assert result.hidden == ("draft" if "draft" in keys else "")


def test_of_several_dates_the_one_that_hides_longest_counts() -> None:
    """An embargo beside a date of publication is not overruled by it."""
    keys = "publish_at: 2026-06-01\nembargo: 2027-01-01\nexpires: 2030-01-01\nunpublishdate: 2029-01-01"
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText\n")

    assert [each.code for each in result.diagnostics if each.code != "file-renamed"] == []
    assert result.head is not None
    assert result.head.expires is not None
    assert (result.head.publish_at.year, result.head.expires.year) == (2027, 2029)


@pytest.mark.parametrize(
    "key",
    [
        *("embargo_until", "embargoUntil", "embargo_date", "embargoed_until", "not_before", "go_live", "scheduled_at"),
        *("sperrfrist", "Sperrfrist", "publish_on", "publish_up"),
    ],
)
def test_words_for_an_embargo_are_kept(key: str) -> None:
    """Other systems' names for it mean one thing only."""
    result, _ = reading(f"---\n{HEAD}{key}: 2027-01-01\n---\nText\n")

    assert [each.code for each in result.diagnostics if each.code != "file-renamed"] == []
    assert result.head is not None
    assert result.head.publish_at.year == 2027


@pytest.mark.parametrize("key", ["expiration_date", "expiration", "expirationDate", "publish_down", "expires_at"])
def test_words_for_an_end_are_kept(key: str) -> None:
    """What was to be gone by then would stay."""
    result, _ = reading(f"---\n{HEAD}{key}: 2027-01-01\n---\nText\n")

    assert [each.code for each in result.diagnostics if each.code != "file-renamed"] == []
    assert result.head is not None
    assert result.head.expires is not None


@pytest.mark.parametrize("keys", ["release_date: 1994-05-01", "state: draft", "live: false", "embargo_note: x"])
def test_keys_named_in_the_configuration_hide_nothing(keys: str) -> None:
    """A site that reviews films has dates of release."""
    known = replace(CONFIG, known_keys=("release_date", "state", "live", "embargo_note"))

    assert found(f"---\n{HEAD}{keys}\n---\nText.\n", config=known) == []


def test_yes_in_another_language_is_answered_with_what_to_write() -> None:
    """Nobody shall have to look it up."""
    result, _ = reading(f"---\n{HEAD}draft: ja\n---\nText.\n")

    (error,) = result.diagnostics
    assert result.head is None
    assert (error.code, error.hint) == ("bool-unreadable", "write draft: true")


def test_never_expires() -> None:
    """It is a date that never comes."""
    result, _ = reading(f"---\n{HEAD}expires: never\n---\nText\n")

    assert [each.code for each in result.diagnostics if each.code != "file-renamed"] == []
    assert result.head is not None
    assert result.head.expires is None


def test_every_word_that_hides_is_a_key() -> None:
    assert {*IF_TRUE, *IF_FALSE} <= {key.name for key in KEYS}


@pytest.mark.parametrize("source", ["content/authors/ada.md", "content/tags/budget.md", "content/pages/about.md"])
@pytest.mark.parametrize("key", ["publish_at", "embargo", "date"])
def test_a_page_and_a_term_wait_for_their_date(source: str, key: str) -> None:
    """Else a description would tell who has been hired before it is announced."""
    result, _ = reading(f"---\ntitle: A\n{key}: 2027-01-01\nexpires: 2028-01-01\n---\nText\n", source)

    assert result.head is not None
    assert result.head.publish_at.year == 2027
    assert result.head.expires is not None


@pytest.mark.parametrize(
    "source",
    [
        "content/_index.md",
        "content/blog/_index.md",
        "content/pages/_index.de.md",
        "content/authors/_index.markdown",
    ],
)
@pytest.mark.parametrize(
    "text", ["---\ntitle: Blog\ndate: 2026-05-01\n---\nText\n", "# Blog\n", "+++\nsort_by = 'date'\n+++\n"]
)
def test_an_index_of_a_folder_is_no_article(source: str, text: str) -> None:
    """Hugo's and Zola's file says how a list looks."""
    result, body = reading(text, source)

    assert (result.head, body) == (None, None)
    assert [(each.code, each.level) for each in result.diagnostics] == [("section-left-alone", "notice")]


@pytest.mark.parametrize(
    "keys",
    [
        "draft: true",
        "cascade: {draft: true}",
        "cascade: {build: {render: never}}",
        "cascade: [{publishDate: 2027-01-01}]",
    ],
)
def test_an_index_that_hides_its_folder_is_an_error(keys: str) -> None:
    """newsgen reads each file by itself, so that they would be public."""
    assert [code for code, _, _ in found(f"---\ntitle: A\n{keys}\n---\n", "content/blog/_index.md")] == [
        "folder-hidden"
    ]


def test_no_article_is_called_index() -> None:
    """The home page's file of other systems asks for a slug; a folder's file has the folder's name."""
    text = f"---\n{HEAD}---\nText\n"

    assert found(text, "content/index.md") == [("slug-empty", 1, 1)]
    assert found(text, "content/index.de.md") == [("slug-empty", 1, 1)]
    assert found(text, "content/cup/index.md") == []


@pytest.mark.parametrize("text", ["Private: true", "private: yes", "is_private: 1"])
def test_a_private_text_is_hidden_in_pelicans_own_head_too(text: str) -> None:
    """Its plugin for sitemaps means noindex by the word; most systems, that nobody may see the text."""
    result, _ = reading(f"Title: Cup\nDate: 2026-05-01\n{text}\n\nText.\n")

    assert result.hidden == "private"
    assert result.head is None or result.head.status == "draft"
