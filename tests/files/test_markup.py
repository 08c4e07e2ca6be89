"""Web pages are written anew: their words stay, nothing that acts does."""

from __future__ import annotations

import re

import pytest

from files import services
from tests.files.makers import upload

pytestmark = pytest.mark.django_db

HOSTILE = """<!DOCTYPE html><html><head><title>Ułamki &amp; &lt;b&gt;</title><script>alert(1)</script>
<base href="https://zle.example/"><meta http-equiv="refresh" content="0;url=https://zle.example/">
<link rel="stylesheet" href="https://zle.example/a.css"><style>@import url(https://zle.example/b.css)</style></head>
<body onload="alert(2)" style="background:url(https://zle.example/c.png)">
<h1 onclick="alert(3)">Ułamki na czekoladzie</h1><p>Dzielimy <a href="https://example.org/ulamki">tabliczkę</a>.</p>
<a href="javascript:alert(4)">zły</a> <a href="data:text/html,<script>alert(5)</script>">gorszy</a>
<img src="https://zle.example/d.png" onerror="alert(6)"><iframe src="https://zle.example/"></iframe>
<form action="https://zle.example/"><input name="haslo"></form><svg><script>alert(7)</script></svg>
<object data="https://zle.example/e.swf"></object><video src="https://zle.example/f.mp4"></video>
<table><tr><td>komórka</td><td>druga</td></tr></table></body></html>"""


@pytest.fixture
def page(ben, work_done):
    def make(raw, name="strona.html"):
        stored = services.receive(by=ben, upload=upload(name, raw))
        work_done()
        stored.refresh_from_db()
        return stored

    return make


def test_nothing_that_acts_is_kept(page):
    stored = page(HOSTILE.encode())
    kept = stored.content.open("rb").read().decode()
    assert "zle.example" not in kept
    assert not re.search(
        r"<script|<style|<iframe|<form|<img|<svg|<meta http|<link|<base|\son\w+=|javascript:|data:", kept
    )
    assert '<a href="https://example.org/ulamki"' in kept
    assert len(kept.encode()) == stored.size


def test_its_words_are_found_and_its_title_is_proposed(page):
    stored = page(HOSTILE.encode())
    assert stored.state == "ready", stored.note
    assert "Ułamki na czekoladzie" in stored.text
    assert "komórka\n" in stored.text
    assert "alert" not in stored.text
    assert stored.told["title"] == "Ułamki & <b>"


@pytest.mark.parametrize("letters", ["utf-8", "windows-1250", "iso-8859-2"])
def test_polish_letters_of_old_pages_are_read(letters, page):
    stored = page(f'<html><meta charset="{letters}"><body>zażółć gęślą jaźń</body></html>'.encode(letters), "a.htm")
    assert stored.text == "zażółć gęślą jaźń"
    assert "zażółć" in stored.content.open("rb").read().decode()


def test_it_leaves_as_something_to_save_under_a_sandbox(page, ben, client):
    stored = page(HOSTILE.encode())
    client.force_login(ben)
    answer = client.get(stored.address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
