# ruff: noqa: E501, RUF005
"""The one door for people's HTML: nothing runs, loads or misleads; what was clean stays as it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import html
from kit.verdicts import Refused


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("# ")]


HOSTILE = _lines("hostile.txt")
ALLOWED = _lines("allowed.txt")


class Inspector(HTMLParser):
    """Refuses every element and attribute outside the policy, whatever the sanitisers thought of it."""

    def handle_starttag(self, tag, attrs):
        assert tag in html.TAGS, tag
        for name, value in attrs:
            assert name in html.POLICY[tag] or (tag, name) == ("a", "rel"), (tag, name)
            if name == "href":
                assert re.match(
                    r"(https?://[^@/\\]+([/?#]|$)|mailto:|tel:|/(?!/)|[^:/]*([/?#]|$))", value, re.IGNORECASE
                )
                assert ("rel", html.REL) in attrs
            if name == "src":
                assert html.OWN_IMAGE.fullmatch(value)

    handle_startendtag = handle_starttag

    def handle_comment(self, data):
        raise AssertionError("a comment")


def inspected(text):
    inspector = Inspector(convert_charrefs=True)
    inspector.feed(text)
    inspector.close()
    return text


def test_there_are_enough_hostile_texts():
    assert len(set(HOSTILE)) >= 300


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_comes_out_within_the_policy(text):
    once = inspected(html.clean(text))
    assert html.clean(once) == once


@pytest.mark.parametrize("text", ALLOWED)
def test_what_the_policy_allows_survives_unchanged(text):
    assert html.clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<p>Zażółć <strong>gęślą</strong> <em>jaźń</em></p>",
        "<ul><li><p>raz</p></li><li><p>dwa</p></li></ul>",
        '<table><thead><tr><th scope="col">Klasa</th></tr></thead><tbody><tr><td colspan="2">4b</td></tr></tbody></table>',
        '<p><img src="/pliki/0f8fad5b-d9cb-469f-a165-70867728950e/podglad/" alt="Tablica"></p>',
        '<p><a href="https://zpe.gov.pl/a?b=1&amp;c=2" rel="noopener nofollow ugc">materiał</a></p>',
        '<p><a href="/sieci/x/forum/1/" rel="noopener nofollow ugc">tu</a></p>',
        '<p>Pytał <span data-mention="12">Ben Lis</span></p>',
        "<pre><code>x &lt; 3 &amp;&amp; y &gt; 2</code></pre>",
    ],
)
def test_what_the_editor_makes_stays_as_it_is(text):
    assert html.clean(text) == text


def test_bare_addresses_become_links_and_code_is_left_alone():
    assert 'href="https://zpe.gov.pl/x"' in html.clean("<p>Zob. https://zpe.gov.pl/x.</p>")
    assert 'href="https://www.ore.edu.pl"' in html.clean("<p>www.ore.edu.pl</p>")
    assert "<a" not in html.clean("<pre>https://zpe.gov.pl</pre>")
    assert "<a" not in html.clean("<p>szkole.To np.ala ma.kota</p>")


def test_words_that_look_like_another_address_name_the_true_host():
    shown = html.clean('<a href="https://evil.example/x">https://bank.example/</a>')
    assert "[evil.example]" in shown
    assert html.clean(shown) == shown
    assert "[" not in html.clean('<a href="https://bank.example/a">www.bank.example</a>')
    assert "[" not in html.clean('<a href="https://bank.example/a">nasz bank</a>')


@pytest.mark.parametrize(
    "text",
    [
        "x" * (html.MAX_BYTES + 1),
        "ą" * (html.MAX_BYTES // 2 + 1),
        "<ul><li>" * 51,
        "<p>x</p>" * 5_001,
        "<b><i><u><s><em>" * 10 + "<p>x" * 3_000,
        "<br>" * 5_001,
        "<a href=x>" * 101,
    ],
)
def test_what_is_too_large_is_refused_before_it_is_parsed(text, monkeypatch):
    monkeypatch.setattr(html, "_bleached", lambda _text: pytest.fail("it was parsed"))
    with pytest.raises(Refused):
        html.clean(text)


def test_long_but_honest_texts_pass():
    assert html.clean("<p>zdanie po zdaniu</p>" * 2_500)
    assert html.clean("<p>" + "słowo " * 9_000 + "</p>")
    assert html.clean("<ul>" + "<li><p>x</p></li>" * 2_000 + "</ul>")


def test_styles_and_scripts_leave_no_rubbish_behind():
    assert html.clean("<style>p{color:red}</style><p>x</p><script>alert(1)</script>") == "<p>x</p>"


def test_text_without_scripts_becomes_paragraphs_and_keeps_every_sign():
    written = html.clean(html.from_text("Jeśli a < b & b > c,\nto a < c.\n\n<b>Koniec</b>"))
    assert written == "<p>Jeśli a &lt; b &amp; b &gt; c,<br>to a &lt; c.</p><p>&lt;b&gt;Koniec&lt;/b&gt;</p>"
    assert html.text_of(written) == "Jeśli a < b & b > c,\nto a < c.\n<b>Koniec</b>"


@pytest.mark.parametrize("text", ["&lt;b&gt;", "&amp;lt;", "&#x202e;", "a &amp; b &copy; c", "?a=1&b=2&lt=3"])
def test_words_written_as_they_stand_in_html_stay_so(text):
    once = html.clean(html.from_text(text))
    assert html.text_of(once) == text
    assert html.clean(once) == once


def test_signs_that_turn_the_text_are_taken_out_and_letters_have_one_form():
    assert html.clean("<p>a\u202eb\u2066c&#x202e;d</p>") == "<p>abcd</p>"
    assert html.clean("<p>e\u0301 o&#x301;</p>") == "<p>é ó</p>"


TAGS = [*sorted(html.TAGS), "script", "style", "svg", "math", "div", "font", "b", "noscript", "textarea"]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            '<a href="javascript:x">',
            '<a href="https://a.example/">',
            "https://b.example",
            "www.c.example",
            "<!--",
            "-->",
        ]
        + ["&lt;", "&amp;", "&#x3c;", '"', "'", "\u0338", "\u202e", "e&#x301;", "<![CDATA[", "<p lang='", "[a.example]"]
    ),
    st.text(max_size=6),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_cleaning_twice_is_cleaning_once(text):
    try:
        once = inspected(html.clean(text))
    except Refused:
        return
    assert html.clean(once) == once


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_plain_text_survives_whatever_signs_it_has(text):
    once = html.clean(html.from_text(text))
    assert html.clean(once) == once
