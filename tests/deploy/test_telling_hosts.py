"""What hosts are told beside a file, and what nobody is told."""

import pytest

from newsgen.deploy.headers import AN_HOUR, ASK_AGAIN, FOR_GOOD, headers_of, media_type
from newsgen.deploy.targets.secrets import cleared


@pytest.mark.parametrize(
    ("path", "beginning", "type_"),
    [
        ("index.html", b"<!doctype html>", "text/html; charset=utf-8"),
        ("feed.xml", b'<?xml version="1.0"?>\n<rss version="2.0">', "application/rss+xml; charset=utf-8"),
        ("atom.xml", b'<?xml version="1.0"?>\n<feed xmlns="', "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", b'<?xml version="1.0"?>\n<urlset', "application/xml; charset=utf-8"),
        # WordPress's address of a feed, which a page would have, too.
        ("feed/index.html", b'<?xml version="1.0"?>\n<rss version="2.0">', "application/rss+xml; charset=utf-8"),
        ("feed.json", b'{"version": "https://jsonfeed.org/version/1.1"', "application/feed+json"),
        ("data.json", b"{}", "application/json"),
        ("logo.svg", b'<?xml version="1.0"?><svg', "image/svg+xml"),
        ("logo.svg", b"<svg", "image/svg+xml"),
        ("fonts/a.woff2", b"wOF2", "font/woff2"),
        ("CUP.JPG", b"\xff\xd8", "image/jpeg"),
        ("CNAME", b"paper.example", ""),
        (".well-known/security.txt", b"Contact", "text/plain; charset=utf-8"),
        ("a.b/LICENSE", b"", ""),
    ],
)
def test_media_types_are_those_of_the_standards(path: str, beginning: bytes, type_: str) -> None:
    assert media_type(path, beginning) == type_


def test_pages_are_asked_for_again_and_hashed_files_hold_for_good() -> None:
    assert headers_of("index.html", b"<", False).cache_control == ASK_AGAIN
    assert headers_of("feed.xml", b"<?xml", False).cache_control == ASK_AGAIN
    assert headers_of("css/a.0123.css", b"", True).cache_control == FOR_GOOD
    assert headers_of("cup.jpg", b"", False).cache_control == AN_HOUR


@pytest.mark.parametrize(
    "said",
    [
        "fatal: Authentication failed for 'https://paper:hunter22@git.example/pages'",
        "remote https://hunter22@git.example/ not found",
        "GET /bucket?X-Amz-Credential=hunter22&X-Amz-Signature=hunter22&x=1: 403",
        ':s3,secret_access_key="hunter 22",access_key_id=hunter22:bucket',
        "Authorization: Bearer hunter22",
        "request had token: 'hunter22'",
        "RCLONE_CONFIG_PAPER_PASS=hunter22",
        "wrong words before-my-long-secret-after",
    ],
)
def test_nobody_reads_a_secret_in_an_engines_words(said: str) -> None:
    text = cleared(said, {"PAPER_TOKEN": "my-long-secret", "SHORT_KEY": "a", "PATH": "words"})

    assert "22" not in text
    assert "my-long-secret" not in text
    assert "***" in text
    assert "wrong words" in text or "wrong" not in said


@pytest.mark.parametrize(
    "said", ["SignatureDoesNotMatch: the signature we calculated", "key: none", "no such bucket: a"]
)
def test_what_is_no_secret_is_read_as_it_is(said: str) -> None:
    assert cleared(said, {}) == said


@pytest.mark.parametrize(
    "said",
    ["InvalidAccessKeyId: The AWS Access Key Id does not exist", "api error ExpiredToken: The one provided is too old"],
)
def test_a_mistake_that_sounds_like_a_key_is_told_whole(said: str) -> None:
    """Else the one word is hidden that says what is wrong."""
    assert cleared(said, {}) == said


@pytest.mark.parametrize("said", ["AccessKeyId: abc", "InvalidToken:abc", "invalid token: abc", "InvalidToken=abc"])
def test_a_value_is_hidden_whatever_is_wrong_with_it(said: str) -> None:
    assert "abc" not in cleared(said, {})
