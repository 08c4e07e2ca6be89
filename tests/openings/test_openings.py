"""An open meeting is open to everybody, and keeps of people only what it needs and as long as it needs it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from accounts.models import User
from kit import clock
from kit.verdicts import NotThere, Refused
from meetings import guests
from meetings import selectors as rooms
from meetings import services as meetings
from meetings.models import Answer, Meeting
from meetings.openings import rules, selectors, services, views
from meetings.openings.models import Opening, SignUp
from meetings.passes import selectors as passes
from meetings.passes import services as pass_services
from meetings.passes.models import LASTS, ExpertPass
from meetings.services import reminding
from moderation.models import TrailEntry
from networks.enums import Role

pytestmark = pytest.mark.django_db
OLA = {"name": "Ola Nowa", "email": "ola@example.org"}
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def sign_up_at(opening: Opening) -> str:
    return reverse("openings:sign_up", args=[opening.meeting_id])


def seen(client: Any, opening: Opening) -> str:
    return client.get(opening.get_absolute_url()).content.decode()


def links_in(letter: Any) -> list[str]:
    return LINK.findall(letter.body)


def confirmed(opening: Opening, name: str = "Ola Nowa", email: str = "ola@example.org") -> ExpertPass:
    """The pass of somebody who asked and pressed the link."""
    services.ask(opening=opening, name=name, email=email)
    asked = SignUp.objects.get(meeting=opening.meeting, email=email)
    held = services.confirm(asked=selectors.sign_up_by(selectors.signed(asked))).held
    assert held is not None
    return held


def nobody_of(held: ExpertPass) -> bool:
    """Whether nothing says any more who the guest was."""
    left = User.objects.get(pk=held.guest_id)
    return held.name.split()[0] not in f"{left.first_name} {left.last_name} {left.email}" and not left.is_active


# --- what everybody sees


def test_a_visitor_reads_what_the_coordinator_published_and_no_more(client, publish, ben):
    opening = publish(
        led_by="dr Jan Zgodny",
        mode="hybrid",
        place="Szkoła w Lipowie",
        capacity=12,
        outside_link="https://wideo.example.org/tajny",
        links=["https://gazeta.example.org/artykul", "/pulpit/"],
        audience=["principals"],
    )
    page = seen(client, opening)
    for words in ("Ocenianie bez lęku", "Szkoła w Lipowie", "Studium przypadku", "dr Jan Zgodny", "artykul",
                  "12 wolnych miejsc", "dyrektorzy"):  # fmt: skip
        assert words in page, words
    assert "Ben Lis" not in page
    assert "tajny" not in page
    assert 'href="/pulpit/"' not in page


def test_drafts_hidden_cancelled_and_other_meetings_are_absent(client, publish, plan, ada):
    draft = plan(kind="open")
    closed = plan()
    hidden, cancelled, other = publish(), publish(), publish()
    services.hide(by=ada, meeting=hidden.meeting)
    meetings.cancel(by=ada, meeting=cancelled.meeting, reason="Choroba")
    Meeting.objects.filter(pk=other.meeting_id).update(kind="working")
    shown = publish(title="To widać")
    for meeting in (draft, closed, hidden.meeting, cancelled.meeting, other.meeting):
        assert client.get(f"/spotkania-otwarte/{meeting.pk}/").status_code == 404
        assert client.post(f"/spotkania-otwarte/{meeting.pk}/udzial/", OLA).status_code == 404
    listed = client.get("/spotkania-otwarte/").content.decode()
    assert "To widać" in listed
    assert listed.count('class="row-title"') == 1
    feed = client.get("/spotkania-otwarte/kalendarz.ics").content.decode()
    assert feed.count("BEGIN:VEVENT") == 1
    assert shown.get_absolute_url() in feed.replace("\r\n ", "")
    assert not SignUp.objects.exists()


def test_both_ways_of_asking_say_the_same(publish, plan, ada):
    every = [publish(), publish(), publish(in_minutes=-60 * 24 * (LASTS + 2)), publish(in_minutes=-60 * 24)]
    services.hide(by=ada, meeting=every[1].meeting)
    public = set(rules.public_openings().values_list("pk", flat=True))
    for one in Opening.objects.select_related("meeting__edition"):
        assert rules.is_public(one) == (one.pk in public)
    assert public == {every[0].pk, every[3].pk}


def test_the_list_is_linked_from_home_and_chosen_by_group(client, publish):
    publish(title="Dla dyrekcji", audience=["principals"])
    publish(title="Dla bibliotek", audience=["librarians"])
    assert "/spotkania-otwarte/" in client.get("/").content.decode()
    page = client.get("/spotkania-otwarte/?dla=principals").content.decode()
    assert "Dla dyrekcji" in page
    assert "Dla bibliotek" not in page
    assert "Dla bibliotek" in client.get("/spotkania-otwarte/?dla=czary").content.decode()


def test_only_who_changes_the_meeting_publishes_and_names_need_consent(plan, ada, ben, dov):
    meeting = plan(kind="open")
    for by in (ben, dov):
        with pytest.raises(Refused):
            services.publish(by=by, meeting=meeting)
    with pytest.raises(Refused):
        services.publish(by=ada, meeting=meeting, led_by="Jan Niezapytany", agreed=False)
    with pytest.raises(Refused):
        services.publish(by=ada, meeting=meeting, audience=["wszyscy"])
    with pytest.raises(Refused):
        services.publish(by=ada, meeting=plan())
    assert not Opening.objects.exists()
    services.publish(by=ada, meeting=meeting)
    assert TrailEntry.objects.filter(action="openings.opening.publish").count() == 1


# --- signing up


def test_a_visitor_signs_up_confirms_and_comes_in_by_the_lobby(client, publish, work_done, ada):
    opening = publish(in_minutes=10, outside_link="https://wideo.example.org/spotkanie")
    page = client.post(sign_up_at(opening), OLA)
    assert page.status_code == 200
    assert "Zajrzyj do poczty" in page.content.decode()
    assert not Answer.objects.exists()
    work_done()
    [link] = links_in(mail.outbox[-1])
    assert mail.outbox[-1].to == ["ola@example.org"]
    assert "Ola Nowa" in client.get(link).content.decode()
    assert not Answer.objects.exists()
    done = client.post(link)
    assert done.status_code == 200
    assert done["Referrer-Policy"] == "no-referrer"
    assert not SignUp.objects.exists()
    work_done()
    letter = mail.outbox[-1]
    into, out = links_in(letter)
    assert letter.subject == "Masz zapisany udział: Ocenianie bez lęku"
    name, content, kind = letter.attachments[0]
    assert (name, "REQUEST" in kind) == ("spotkanie.ics", True)
    assert "ACCEPTED" in str(content)
    assert "rezygnacja" in out
    client.get(into)
    guest = client.get("/przepustka/").content.decode()
    assert "wideo.example.org" in guest
    assert "Ben Lis" not in guest
    held = ExpertPass.objects.get()
    ticket, knock = meetings.arrive(by=held.guest, meeting_id=opening.meeting_id)
    assert (ticket.waits, ticket.role, ticket.is_free, knock is not None) == ("knock", Role.MEMBER, False, True)
    assert not get_user_model().objects.get(pk=held.guest_id).is_active


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(client, opening, ben, outsider_held, work_done):
    pages = set()
    for email in ("nikt@example.org", ben.email, outsider_held.email, "cofnieta@example.org"):
        page = client.post(sign_up_at(opening), {"name": "Ola", "email": email})
        pages.add((page.status_code, re.sub(r"(csrf|nonce|value)[^>]*", "", page.content.decode())))
        cache.clear()
    assert len(pages) == 1
    work_done()
    assert [letter.to[0] for letter in mail.outbox].count("cofnieta@example.org") == 0


@pytest.fixture
def outsider_held(opening: Opening, ada: Any) -> ExpertPass:
    """Somebody signed up, and somebody else was taken off the list."""
    held = confirmed(opening, "Znana Osoba", "znana@example.org")
    gone = confirmed(opening, "Cofnięta Osoba", "cofnieta@example.org")
    services.take_off(by=ada, meeting=opening.meeting, number=gone.pk)
    return held


def test_an_account_of_any_network_signs_up_with_one_press(client, opening, dov, work_done):
    client.force_login(dov, backend="django.contrib.auth.backends.ModelBackend")
    for _twice in range(2):
        assert client.post(sign_up_at(opening)).status_code == 302
    held = ExpertPass.objects.get()
    assert (held.guest, held.is_visitor) == (dov, True)
    assert Answer.objects.get().user == dov
    page = seen(client, opening)
    assert passes.signed(held) in page
    work_done()
    assert [letter.to for letter in mail.outbox if "otwart" not in letter.subject][-1] == [dov.email]
    client.get(f"/przepustka/{passes.signed(held)}/")
    assert "Ocenianie bez lęku" in client.get("/przepustka/").content.decode()


def test_a_member_who_signs_up_answers_the_invitation(opening, ben):
    assert services.sign_up(by=ben, opening=opening).held is None
    answer = Answer.objects.get()
    assert (answer.user, answer.coming) == (ben, "yes")
    assert not ExpertPass.objects.exists()


def test_when_full_the_next_wait_and_a_place_given_back_goes_to_the_first(publish, ben, work_done, client):
    opening = publish(capacity=2)
    meetings.answer(by=ben, meeting=opening.meeting, coming="yes")
    first = confirmed(opening, "Pierwsza Osoba", "pierwsza@example.org")
    assert "wszystkie zajęte" in seen(client, opening)
    second = confirmed(opening, "Druga Osoba", "druga@example.org")
    assert rooms.place_in_line(first.guest, opening.meeting) == 0
    assert rooms.place_in_line(second.guest, opening.meeting) == 1
    work_done()
    waits = mail.outbox[-1]
    assert waits.to == ["druga@example.org"]
    assert waits.subject.startswith("Czekasz na miejsce")
    assert not waits.attachments
    services.withdraw(held=first)
    assert rooms.place_in_line(second.guest, opening.meeting) == 0
    mail.outbox.clear()
    work_done()
    [letter] = mail.outbox
    assert (letter.to, len(letter.attachments)) == (["druga@example.org"], 1)
    assert "wszystkie zajęte" in seen(client, opening)


def test_members_and_visitors_share_the_places(publish, ben):
    opening = publish(capacity=1)
    confirmed(opening)
    assert meetings.answer(by=ben, meeting=opening.meeting, coming="yes").lined_at is not None


def test_wrong_used_and_expired_links_open_nothing(client, opening):
    services.ask(opening=opening, **OLA)
    asked = SignUp.objects.get()
    link = reverse("openings:confirm", args=[selectors.signed(asked)])
    assert client.get(link[:-3] + "x/").status_code == 404
    assert client.get(reverse("openings:withdraw", args=[selectors.signed(asked)])).status_code == 404
    services.ask(opening=opening, **OLA)
    assert client.post(link).status_code == 404, "a newer letter was sent"
    asked = SignUp.objects.get()
    link = reverse("openings:confirm", args=[selectors.signed(asked)])
    SignUp.objects.update(asked_at=clock.now() - timedelta(days=1))
    assert client.post(link).status_code == 404
    SignUp.objects.update(asked_at=clock.now())
    assert client.post(link).status_code == 200
    assert client.post(link).status_code == 404
    assert ExpertPass.objects.count() == 1


def test_nobody_signs_up_for_what_is_hidden_cancelled_or_over(client, opening, publish, ada):
    services.ask(opening=opening, **OLA)
    link = reverse("openings:confirm", args=[selectors.signed(SignUp.objects.get())])
    Meeting.objects.filter(pk=opening.meeting_id).update(
        starts_at=clock.now() - timedelta(hours=2), ends_at=clock.now() - timedelta(hours=1)
    )
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 422
    assert client.post(sign_up_at(opening), OLA).status_code == 422
    assert not ExpertPass.objects.exists()
    assert SignUp.objects.count() == 1, "nothing changed"
    other = publish()
    services.ask(opening=other, **OLA)
    services.hide(by=ada, meeting=other.meeting)
    assert not SignUp.objects.filter(meeting=other.meeting).exists()


def test_too_many_from_one_sender_are_refused_and_an_address_gets_few_letters(client, opening, work_done, monkeypatch):
    for _again in range(views.MOST_TO_ONE + 2):
        assert client.post(sign_up_at(opening), OLA).status_code == 200
    work_done()
    assert len([letter for letter in mail.outbox if letter.to == ["ola@example.org"]]) <= views.MOST_TO_ONE
    monkeypatch.setattr(views, "MOST_IN_AN_HOUR", views.MOST_TO_ONE + 3)
    assert client.post(sign_up_at(opening), {"name": "A B", "email": "a@example.org"}).status_code == 200
    page = client.post(sign_up_at(opening), {"name": "C D", "email": "c@example.org"})
    assert page.status_code == 429
    assert set(SignUp.objects.values_list("email", flat=True)) == {"ola@example.org", "a@example.org"}


def test_a_machine_that_fills_everything_in_is_told_nothing(client, opening):
    page = client.post(sign_up_at(opening), OLA | {"website": "https://spam.example.org"})
    assert "Zajrzyj do poczty" in page.content.decode()
    assert not SignUp.objects.exists()
    assert client.post(sign_up_at(opening), {"name": "", "email": "x"}).status_code == 422


# --- forgetting


def test_what_nobody_confirmed_is_gone_after_a_day(opening):
    services.ask(opening=opening, **OLA)
    services.ask(opening=opening, name="Ewa", email="ewa@example.org")
    SignUp.objects.filter(email="ola@example.org").update(asked_at=clock.now() - timedelta(days=1))
    assert services.sweep() == 1
    assert SignUp.objects.get().email == "ewa@example.org"
    assert not get_user_model().objects.filter(email__endswith=".invalid").exists()


def test_who_withdraws_by_the_link_is_forgotten_at_once(client, opening):
    held = confirmed(opening)
    out = reverse("openings:withdraw", args=[passes.signed(held)])
    assert client.get(out).status_code == 200
    assert ExpertPass.objects.exists(), "looking changes nothing"
    assert client.post(out).status_code == 200
    assert not ExpertPass.objects.exists()
    assert not Answer.objects.exists()
    assert nobody_of(held)
    assert client.post(out).status_code == 404


def test_an_account_that_withdraws_stays_an_account(opening, dov):
    held = services.sign_up(by=dov, opening=opening).held
    services.withdraw(held=held)
    assert User.objects.filter(pk=dov.pk, is_active=True).exists()
    assert not Answer.objects.exists()


def test_it_is_too_late_to_withdraw_once_it_has_begun_and_experts_do_not(client, publish, ada):
    opening = publish(in_minutes=-5)
    held = confirmed(opening)
    out = reverse("openings:withdraw", args=[passes.signed(held)])
    assert client.post(out).status_code == 422
    assert ExpertPass.objects.filter(pk=held.pk).exists()
    later = publish()
    expert = pass_services.issue(by=ada, meeting=later.meeting, name="Maria Z", email="maria@example.org")
    assert client.post(reverse("openings:withdraw", args=[passes.signed(expert)])).status_code == 422
    assert ExpertPass.objects.filter(pk=expert.pk, revoked_at=None).exists()


def test_visitors_are_forgotten_as_guests_are_a_year_after(opening, dov):
    held = confirmed(opening)
    services.sign_up(by=dov, opening=opening)
    long_ago = clock.now() - pass_services.FORGET_AFTER - timedelta(days=1)
    Meeting.objects.update(starts_at=long_ago - timedelta(hours=2), ends_at=long_ago + timedelta(days=2))
    assert pass_services.forget_guests() == 0
    assert ExpertPass.objects.count() == 2
    Meeting.objects.update(ends_at=long_ago)
    assert pass_services.forget_guests() == 1
    assert not ExpertPass.objects.exists()
    assert nobody_of(held)
    assert User.objects.filter(pk=dov.pk).exists()


# --- the meeting counts them and tells them


def test_the_ledger_and_the_page_count_visitors(client, publish, ada):
    opening = publish(in_minutes=-5, capacity=5)
    held = confirmed(opening)
    row = next(row for row in rooms.attendance_of(opening.meeting) if row.user == held.guest)
    assert (row.was_expected, row.was_there) == (True, False)
    meetings.arrive(by=held.guest, meeting_id=opening.meeting_id)
    meetings.admit(by=ada, meeting_id=opening.meeting_id, person=held.guest_id, key="in")
    [joined] = meetings.moved(meeting_id=opening.meeting_id, process="p", arrived=[held.guest_id])
    assert joined.values["role"] == Role.MEMBER
    row = next(row for row in rooms.attendance_of(opening.meeting) if row.user == held.guest)
    assert row.was_there
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(opening.meeting.get_absolute_url()).content.decode()
    assert "zajęte 1 z 5" in page
    assert "1 osoba spoza sieci" in page


def test_a_visitor_on_site_is_marked_as_there(publish, ada):
    opening = publish(in_minutes=-5, mode="onsite", place="Szkoła")
    held = confirmed(opening)
    assert meetings.correct(by=ada, meeting=opening.meeting, present=[held.guest_id]) == 1
    assert (opening.meeting_id, held.guest_id) in rooms.there_in([opening.meeting])


def test_visitors_are_told_of_changes_the_day_and_the_end(publish, ada, work_done):
    opening = publish()
    held = confirmed(opening)
    work_done()
    mail.outbox.clear()
    meeting = opening.meeting
    Meeting.objects.filter(pk=meeting.pk).update(created_at=clock.now() - timedelta(days=3))
    reminding.remind()
    work_done()
    assert [one.subject for one in mail.outbox if one.to == [held.email]] == ["W ciągu doby: Ocenianie bez lęku"]
    mail.outbox.clear()
    fresh = Meeting.objects.get(pk=meeting.pk)
    values = {name: getattr(fresh, name) for name in meetings.planning.FIELDS}
    agenda = list(fresh.agenda.values("title", "minutes", "leader"))
    with pytest.raises(Refused):
        meetings.change(by=ada, meeting=fresh, version=fresh.version, agenda=agenda, **values | {"kind": "working"})
    meetings.change(by=ada, meeting=fresh, version=fresh.version, agenda=agenda, **values | {"place": "Sala 7"})
    work_done()
    assert [one.subject for one in mail.outbox if one.to == [held.email]] == ["Zmiana spotkania: Ocenianie bez lęku"]
    mail.outbox.clear()
    meetings.cancel(by=ada, meeting=Meeting.objects.get(pk=meeting.pk), reason="Awaria prądu")
    work_done()
    [letter] = [one for one in mail.outbox if one.to == [held.email]]
    assert "Awaria prądu" in letter.body
    assert "CANCEL" in letter.attachments[0][2]
    assert "/przepustka/" not in letter.body


def test_the_coordinator_sees_who_signed_up_and_takes_off(client, publish, ada, ben):
    opening = publish(capacity=1)
    first, second = confirmed(opening), confirmed(opening, "Ewa", "ewa@example.org")
    address = f"/spotkania/{opening.meeting_id}/otwarcie/"
    client.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(address).status_code == 404
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(address).content.decode()
    assert "ola@example.org" in page
    assert "czeka na miejsce" in page
    assert client.post(f"{address}{first.pk}/skresl/").status_code == 302
    assert guests.visitors(opening.meeting_id) == {second.guest_id}
    assert rooms.place_in_line(second.guest, opening.meeting) == 0
    assert not guests.admits(first.guest, opening.meeting_id)
    with pytest.raises(NotThere):
        rooms.pass_for(first.guest, opening.meeting_id)
    with pytest.raises(Refused):
        services.sign_up(by=type("P", (), {"get_full_name": lambda self: "O", "email": first.email})(), opening=opening)


def test_publishing_by_the_screen(client, plan, ada):
    meeting = plan(kind="open")
    address = f"/spotkania/{meeting.pk}/otwarcie/"
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    assert address in client.get(meeting.get_absolute_url()).content.decode()
    assert client.post(address, {"led_by": "Jan Zgodny"}).status_code == 422
    assert not Opening.objects.exists()
    assert client.post(address, {"led_by": "Jan Zgodny", "agreed": "on", "audience": "principals"}).status_code == 302
    opening = Opening.objects.get()
    assert (opening.led_by, opening.audience, opening.led_agreed_on) == ("Jan Zgodny", ["principals"], clock.today())
    assert client.post(f"{address}ukryj/").status_code == 302
    client.logout()
    assert client.get(opening.get_absolute_url()).status_code == 404


def test_who_makes_an_account_later_keeps_the_place(opening, person):
    held = confirmed(opening)
    ola = person("Ola", "Nowa", email="ola@example.org")
    assert pass_services.adopt(user=ola) == 1
    assert Answer.objects.get(meeting=opening.meeting).user == ola
    assert guests.visitors(opening.meeting_id) == {ola.pk}
    assert not User.objects.filter(pk=held.guest_id).exists()
