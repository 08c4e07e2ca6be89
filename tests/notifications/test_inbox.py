"""The list of notices, the bell, and what leads on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifications import selectors

INBOX = "/powiadomienia/"


def test_the_list_shows_mine_and_nobody_elses(tell, client, ben, ewa):
    tell(ben, title="Dla Bena")
    tell(ewa, title="Dla Ewy")
    client.force_login(ben)
    page = client.get(INBOX).content.decode()
    assert "Dla Bena" in page
    assert "Dla Ewy" not in page


def test_an_empty_list_says_what_will_come(kinds, client, nina):
    client.force_login(nina)
    assert "Nie ma jeszcze powiadomień" in client.get(INBOX).content.decode()


@pytest.mark.parametrize("kind", ["letter", "quiet"])
def test_what_i_may_no_longer_see_is_neither_listed_nor_counted_nor_opened(tell, kinds, client, ben, network, kind):
    notice = tell(ben, kind, title="Tajne")
    kinds.shut.add((ben.pk, network.pk))
    client.force_login(ben)
    assert "Tajne" not in client.get(INBOX).content.decode()
    assert selectors.unread_count(ben) == 0
    assert client.get(f"{INBOX}{notice.pk}/").status_code == 404


def test_opening_marks_as_read_and_leads_on(tell, client, ben):
    notice = tell(ben, url="/sieci/")
    client.force_login(ben)
    answer = client.get(f"{INBOX}{notice.pk}/")
    assert (answer.status_code, answer.url) == (302, "/sieci/")
    notice.refresh_from_db()
    assert notice.read_at


def test_anothers_notice_does_not_exist(tell, client, ben, ewa):
    notice = tell(ben)
    client.force_login(ewa)
    assert client.get(f"{INBOX}{notice.pk}/").status_code == 404
    assert client.post(f"{INBOX}{notice.pk}/przeczytane/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_can_be_marked_at_once(tell, client, ben):
    tell(ben), tell(ben)
    client.force_login(ben)
    assert client.post(INBOX).status_code == 302
    assert selectors.unread_count(ben) == 0


def test_the_badge_is_a_fragment(tell, client, ben):
    tell(ben), tell(ben)
    client.force_login(ben)
    badge = client.get(reverse("notifications:badge")).content.decode()
    assert "data-inbox-number>2<" in badge
    assert "nieprzeczytane powiadomienia" in badge


def test_a_visitor_is_led_to_sign_in(client, db):
    for address in (INBOX, f"{INBOX}1/", f"{INBOX}licznik/", f"{INBOX}ustawienia/"):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("before", ["x", "-1", "²", "9" * 30, ""])
def test_any_number_gives_a_page(tell, client, ben, before):
    client.force_login(ben)
    assert client.get(INBOX, {"before": before, "only": "x"}).status_code == 200


def test_pages_hold_twenty_and_queries_do_not_grow(tell, client, ben):
    client.force_login(ben)
    client.get(INBOX)  # the first request of a session also writes the session down
    counts = []
    for number in range(45):
        tell(ben, "quiet", title=f"Nowość {number}")
        if number in (10, 44):
            with CaptureQueriesContext(connection) as queries:
                client.get(INBOX)
            counts.append(len(queries))
    assert counts[0] == counts[1]
    first = selectors.inbox(ben)
    second = selectors.inbox(ben, before=first.older)
    third = selectors.inbox(ben, before=second.older)
    assert [len(page.notices) for page in (first, second, third)] == [20, 20, 5]
    assert third.older is None


def test_the_bell_asks_once_however_many_kinds_are_unread(tell, kinds, ben, django_assert_max_num_queries):
    tell(ben)
    first = selectors.unread_count(ben)
    with django_assert_max_num_queries(1):  # none where processes share a memory
        assert selectors.unread_count(ben) == first == 1
    tell(ben)
    assert selectors.unread_count(ben) == 2
