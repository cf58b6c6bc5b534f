"""What stood in parts is still told apart once it stands on one line."""

import pytest

from publishing.one_line import one_line

READ_ALOUD = {
    "signs, one a line": ("you cannot pass urine\nyou have numbness", "you cannot pass urine; you have numbness"),
    "lines that end with a mark": ("Park behind us.\nThe lift is left.", "Park behind us. The lift is left."),
    "items": ("<ul>\n<li>Bring your card</li>\n<li>Wear flat shoes</li>\n</ul>", "Bring your card. Wear flat shoes"),
    "items that go on": ("<p>Call if:</p><ul><li>you fall</li><li>you faint</li></ul>", "Call if: you fall; you faint"),
    "an item with paragraphs": ("<ul><li><p>an old scan</p></li><li><p>a list</p></li></ul>", "an old scan; a list"),
    "a heading": ("<h3>Your rights</h3><p>You can ask us.</p>", "Your rights. You can ask us."),
    "a line break": ("<p>1 Sample Street<br>Frederick</p>", "1 Sample Street. Frederick"),
    "a mark within a bracket": ("<p>Rest. (At home.)</p><p>Walk.</p>", "Rest. (At home.) Walk."),
    "a link before a comma": ('<p>A <a href="/x/">disc</a>, a cushion.</p>', "A disc, a cushion."),
    "a line end within a paragraph": ("<p>One\nsentence.</p>\n<p>Two.</p>", "One sentence. Two."),
    "signs of its own": ("<p>It hurts &amp; swells.</p>", "It hurts & swells."),
    "a sign that is no markup": ("a score < 5 and > 3", "a score < 5 and > 3"),
    "nothing": ("<p></p>\n", ""),
}


@pytest.mark.parametrize(("text", "line"), READ_ALOUD.values(), ids=READ_ALOUD)
def test_parts_are_told_apart_on_one_line(text, line):
    assert one_line(text) == line
