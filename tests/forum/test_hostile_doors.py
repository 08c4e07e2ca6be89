"""The hostile texts through every door of the forum: the form, the draft, the letter, the edit, the import.

What each door stored is looked at twice: by an inspector that knows the policy only, and by a browser without any.
"""
# ruff: noqa: F811

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from forum import services
from forum.models import Draft, Post
from kit import html
from notifications.enums import Received
from notifications.replying import receiving
from notifications.replying.parsing import read
from tests.forum.mailed import called, letters_out, taking_answers  # noqa: F401 - fixtures
from tests.kit.test_hostile_browser import BATCH, _show, watched  # noqa: F401 - a fixture
from tests.kit.test_html import ALLOWED, HOSTILE, inspected
from tests.notifications.letters_in import answer

pytestmark = pytest.mark.django_db
BEFORE = "<p>Przed.</p>"


def _inspect(stored: list[str], texts: list[str]) -> None:
    assert stored
    for text in stored:
        assert html.clean(inspected(text)) == text
    assert len(stored) >= len(texts) * 0.5, "the door let too few in for the test to mean something"


@pytest.fixture
def through_form(thread: Any, ben: Any, signed_in: Any) -> Any:
    def send(texts: list[str]) -> list[str]:
        browser = signed_in(ben)
        address = reverse("forum:reply", kwargs={"slug": thread.network.slug, "thread_id": thread.pk})
        for text in texts:
            sent = {"text": BEFORE + text, "text_as": "html", "once": str(uuid.uuid4()), "checked": "as_is"}
            assert browser.post(address, sent).status_code in {302, 422}
        return list(Post.objects.filter(author=ben).values_list("html", flat=True))

    return send


@pytest.fixture
def through_draft(thread: Any, ewa: Any) -> Any:
    def send(texts: list[str]) -> list[str]:
        stored = []
        for text in texts:
            Draft.objects.all().delete()
            services.drafts.save(by=ewa, place=thread.network, thread=thread, text=BEFORE + text)
            stored += Draft.objects.values_list("html", flat=True)
        return stored

    return send


@pytest.fixture
def through_letter(called: Any, ewa: Any, monkeypatch: Any) -> Any:
    def send(texts: list[str]) -> list[str]:
        monkeypatch.setattr(receiving, "MOST_IN_AN_HOUR", 10**6)
        for number, text in enumerate(texts):
            for kind, body in (("page", {"text": None, "page": f"<div>Przed.</div>{text}"}), ("text", {"text": text})):
                letter = answer(called.address, number=f"<{kind}{number}@x>", **body)
                assert receiving.receive(letter.as_bytes()) in {
                    Received.PUBLISHED, Received.REFUSED, Received.KEPT, Received.WAITING,
                }  # fmt: skip
        return list(Post.objects.filter(author=ewa).values_list("html", flat=True))

    return send


@pytest.fixture
def through_edit(said: Any, ben: Any) -> Any:
    def send(texts: list[str]) -> list[str]:
        post, stored = said(ben, "Przed."), []
        for text in texts:
            services.edit(by=ben, post=post, text=BEFORE + text, version=post.version)
            post.refresh_from_db()
            stored.append(post.html)
        return stored

    return send


@pytest.fixture
def through_import(network: Any, section: Any) -> Any:
    def send(texts: list[str]) -> list[str]:
        letters = []
        for number, text in enumerate(texts):
            page = f"<p>Przed.</p>{text}"
            made = answer(
                "l@x", None, page=page, number=f"<{number}@x>", subject=f"Temat {number}", sender="Z <z@x.pl>"
            )
            letters.append(read(made.as_bytes()))
        services.import_letters(network=network, section=section, letters=[one for one in letters if one])
        return list(Post.objects.filter(thread__network=network, author=None).values_list("html", flat=True))

    return send


DOORS = ["through_form", "through_draft", "through_letter", "through_edit", "through_import"]


@pytest.mark.parametrize("door", DOORS)
def test_what_a_door_stores_is_within_the_policy(door, request):
    _inspect(request.getfixturevalue(door)(HOSTILE), HOSTILE)


@pytest.mark.parametrize("door", ["through_draft", "through_edit"])
def test_what_the_policy_allows_passes_a_door_unchanged(door, request):
    assert request.getfixturevalue(door)(ALLOWED) == [BEFORE + text for text in ALLOWED]


def test_what_the_policy_allows_passes_the_form_unchanged(through_form):
    assert set(through_form(ALLOWED)) == {BEFORE + text for text in ALLOWED}


@pytest.mark.browser
@pytest.mark.parametrize("door", DOORS)
def test_nothing_of_what_a_door_stores_runs_or_is_fetched(door, request, watched):
    stored = request.getfixturevalue(door)(HOSTILE)
    page, seen = watched
    for first in range(0, len(stored), BATCH * 4):
        texts = stored[first : first + BATCH * 4]
        _show(page, "".join(f"<div>{text}</div>" for text in texts))
        assert [one for one in seen if not one.startswith("fetch http://splot.test/pliki/")] == []
        assert page.locator(".prose > div").count() == len(texts)
        assert page.url == "http://splot.test/"
