"""Template tags: icons, time in words, initials, the query."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from kit import clock
from theme import build
from theme.templatetags import look

NOW = datetime(2026, 10, 14, 14, 30, tzinfo=UTC)  # 16:30 in Warsaw


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with translation.override("pl"):
        yield


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(seconds=-20), "przed chwilą"),
        (timedelta(seconds=20), "za chwilę"),
        (timedelta(minutes=-1, seconds=-1), "1 minutę temu"),
        (timedelta(minutes=-2, seconds=-1), "2 minuty temu"),
        (timedelta(minutes=-5, seconds=-1), "5 minut temu"),
        (timedelta(minutes=-22, seconds=-1), "22 minuty temu"),
        (timedelta(minutes=15, seconds=1), "za 15 minut"),
        (timedelta(hours=-1, seconds=-1), "1 godzinę temu"),
        (timedelta(hours=-3, seconds=-1), "3 godziny temu"),
        (timedelta(hours=5, seconds=1), "za 5 godzin"),
        (timedelta(days=-1), "wczoraj"),
        (timedelta(days=1), "jutro"),
        (timedelta(days=2), "za 2 dni"),
        (timedelta(days=-12), "12 dni temu"),
        (timedelta(days=-15), "2 tygodnie temu"),
        (timedelta(days=35), "za 5 tygodni"),
        (timedelta(days=-65), "2 miesiące temu"),
        (timedelta(days=-365), "1 rok temu"),
        (timedelta(days=-365 * 3), "3 lata temu"),
        (timedelta(days=-365 * 5 - 1), "5 lat temu"),
    ],
)
def test_ago_has_the_right_plural(gap, words):
    assert look.ago(NOW + gap) == words


@pytest.mark.usefixtures("now")
def test_days_and_moments_are_spoken():
    assert look.spoken(NOW) == "śr., 14 października 2026, 16:30"
    assert look.spoken(date(2026, 10, 14)) == "śr., 14 października 2026"
    assert look.ago(date(2026, 10, 14)) == "dzisiaj"
    assert look.spoken(None) == look.ago(None) == ""


def test_initials_of_people():
    assert look.initials("Żaneta Ćwiklińska-Świątek") == "ŻŚ"
    assert look.initials("Hal") == "H"
    assert look.initials("") == "?"


def test_unknown_icon_is_refused_with_a_word_on_what_to_do():
    with pytest.raises(look.UnknownIconError, match=r"nie-ma-takiej.*src/icons"):
        Template('{% icon "nie-ma-takiej" %}').render(Context())


def test_build_refuses_an_icon_that_the_set_has_not(tmp_path):
    with pytest.raises(build.BuildError, match=r"nie-ma-takiej.*resources\.txt"):
        build.sprite({"nie-ma-takiej": "resources.txt"}, tmp_path)


def test_every_icon_named_in_a_template_is_in_a_list():
    named = set()
    for path in (settings.ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        named |= {(word, path.name) for word in re.findall(r'{% icon "([^"]+)"', text)}
        named |= {
            (word, path.name)
            for word in re.findall(r'components/(?:badge|empty|file_card)\.html" with [^%]*\bname="([^"]+)"', text)
        }
    assert not {pair for pair in named if pair[0] not in look.icon_names()}


def test_query_keeps_what_is_not_changed():
    context = Context({"request": RequestFactory().get("/zasoby/", {"q": "ułamki", "strona": "2"})})
    assert look.querystring_with(context, strona=None) == "?q=u%C5%82amki"
    assert look.page_address(context, 3, "strona") == "?q=u%C5%82amki&strona=3"


def test_build_left_what_pages_load():
    front = Path(settings.ROOT) / "var" / "front"
    if not front.exists():
        pytest.skip("the front end is not built here (make front)")
    for name in ("css/splot.css", "js/splot.js", "js/editor.js", "icons.svg", "fonts/lato-latin-400-normal.woff2"):
        assert (front / name).stat().st_size > 500, name
