"""Texts in scripts without blanks between words: teasers of the length asked for, and how long they take to read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.scripts import n_words
from newsgen.content.texts import cut
from tests.sites.built import CONFIG, article, output, page

JAPANESE = "【東京】 " + "東京都は一日、新しい橋を開通させたと発表した。" * 20
CHINESE = "北京市政府昨日宣布,新建的大桥正式通车，市民可以免费通行。" * 20
THAI = "กรุงเทพมหานครเปิดสะพานใหม่ข้ามแม่น้ำเจ้าพระยาอย่างเป็นทางการ" * 8
LAO = "ນະຄອນຫຼວງວຽງຈັນໄດ້ເປີດນຳໃຊ້ຂົວໃໝ່ຂ້າມແມ່ນ້ຳຂອງຢ່າງເປັນທາງການ" * 8
KHMER = "រាជធានីភ្នំពេញបានបើកស្ពានថ្មីឆ្លងទន្លេសាបជាផ្លូវការ" * 8
BURMESE = "ရန်ကုန်မြို့တော်သည်တံတားအသစ်ကိုဖွင့်လှစ်ခဲ့သည်" * 8
TIBETAN = "ལྷ་སའི་གྲོང་ཁྱེར་གྱིས་ཟམ་པ་གསར་པ་ཞིག་སྒོ་ཕྱེ་བ་རེད་" * 8
TEXTS = {
    "Japanese": JAPANESE,
    "Chinese": CHINESE,
    "Thai": THAI,
    "Lao": LAO,
    "Khmer": KHMER,
    "Burmese": BURMESE,
    "Tibetan": TIBETAN,
    "a place in front of a long line": f"東京 {'新しい橋' * 60}",
    "Latin words among them": "新しいiPhone15とAndroidの比較、" * 20,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("length", [60, 100, 160])
def test_a_teaser_is_about_as_long_as_asked(text: str, length: int) -> None:
    """It ended at the only blank, behind the name of the town."""
    teaser = cut(text, length)

    assert length * 0.8 <= len(teaser) <= length
    assert text.startswith(teaser.removesuffix("…"))


@given(st.sampled_from(list(TEXTS.values())), st.integers(20, 200))
def test_no_letter_loses_its_marks(text: str, length: int) -> None:
    """Vowel signs and tones are parts of the letter before them, and a subscript one of that above it."""
    shown = cut(text, length).removesuffix("…")

    assert text[len(shown)] not in "ะาำิีึืุู็่้๊๋์ាិីឹឺុូួេែៃោៅំះ្"
    assert shown[-1] not in "เแโใไ្"


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("新しい橋を、開通させた", 6, "新しい橋を…"),
        ("新しい橋を、開通させた", 7, "新しい橋を…"),
        ("市は「新しい橋」を開通", 4, "市は…"),
        ("スーパーマーケット開店", 3, "スー…"),
        ("北京iPhone发布会新闻", 8, "北京…"),
        ("กรุงเทพ มหานครเปิดสะพาน", 9, "กรุงเทพ…"),
        ("The new bridge 新しい橋", 12, "The new…"),
    ],
)
def test_where_a_line_may_end(text: str, length: int, expected: str) -> None:
    """In front of no mark that belongs to what stands before it, inside no Latin word."""
    assert cut(text, length) == expected


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (JAPANESE, 200, 300),
        (CHINESE, 220, 320),
        (THAI, 70, 130),
        (KHMER, 60, 110),
        ("One two three, and four.", 5, 5),
        ("Größe über alles – „ja“", 5, 5),
        ("서울시는 한강을 가로지르는 새 다리를 개통했다", 6, 6),
        ("Привет мир", 2, 2),
        ("", 0, 0),
    ],
)
def test_words_are_counted_by_letters_where_nothing_parts_them(text: str, least: int, most: int) -> None:
    """A page of print was three words, and read in a minute, as was a book."""
    assert least <= n_words(text) <= most


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
@pytest.mark.parametrize(("text", "minutes"), [(JAPANESE * 5, 5), (THAI * 20, 9), ("word " * 660, 3)])
def test_a_page_tells_how_long_it_takes_to_read(tmp_path: Path, engine: str, text: str, minutes: int) -> None:
    config = f"{CONFIG}markdown: {{engine: {engine}}}\n"
    (said,) = page(output(tmp_path, {"a.md": article(text=text)}, config), "/2026/05/a/").xpath("//*[@class='reading']")

    assert abs(int(said.text.split()[0]) - minutes) <= 1


def test_lists_and_feeds_have_the_whole_teaser(tmp_path: Path) -> None:
    root = output(tmp_path, {"a.md": article("橋", JAPANESE)}, CONFIG.replace("language: en", "language: ja"))
    (teaser,) = page(root, "/2026/05/").xpath("//*[@class='teaser']/text()")

    assert teaser.startswith("【東京】 東京都は一日、新しい橋を")
    assert 140 <= len(teaser) <= 160
    assert teaser in (root / "feed.xml").read_text("utf-8")
