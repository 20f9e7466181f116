"""What is shown of an address follows from the address alone."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.providers import Embed, Unread, understood

FILM = "tPEE9ZwTmy0"
YOUTUBE = f"https://www.youtube-nocookie.com/embed/{FILM}?autoplay=1"
HOSTS = ("tube.example", "Bücher.example")


def shown(address: str) -> Embed:
    found = understood(address, HOSTS)
    assert isinstance(found, Embed), address
    return found


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        (f"https://www.youtube.com/watch?v={FILM}", YOUTUBE),
        (f"http://youtube.com/watch?v={FILM}", YOUTUBE),
        (f"HTTPS://M.YouTube.com/watch?feature=share&v={FILM}&si=abc&utm_source=mail", YOUTUBE),
        (f"https://youtu.be/{FILM}?si=abc", YOUTUBE),
        (f"https://youtu.be/{FILM}?t=90", f"{YOUTUBE}&start=90"),
        (f"https://www.youtube.com/watch?v={FILM}&t=1h2m3s", f"{YOUTUBE}&start=3723"),
        (f"https://www.youtube.com/watch?v={FILM}#t=1m", f"{YOUTUBE}&start=60"),
        (f"https://www.youtube.com/embed/{FILM}?start=7", f"{YOUTUBE}&start=7"),
        (f"https://www.youtube-nocookie.com/embed/{FILM}", YOUTUBE),
        (f"https://www.youtube.com/live/{FILM}", YOUTUBE),
        (f"https://www.youtube.com/shorts/{FILM}", YOUTUBE),
        (f"https://www.youtube.com/watch?v={FILM}&list=PL1234567890", f"{YOUTUBE}&list=PL1234567890"),
        (
            "https://www.youtube.com/playlist?list=PL1234567890",
            "https://www.youtube-nocookie.com/embed/videoseries?list=PL1234567890&autoplay=1",
        ),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/76979871/0a1b2c3d4e", "https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&dnt=1&autoplay=1"),
        (
            "https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&badge=0#t=1m2s",
            "https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&dnt=1&autoplay=1#t=62s",
        ),
        ("https://vimeo.com/channels/staffpicks/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/showcase/12/video/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        ("https://www.datawrapper.de/_/AbC12/", "https://datawrapper.dwcdn.net/AbC12/"),
        ("https://datawrapper.dwcdn.net/AbC12/3/?plain=1", "https://datawrapper.dwcdn.net/AbC12/3/"),
        (
            "https://soundcloud.com/forss/flickermood?utm_source=clipboard",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fflickermood"
            "&auto_play=true&hide_related=true",
        ),
        ("https://tube.example/w/abcDEF123?start=1m", "https://tube.example/videos/embed/abcDEF123?start=60s&autoplay=1&p2p=0"),
        ("https://tube.example/videos/watch/9c9de5e8-0a1e", "https://tube.example/videos/embed/9c9de5e8-0a1e?autoplay=1&p2p=0"),
        ("https://tube.example/w/p/abc", "https://tube.example/video-playlists/embed/abc?autoplay=1"),
        ("https://xn--bcher-kva.example/@ada/123456", "https://xn--bcher-kva.example/@ada/123456/embed"),
        ("https://BÜCHER.example/@ada/123456", "https://xn--bcher-kva.example/@ada/123456/embed"),
        ("https://www.dailymotion.com/video/x8abcd1", "https://geo.dailymotion.com/player.html?video=x8abcd1"),
        ("https://open.spotify.com/intl-de/episode/0123456789abcdefABCDEF?si=1", "https://open.spotify.com/embed/episode/0123456789abcdefABCDEF"),
        ("https://archive.org/details/a_trip", "https://archive.org/embed/a_trip"),
        ("https://public.flourish.studio/visualisation/123/", "https://flo.uri.sh/visualisation/123/embed"),
        ("https://www.arte.tv/de/videos/098368-000-A/titel/", "https://www.arte.tv/embeds/de/098368-000-A"),
        ("https://ardmediathek.de/embed/Y3JpZDov", "https://www.ardmediathek.de/embed/Y3JpZDov"),
        ("https://ngp.zdf.de/miniplayer/embed/?mediaID=%2Fzdf%2Fa", "https://ngp.zdf.de/miniplayer/embed/?mediaID=%2Fzdf%2Fa"),
    ],
)  # fmt: skip
def test_the_frame_follows_from_the_address(address: str, frame: str) -> None:
    """Trackers in it go, http: becomes https:, and case of a host says nothing."""
    assert shown(address).frame == frame


@pytest.mark.parametrize(
    ("address", "elsewhere"),
    [
        (f"https://youtu.be/{FILM}?si=abc&t=5", f"https://www.youtube.com/watch?v={FILM}&t=5s"),
        (f"https://www.youtube.com/shorts/{FILM}?feature=share", f"https://www.youtube.com/shorts/{FILM}"),
        ("https://player.vimeo.com/video/76979871?h=0a1b2c3d4e", "https://vimeo.com/76979871/0a1b2c3d4e"),
        ("https://tube.example/videos/embed/abc", "https://tube.example/w/abc"),
        ("https://tube.example/@ada/123456", "https://tube.example/@ada/123456"),
    ],
)
def test_readers_elsewhere_are_led_to_the_page_and_not_to_the_frame(address: str, elsewhere: str) -> None:
    assert shown(address).address == elsewhere


def test_a_map_shows_what_its_address_does() -> None:
    found = shown("https://www.openstreetmap.org/?mlat=53.55&mlon=9.99#map=15/53.5500/9.9900&layers=C")
    exported = shown("https://www.openstreetmap.org/export/embed.html?bbox=9.9%2C53.5%2C10.1%2C53.6&layer=x&marker=no")

    assert found.frame == (
        "https://www.openstreetmap.org/export/embed.html?bbox=9.97541%2C53.54513%2C10.00459%2C53.55487"
        "&layer=cyclemap&marker=53.55%2C9.99"
    )
    assert found.address == "https://www.openstreetmap.org/#map=15/53.55000/9.99000"
    assert exported.frame == ("https://www.openstreetmap.org/export/embed.html?bbox=9.9%2C53.5%2C10.1%2C53.6&layer=x")
    assert exported.address == "https://www.openstreetmap.org/#map=15/53.55000/10.00000"


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("film.mp4", "film", ""),
        ("../films/Film%20Zwei.WEBM#t=5", "film", ""),
        ("/sounds/a.mp3", "sound", ""),
        ("https://www.files.example/a.m4a?x=1", "sound", "files.example"),
        ("https://tube.example/lazy-static/a.mp4", None, ""),
    ],
)
def test_a_file_is_known_by_its_end(written: str, kind: str | None, name: str) -> None:
    found = understood(written, HOSTS)

    assert (found.kind if isinstance(found, Embed) else None) == kind
    assert kind is None or (shown(written).frame, shown(written).name) == ("", name)


@pytest.mark.parametrize(
    "address",
    [
        *("https://www.youtube.com/", "https://www.youtube.com/@channel", "https://www.youtube.com/channel/UC123"),
        *("https://www.youtube.com/results?search_query=a", "https://www.youtube.com/feed/trending", "https://youtu.be/"),
        *(f"https://youtube.com.evil.example/watch?v={FILM}", f"https://evil.example/youtube.com/watch?v={FILM}"),
        *(f"https://user:pass@youtube.com/watch?v={FILM}", f"https://youtube.com@evil.example/watch?v={FILM}"),
        *(f"https://youtube.com:8080/watch?v={FILM}", f"https://youtube.com\\@evil.example/watch?v={FILM}"),
        *(f"//youtu.be/{FILM}", f"javascript:https://youtu.be/{FILM}", f"ftp://youtu.be/{FILM}", "data:v,x.mp4"),
        *("https://vimeo.com/", "https://vimeo.com/ada", "https://vimeo.com/ondemand/123", "https://soundcloud.com/forss"),
        *("https://soundcloud.com/forss/sets", "https://soundcloud.com/discover/sets/x"),
        *("https://www.openstreetmap.org/node/1", "https://www.openstreetmap.org/#map=15/91/0", "https://www.datawrapper.de/"),
        *("https://tube.example/", "https://tube.example/c/channel/videos", "https://tube.example/@ada"),
        *("https://tube.example/@ada@other.example/123", "https://other.example/w/abc", "https://other.example/@ada/1"),
        *("https://www.zdf.de/nachrichten/heute.html", "https://www.tagesschau.de/inland/a-100.html", "film.txt", ""),
        *("https://files.example/mp4", "https://files.example/a.mp4/", "C:\\films\\a.mp4", "mailto:a.mp4", "a b.mp4"),
        *("https://[::1/a.mp4", "https://files.example:x/a.mp4", "https://\u202efiles.example/a.mp4"),
    ],
)  # fmt: skip
def test_all_else_is_a_link(address: str) -> None:
    """A host that looks like another, a name and a password, a page that is no film: nothing is guessed."""
    assert understood(address, HOSTS) is None


@pytest.mark.parametrize(
    "address",
    [
        *("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch", "https://youtu.be/abc"),
        *("https://www.youtube.com/embed/%22%3E%3Cscript", "https://www.youtube.com/playlist?list=x"),
        *("https://player.vimeo.com/video/abc", "https://datawrapper.dwcdn.net/AbC1/"),
        "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3",
    ],
)
def test_a_cut_address_of_a_film_is_told(address: str) -> None:
    assert isinstance(understood(address, HOSTS), Unread)


PARTS = st.sampled_from(
    [
        *("https://", "http://", "//", "youtube.com", "www.youtube.com", "youtu.be", "vimeo.com", "tube.example", "/"),
        *("watch", "embed", "?", "&", "v=", "list=", "#", "t=", FILM, "76979871", '"', "<", "'", "\\", "@", ":", "%"),
        *("openstreetmap.org", "map=15/1/2", ".mp4", "w.soundcloud.com/player/?url=", "%22", "\u202e", "ü", " ", "\n"),
    ]
)


@given(st.lists(PARTS | st.text(max_size=5), max_size=12).map("".join))
@example("https://www.youtube.com/watch?v=tPEE9ZwTmy0&list=%22%3E%3Cscript%3E")
@example("https://www.openstreetmap.org/#map=99999/1e5/2")
@example("https://tube.example/w/..%2f..%2f")
@example("http://[")
def test_no_address_makes_a_frame_of_another_host_or_breaks_out_of_it(address: str) -> None:
    found = understood(address, HOSTS)

    if isinstance(found, Embed) and found.frame:
        parts = urlsplit(found.frame)
        assert parts.scheme == "https"
        assert parts.netloc.isascii()
        assert "@" not in parts.netloc
        assert not set("\"'<> \\\n") & set(found.frame + found.origin)


@pytest.mark.parametrize(
    "address",
    [
        "https://archive.org/details/..",
        "https://archive.org/embed/.",
        "https://tube.example/w/..",
        "https://tube.example/@../1099",
        "https://www.tagesschau.de/a/../../x~player.html",
        "https://www.tagesschau.de/a/%2e%2e/x~player.html",
    ],
)
def test_no_frame_leads_up(address: str) -> None:
    """Browsers would go to another page of that host."""
    assert not isinstance(understood(address, HOSTS), Embed)


@pytest.mark.parametrize("address", ["https://www.datawrapper.de/charts/Ab3De/", "https://on.soundcloud.com/aBcD"])
def test_addresses_that_editors_have_at_hand_are_told(address: str) -> None:
    assert isinstance(understood(address), Unread)


def test_a_dot_behind_a_host_is_no_other_host() -> None:
    assert isinstance(understood("https://tube.example/w/abcDEF123", ("TUBE.Example.",)), Embed)


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (f"https://youtu.be/{FILM}?t=90", f"https://www.youtube-nocookie.com/embed/{FILM}?start=90"),
        (f"https://youtu.be/{FILM}", f"https://www.youtube-nocookie.com/embed/{FILM}"),
        ("https://vimeo.com/76979871#t=5s", "https://player.vimeo.com/video/76979871?dnt=1&#t=5s"),
        ("https://archive.org/details/a", "https://archive.org/embed/a"),
    ],
)
def test_programs_are_told_of_players_that_wait(address: str, player: str) -> None:
    assert shown(address).player == player
