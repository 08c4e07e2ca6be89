"""Notices as letters."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import clock
from notifications import mail as letters
from notifications.models import Notice


def test_a_letter_has_text_html_a_stable_number_and_a_way_to_stop(tell, ben, work_done):
    notice = tell(ben, title="Ada odpowiada", text="Zobacz <b>plan</b>")
    work_done()
    letter = mail.outbox[0]
    assert letter.subject == "Ada odpowiada"
    assert f"/powiadomienia/{notice.pk}/" in letter.body
    assert "Zobacz &lt;b&gt;plan" in letter.alternatives[0][0]
    assert letter.extra_headers["Message-ID"].startswith(f"<notice-{notice.pk}@")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["List-Unsubscribe"].strip("<>") in letter.body


def test_a_second_run_sends_nothing(tell, ben, work_done):
    notice = tell(ben)
    work_done()
    letters.send(notice.pk)
    assert len(mail.outbox) == 1


def test_mail_of_one_who_may_no_longer_read_is_dropped(tell, kinds, ben, network, work_done):
    notice = tell(ben)
    kinds.shut.add((ben.pk, network.pk))
    work_done()
    notice.refresh_from_db()
    assert (mail.outbox, notice.mail_state) == ([], "dropped")


def test_mail_about_what_is_gone_or_to_one_who_left_is_dropped(tell, ben, ewa, other_network, work_done):
    tell(ben, about=other_network)
    tell(ewa)
    other_network.page.delete()
    other_network.delete()
    type(ewa).objects.filter(pk=ewa.pk).update(is_active=False)
    work_done()
    assert not mail.outbox


def test_a_discreet_letter_carries_neither_names_nor_text(tell, ben, work_done):
    tell(ben, "secret", title="Diagnoza szkoły w Lipowie", text="Jan Kowalski")
    work_done()
    whole = mail.outbox[0].subject + mail.outbox[0].body + mail.outbox[0].alternatives[0][0]
    assert mail.outbox[0].subject == "Sprawa wspomagania"
    assert "Lipow" not in whole
    assert "Kowalski" not in whole


@pytest.mark.parametrize(
    "title", ["a\r\nBcc: zly@example.org", "a\nb", "a\u2028b", "\u202ekobe", "\x00\x07", "x" * 300]
)
def test_hostile_words_cannot_make_header_lines(tell, ben, work_done, title):
    notice = tell(ben, title=title)
    assert notice is not None
    work_done()
    lines = mail.outbox[0].message().as_string().split("\n\n", 1)[0].splitlines()
    assert not [line for line in lines if line.lower().startswith("bcc")]
    assert mail.outbox[0].to == [ben.email]


@given(st.text(max_size=400))
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_one_line_is_one_line(text):
    line = letters.one_line(text)
    assert len(line.splitlines()) <= 1
    assert len(line) <= 150


def test_the_twenty_first_letter_in_an_hour_waits(tell, ben, work_done, monkeypatch):
    for number in range(22):
        tell(ben, title=f"Nowość {number}")
    work_done()
    assert len(mail.outbox) == letters.MOST_IN_AN_HOUR
    assert Notice.objects.filter(mail_state="waiting").count() == 2
    Notice.objects.filter(mail_state="sent").update(mailed_at=clock.now() - timedelta(hours=2))
    for notice in Notice.objects.filter(mail_state="waiting"):
        letters.send(notice.pk)
    assert len(mail.outbox) == 22


@override_settings(EMAIL_BACKEND="nobody.listens.here")
def test_a_mail_server_that_is_away_leaves_the_letter_waiting_for_another_try(tell, ben, work_done):
    notice = tell(ben)
    work_done()
    notice.refresh_from_db()
    assert notice.mail_state == "waiting"
    from django_tasks_db.models import DBTaskResult

    assert DBTaskResult.objects.filter(status="READY").count() == 1
