"""Choosing what comes by mail, and stopping it from a letter."""

import pytest
from django.test import Client

from notifications import selectors, unsubscribing
from notifications.models import Preference

PAGE = "/powiadomienia/ustawienia/"


USUAL = {"letter": "mail", "quiet": "inbox", "secret": "mail", "weekly": "letter", "asking": "letter"}


def _path(user, kind="letter", **more):
    return "/" + unsubscribing.link(user.pk, kind, **more).split("/", 3)[3]


def test_the_page_shows_and_keeps_choices(kinds, client, ben):
    client.force_login(ben)
    page = client.get(PAGE).content.decode()
    assert "Nowa odpowiedź" in page
    answer = client.post(PAGE, {"letter": "inbox", "quiet": "mail", "secret": "mail"})
    assert answer.status_code == 302
    assert selectors.levels_of(ben) == USUAL | {"letter": "inbox", "quiet": "mail"}


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
    assert selectors.levels_of(ben) == USUAL | {"letter": "letter"}


@pytest.mark.parametrize("spoil", [lambda path: path[:-4] + "aaa/", lambda path: "/powiadomienia/rezygnacja/abc/"])
def test_a_forged_link_is_not_there(kinds, client, ben, spoil):
    assert client.post(spoil(_path(ben))).status_code == 404
    assert not Preference.objects.exists()


def test_a_link_for_an_unknown_kind_is_not_there(kinds, client, ben):
    assert client.get(_path(ben, "nobody")).status_code == 404


def test_a_network_as_a_whole_and_a_kind_in_it_are_chosen_and_shown_with_their_steps(kinds, client, ben, network):
    client.force_login(ben)
    key = f"network-{network.pk}"
    assert client.post(PAGE, {f"place-{key}": "inbox"}).status_code == 302
    assert client.post(f"{PAGE}{key}/", {f"place-{key}": "inbox", "letter": "mail"}).status_code == 302
    assert selectors.choices_of(ben) == {("", key, ""): "inbox", ("letter", key, ""): "mail"}
    page = client.get(PAGE).content.decode()
    assert "Matematyka bez lęku" in page
    assert "tak wybrano dla wszystkiego z tej sieci" in page
    assert "tak wybrano dla takich wiadomości z tej sieci" in page
    assert client.post(f"{PAGE}{key}/", {f"place-{key}": ""}).status_code == 302
    assert selectors.choices_of(ben) == {}


def test_the_page_of_a_network_of_others_is_not_there(kinds, client, nina, network):
    client.force_login(nina)
    assert client.get(f"{PAGE}network-{network.pk}/").status_code == 404
    assert client.get(f"{PAGE}nobody/").status_code == 404


def test_the_rhythm_is_kept_and_a_wrong_one_is_not(kinds, client, ben):
    client.force_login(ben)
    values = {"wants_letter": "on", "weekday": 2, "hour": 17, "quiet_from": 20, "quiet_until": 8}
    assert client.post(f"{PAGE}rytm/", values).status_code == 302
    rhythm = selectors.rhythms_of([ben.pk])[ben.pk]
    assert (rhythm.weekday, rhythm.hour, rhythm.rests_in_breaks) == (2, 17, False)
    assert client.post(f"{PAGE}rytm/", values | {"hour": 25}).status_code == 422
    rhythm.refresh_from_db()
    assert rhythm.hour == 17


def test_a_muted_matter_is_listed_and_can_be_heard_again(tell, client, ben, network):
    tell(ben, title="Gwar")
    client.post(_path(ben, f"networks.network:{network.pk}", scope="thing"))
    client.force_login(ben)
    assert "Gwar" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}sprawa/", {"thing": f"networks.network:{network.pk}"})
    assert "Gwar" not in client.get(PAGE).content.decode()


def test_each_link_first_says_what_it_will_do(kinds, ben, client):
    for scope, words in (
        ("kind", "tylko w liście"),
        ("place", "tej sieci"),
        ("thing", "sprawie"),
        ("letter", "tygodniow"),
    ):
        name = "letter" if scope == "kind" else "x-1"
        page = client.get(_path(ben, name, scope=scope)).content.decode()
        assert words in page.lower()
    assert selectors.choices_of(ben) == {}
