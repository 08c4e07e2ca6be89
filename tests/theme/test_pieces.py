"""What a kept piece looks like."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.template import Context, Template

from theme import pieces
from theme.templatetags.kept import squeezed


@pytest.mark.parametrize(
    ("drawn", "shown"),
    [
        ("<p>a</p>\n  \n  <p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>"),
        ("<p>raz\n\n  dwa</p>", "<p>raz\n\n  dwa</p>"),
        ("<pre><b>a</b>\n\n<b>c</b></pre>", "<pre><b>a</b>\n\n<b>c</b></pre>"),
        ("<p>a</p>\n\n<textarea>\n<p>\n\n<p></textarea>", "<p>a</p>\n\n<textarea>\n<p>\n\n<p></textarea>"),
    ],
)
def test_empty_lines_between_elements_go_and_words_stay(drawn: str, shown: str) -> None:
    assert squeezed(drawn) == shown


def test_what_differs_between_showings_is_filled_in_each_time() -> None:
    page = Template(
        '{% load kept %}{% kept "test.piece" fact %}{{ fact }} {{ csrf_token }} {{ here }} {% fresh_key %}{% endkept %}'
    )
    shown = [
        page.render(Context({"fact": "raz", "csrf_token": token, "here": f"/strona/?a=1&b={token}"}))
        for token in ("pierwszy", "drugi")
    ]
    assert [words.split()[1] for words in shown] == ["pierwszy", "drugi"]
    assert [words.split()[2] for words in shown] == ["/strona/?a=1&amp;b=pierwszy", "/strona/?a=1&amp;b=drugi"]
    keys = [words.split()[3] for words in shown]
    assert keys[0] != keys[1]
    assert all(re.fullmatch(r"[0-9a-f-]{36}", key) for key in keys)
    assert not any(place in words for words in shown for place in (pieces.TOKEN, pieces.ADDRESS, pieces.KEY))


MENU = '{% load kept %}<a{% leads_here "/sieci/" %}>S</a> <a{% leads_here "/forum/" %}>F</a>'
PLACES = {
    "/sieci/": '<a aria-current="page">S</a> <a>F</a>',
    "/sieci/ala/": '<a aria-current="true">S</a> <a>F</a>',
    "/forum/7/": '<a>S</a> <a aria-current="true">F</a>',
    "/konto/": "<a>S</a> <a>F</a>",
    '/sieci/"><b>': '<a aria-current="true">S</a> <a>F</a>',
}


@pytest.mark.parametrize(
    "page",
    [
        MENU,
        f'{{% load kept %}}{{% kept "test.menu" 1 %}}{MENU}{{% endkept %}}',
        f'{{% load kept %}}{{% kept "test.outer" 1 %}}{{% kept "test.inner" 1 %}}{MENU}{{% endkept %}}{{% endkept %}}',
    ],
    ids=["drawn", "kept", "kept in a kept one"],
)
def test_a_menu_tells_which_link_leads_here_on_every_page(page: str, rf: Any) -> None:
    template = Template(page)
    shown = {path: template.render(Context({"request": rf.get("/", PATH_INFO=path), "here": path})) for path in PLACES}
    assert shown == PLACES
