"""Telling people, and respecting what they chose."""

import pytest
from django.core import mail
from django.db import transaction

from notifications import selectors, services
from notifications.models import Notice

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
    assert selectors.levels_of(ben) == {"letter": "inbox", "quiet": "inbox", "secret": "mail"}


def test_a_choice_of_mail_sends_it_for_a_quiet_kind_too(tell, ben, ewa, work_done):
    services.choose(by=ben, levels={"quiet": "mail"})
    tell(ben, "quiet")
    tell(ewa, "quiet")
    work_done()
    assert [letter.to for letter in mail.outbox] == [[ben.email]]


def test_stopping_mail_drops_what_waits(tell, ben, work_done):
    tell(ben)
    services.stop_mail(user_id=ben.pk, kind="letter")
    work_done()
    assert not mail.outbox
    services.stop_mail(user_id=987654, kind="letter")


def test_reading_marks_only_mine(tell, ben, ewa):
    first, other = tell(ben), tell(ewa)
    tell(ben)
    services.mark_read(by=ben, notice=first)
    assert selectors.unread_count(ben) == 1
    services.mark_read(by=ben, notice=other)
    assert selectors.unread_count(ewa) == 1
    services.mark_read(by=ben)
    assert selectors.unread_count(ben) == 0
