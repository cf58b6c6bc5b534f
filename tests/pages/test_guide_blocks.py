"""Rich text becomes blocks to typeset: nothing is lost, nothing is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.guide.blocks import blocks_of


def words_of(blocks: list[dict]) -> str:
    """Every word in the blocks, one after another."""
    parts = []
    for block in blocks:
        parts += [run["text"] for run in block.get("text", [])]
        parts += [words_of(item) for item in block.get("items", [])]
    return " ".join(parts)


def test_a_paragraph_keeps_its_marks():
    blocks = blocks_of("<p>Take <strong>one <em>small</em></strong> step</p>")

    assert blocks == [
        {
            "kind": "paragraph",
            "text": [
                {"text": "Take "},
                {"text": "one ", "strong": True},
                {"text": "small", "strong": True, "emphasis": True},
                {"text": " step"},
            ],
        }
    ]


def test_a_link_keeps_its_address():
    [block] = blocks_of('<p>Call <a href="tel:+14105550142">us</a>.</p>')

    assert block["text"][1] == {"text": "us", "href": "tel:+14105550142"}
    assert "href" not in block["text"][2]


def test_a_heading_and_lists_keep_their_kind_and_order():
    blocks = blocks_of("<h3>Before</h3><ul><li>a</li><li><p>b</p></li></ul><ol><li>c</li></ol><p>After</p>")

    assert [block["kind"] for block in blocks] == ["heading", "list", "numbered", "paragraph"]
    assert [words_of(item) for item in blocks[1]["items"]] == ["a", "b"]


def test_a_list_in_a_list_stays_inside_its_item():
    [outer] = blocks_of("<ol><li><p>one</p><ul><li>two</li></ul></li><li>three</li></ol>")

    assert len(outer["items"]) == 2
    assert [block["kind"] for block in outer["items"][0]] == ["paragraph", "list"]


def test_blanks_are_those_that_a_browser_shows():
    [block] = blocks_of("<p>\n  one\n  two <strong> three</strong><br> four&nbsp;five \n</p>")

    assert "".join(run["text"] for run in block["text"]) == "one two three\nfour\u00a0five"


def test_entities_are_letters():
    [block] = blocks_of("<p>1 &lt; 2 &amp; &eacute;</p>")

    assert block["text"] == [{"text": "1 < 2 & é"}]


def test_words_outside_any_tag_are_a_paragraph():
    assert [block["kind"] for block in blocks_of("loose <p>held</p> again")] == ["paragraph"] * 3


@pytest.mark.parametrize("html", ["", "   ", "<p></p>", "<p> <strong> </strong><br></p>", "<ul></ul>"])
def test_nothing_gives_no_words(html):
    assert words_of(blocks_of(html)) == ""


def test_a_script_is_not_text():
    assert words_of(blocks_of("<p>a</p><script>alert(1)</script><style>p{}</style><p>b</p>")) == "a b"


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<ul>",
                "</ul>",
                "<li>",
                "</li>",
                "<ol>",
                "</ol>",
                "<h3>",
                "</h3>",
                "<a href='#x'>",
                "</a>",
                "<strong>",
                "</strong>",
                "<br>",
                "word",
                " ",
            ]
        )
    )
)
def test_tags_in_any_order_lose_no_word(pieces):
    words = words_of(blocks_of("".join(pieces)))

    assert words.count("word") == pieces.count("word")
