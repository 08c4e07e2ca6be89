"""Telling people, and respecting what they chose."""

import pytest
from django.core import mail
from django.db import transaction

from notifications import selectors, services
from notifications.models import Notice

USUAL = {"letter": "mail", "quiet": "inbox", "secret": "mail", "weekly": "letter", "asking": "letter"}
MINE = Notice.objects.filter(kind__in=["letter", "quiet", "secret"])


def test_each_person_is_told_once_and_the_one_who_did_it_is_not(kinds, network, ada, ben, ewa):
    services.notify(kinds.quiet, to=[ada, ben, ben, ewa], about=network, title="Zmiana", url="/sieci/", by=ada)
    assert sorted(MINE.values_list("user__first_name", flat=True)) == ["Ben", "Ewa"]


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_a_notice_leads_only_into_the_platform(kinds, network, ben, url):
    with pytest.raises(ValueError):
        services.notify(kinds.quiet, to=[ben], about=network, title="Zmiana", url=url)
    assert not MINE.all().exists()


def test_what_is_rolled_back_tells_nobody(tell, ben, work_done):
    def half_done():
        with transaction.atomic():
            tell(ben)
            raise KeyError

    with pytest.raises(KeyError):
        half_done()
    work_done()
    assert not MINE.all().exists()
    assert not mail.outbox


def test_a_choice_of_the_inbox_alone_sends_no_mail(tell, ben, work_done):
    services.choose(by=ben, levels={"letter": "inbox", "unknown": "mail"})
    notice = tell(ben)
    work_done()
    assert notice.mail_state == "none"
    assert not mail.outbox
    assert selectors.levels_of(ben) == USUAL | {"letter": "inbox"}


def test_a_choice_of_mail_sends_it_for_a_quiet_kind_too(tell, ben, ewa, letters_out):
    services.choose(by=ben, levels={"quiet": "mail"})
    tell(ben, "quiet")
    tell(ewa, "quiet")
    letters_out()
    assert [letter.to for letter in mail.outbox] == [[ben.email]]


@pytest.mark.parametrize(
    ("scope", "state"), [("kind", "letter"), ("place", "none"), ("thing", "none"), ("letter", "waiting")]
)
def test_less_by_a_link_quietens_what_waits_too(tell, ben, network, scope, state):
    notice = tell(ben)
    name = {"kind": "letter", "place": f"network-{network.pk}", "thing": f"networks.network:{network.pk}"}.get(
        scope, ""
    )
    services.less(user_id=ben.pk, scope=scope, name=name)
    notice.refresh_from_db()
    assert notice.mail_state == state
    assert tell(ben).mail_state == state
    services.less(user_id=987654, scope=scope, name=name)


def test_nothing_at_all_means_no_notice_unless_somebody_waits_for_an_answer(tell, ben):
    services.choose(by=ben, levels={"letter": "nothing", "asking": "nothing"})
    assert tell(ben) is None or tell(ben).kind != "letter"
    assert tell(ben, "asking").mail_state == "none"


def test_the_number_of_queries_does_not_grow_with_the_people(kinds, network, person, django_assert_max_num_queries):
    people = [person(f"Osoba{number}") for number in range(30)]
    services.notify(kinds.letter, to=people[:1], about=network, title="Zmiana", url="/sieci/")
    with django_assert_max_num_queries(12):
        services.notify(kinds.weekly, to=people, about=network, title="Zmiana", url="/sieci/")


def test_what_is_read_on_its_own_page_closes_its_notices(tell, ben, ewa, network):
    mine, other = tell(ben), tell(ewa)
    services.mark_read_about(by=ben, about=network)
    mine.refresh_from_db(), other.refresh_from_db()
    assert mine.read_at
    assert other.read_at is None


def test_reading_marks_only_mine(tell, ben, ewa):
    first, other = tell(ben), tell(ewa)
    tell(ben)
    services.mark_read(by=ben, notice=first)
    assert selectors.unread_count(ben) == 1
    services.mark_read(by=ben, notice=other)
    assert selectors.unread_count(ewa) == 1
    services.mark_read(by=ben)
    assert selectors.unread_count(ben) == 0
