"""The specimen page, the choice of look and language, the pages of refusal and error."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_specimen_shows_itself_in_the_demo_and_to_staff_only(client, settings, jan, nina):
    settings.DEMO = True
    assert client.get(reverse("theme:specimen")).status_code == 200
    settings.DEMO = False
    assert client.get(reverse("theme:specimen")).status_code == 404
    client.force_login(nina)
    assert client.get(reverse("theme:specimen")).status_code == 404
    client.force_login(jan)
    assert client.get(reverse("theme:specimen")).status_code == 200


def test_no_page_of_the_look_carries_inline_styles_or_handlers(client, settings):
    settings.DEMO = True
    page = client.get(reverse("theme:specimen")).content.decode()
    assert not re.findall(r"<[^>]+\sstyle=", page)
    assert not re.findall(r"<[^>]+\son[a-z]+=", page)
    assert "<style" not in page


def test_theme_is_remembered_and_drawn_at_once(client, settings):
    settings.DEMO = True
    answer = client.post(reverse("theme:appearance"), {"theme": "dark", "next": "/wzornik/"})
    assert answer.status_code == 302
    assert answer.url == "/wzornik/"
    assert 'data-theme="dark"' in client.get("/wzornik/").content.decode()
    client.post(reverse("theme:appearance"), {"theme": "", "next": "/wzornik/"})
    assert "data-theme" not in client.get("/wzornik/").content.decode().split("<body")[0]


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_choice_of_look_leads_nowhere_else(client, elsewhere):
    assert client.post(reverse("theme:appearance"), {"theme": "dark", "next": elsewhere}).url == "/"


def test_unknown_theme_is_not_kept(client):
    client.post(reverse("theme:appearance"), {"theme": '"><script>', "next": "/"})
    assert not client.cookies.get("theme") or not client.cookies["theme"].value


def test_language_changes_the_shell(client, settings):
    settings.DEMO = True
    client.post(reverse("theme:language"), {"language": "en", "next": "/wzornik/"})
    page = client.get("/wzornik/").content.decode()
    assert 'lang="en"' in page
    assert "Skip to the content" in page


def test_missing_page_says_so_in_the_frame(client, nina):
    client.force_login(nina)
    answer = client.get("/nie-ma-takiej-strony/")
    assert answer.status_code == 404
    assert 'class="site-header"' in answer.content.decode()


def test_error_page_needs_nothing():
    page = render_to_string("500.html", {"reference": "abc123"})
    assert "abc123" in page
    assert "csrf" not in page
