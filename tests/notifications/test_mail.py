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


def test_a_letter_has_text_html_a_stable_number_and_a_way_to_stop(tell, ben, letters_out):
    notice = tell(ben, title="Ada odpowiada", text="Zobacz <b>plan</b>")
    letters_out()
    letter = mail.outbox[0]
    assert letter.subject == "Ada odpowiada"
    assert f"/powiadomienia/{notice.pk}/" in letter.body
    assert "Zobacz &lt;b&gt;plan" in letter.alternatives[0][0]
    assert letter.extra_headers["Message-ID"].startswith(f"<notice-{notice.pk}@")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["List-Unsubscribe"].strip("<>") in letter.body
    assert "bez e-maili z tej sieci" in letter.body.lower()
    assert "Skąd ten list: „Nowa odpowiedź”" in letter.body


def test_a_second_run_sends_nothing(tell, ben, letters_out):
    notice = tell(ben)
    letters_out()
    letters.send(notice.pk)
    assert len(mail.outbox) == 1


def test_mail_of_one_who_may_no_longer_read_is_dropped(tell, kinds, ben, network, letters_out):
    notice = tell(ben)
    kinds.shut.add((ben.pk, network.pk))
    letters_out()
    notice.refresh_from_db()
    assert (mail.outbox, notice.mail_state) == ([], "dropped")


def test_mail_about_what_is_gone_or_to_one_who_left_is_dropped(tell, ben, ewa, other_network, letters_out):
    tell(ben, about=other_network)
    tell(ewa)
    other_network.page.delete()
    other_network.delete()
    type(ewa).objects.filter(pk=ewa.pk).update(is_active=False)
    letters_out()
    assert not mail.outbox


def test_a_discreet_letter_carries_neither_names_nor_text(tell, ben, letters_out):
    tell(ben, "secret", title="Diagnoza szkoły w Lipowie", text="Jan Kowalski")
    letters_out()
    whole = mail.outbox[0].subject + mail.outbox[0].body + mail.outbox[0].alternatives[0][0]
    assert mail.outbox[0].subject == "Sprawa wspomagania"
    assert "Lipow" not in whole
    assert "Kowalski" not in whole


@pytest.mark.parametrize(
    "title", ["a\r\nBcc: zly@example.org", "a\nb", "a\u2028b", "\u202ekobe", "\x00\x07", "x" * 300]
)
def test_hostile_words_cannot_make_header_lines(tell, ben, letters_out, title):
    notice = tell(ben, title=title)
    assert notice is not None
    letters_out()
    lines = mail.outbox[0].message().as_string().split("\n\n", 1)[0].splitlines()
    assert not [line for line in lines if line.lower().startswith("bcc")]
    assert mail.outbox[0].to == [ben.email]


@given(st.text(max_size=400))
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_one_line_is_one_line(text):
    line = letters.one_line(text)
    assert len(line.splitlines()) <= 1
    assert len(line) <= 150


def test_the_twenty_first_letter_in_an_hour_waits(tell, ben, network, letters_out, monkeypatch):
    for number in range(22):
        Notice.objects.filter(pk=tell(ben, title=f"Nowość {number}").pk).update(thing=f"thing:{number}")
    for notice in Notice.objects.filter(mail_state="waiting").order_by("pk"):
        moment = clock.now() + timedelta(seconds=notice.pk)
        with clock.moved_to(moment):
            letters.send(notice.pk)
    assert len(mail.outbox) == letters.MOST_IN_AN_HOUR
    assert Notice.objects.filter(mail_state="waiting").count() == 2
    Notice.objects.filter(mail_state="sent").update(mailed_at=clock.now() - timedelta(hours=2))
    for notice in Notice.objects.filter(mail_state="waiting"):
        letters.send(notice.pk)
    assert len(mail.outbox) == 22


def test_a_burst_about_one_thing_is_one_letter_and_another_thing_is_another(tell, ben, other_network, letters_out):
    for number in range(5):
        tell(ben, title=f"Zmiana {number}")
    tell(ben, about=other_network, title="Gdzie indziej")
    letters_out()
    assert [letter.subject for letter in mail.outbox] == ["Zmiana 4", "Gdzie indziej"]
    assert all(f"Zmiana {number}" in mail.outbox[0].body for number in range(5))
    assert mail.outbox[0].body.count("Wszystkie ustawienia") == 1


def test_it_waits_for_others_before_it_goes(tell, ben, work_done):
    tell(ben)
    work_done()
    assert not mail.outbox


def test_what_was_read_meanwhile_is_not_mailed(tell, ben, letters_out):
    notice = tell(ben)
    Notice.objects.filter(pk=notice.pk).update(read_at=clock.now())
    letters_out()
    notice.refresh_from_db()
    assert (mail.outbox, notice.mail_state) == ([], "read")


@override_settings(EMAIL_BACKEND="nobody.listens.here")
def test_a_mail_server_that_is_away_leaves_the_letter_waiting_for_another_try(tell, ben, letters_out):
    notice = tell(ben)
    letters_out()
    notice.refresh_from_db()
    assert notice.mail_state == "waiting"
    from django_tasks_db.models import DBTaskResult

    assert DBTaskResult.objects.filter(status="READY", queue_name="mail").count() == 1
