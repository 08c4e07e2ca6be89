"""Choosing what comes by mail, and stopping it from a letter."""

import pytest
from django.test import Client

from notifications import selectors, unsubscribing
from notifications.models import Preference

PAGE = "/powiadomienia/ustawienia/"


def _path(user, kind="letter"):
    return "/" + unsubscribing.link(user.pk, kind).split("/", 3)[3]


def test_the_page_shows_and_keeps_choices(kinds, client, ben):
    client.force_login(ben)
    page = client.get(PAGE).content.decode()
    assert "Nowa odpowiedź" in page
    answer = client.post(PAGE, {"letter": "inbox", "quiet": "mail", "secret": "mail"})
    assert answer.status_code == 302
    assert selectors.levels_of(ben) == {"letter": "inbox", "quiet": "mail", "secret": "mail"}


def test_a_wrong_choice_changes_nothing(kinds, client, ben):
    client.force_login(ben)
    answer = client.post(PAGE, {"letter": "telegram", "quiet": "mail"})
    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_a_link_in_a_letter_changes_nothing_when_looked_at_and_stops_when_posted(kinds, ben):
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get(_path(ben)).status_code == 200
    assert selectors.levels_of(ben)["letter"] == "mail"
    answer = visitor.post(_path(ben), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert selectors.levels_of(ben) == {"letter": "inbox", "quiet": "inbox", "secret": "mail"}


@pytest.mark.parametrize("spoil", [lambda path: path[:-4] + "aaa/", lambda path: "/powiadomienia/rezygnacja/abc/"])
def test_a_forged_link_is_not_there(kinds, client, ben, spoil):
    assert client.post(spoil(_path(ben))).status_code == 404
    assert not Preference.objects.exists()


def test_a_link_for_an_unknown_kind_is_not_there(kinds, client, ben):
    assert client.get(_path(ben, "nobody")).status_code == 404
