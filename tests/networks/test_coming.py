"""Many ways in: the waiting list, lists of addresses, links with their codes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kit import clock
from networks import services
from networks.lists import lines_of, text_of
from networks.models import Edition, Invitation, InvitationList, JoinLink, Membership
from notifications.models import Notice
from tests.networks.test_joining import policy, refused, taken_is_true
from tests.networks.test_screens import sign_in


def page(network, name, **more):
    return reverse(f"networks:{name}", kwargs={"slug": network.slug, **more})


# --- the line


@pytest.fixture
def full(edition, ben):
    """A full open network: Ada and Ben."""
    Edition.objects.filter(pk=edition.pk).update(capacity=2)
    return policy(edition, "open")


def test_a_freed_place_is_kept_for_the_first_in_line_then_for_the_next(full, ben, nina, sara, hal):
    for person in (nina, sara):
        services.join(by=person, edition=full)
    services.leave(by=ben, edition=full)
    first = Membership.objects.get(user=nina)
    assert first.state == "offered"
    assert Notice.objects.filter(user=nina, kind="networks.offered").count() == 1
    assert services.join(by=hal, edition=full).state == "waiting", "the kept place is nobody else's"
    assert taken_is_true(full)
    with clock.moved_to(first.offer_until + timedelta(minutes=1)):
        refused(services.accept_offer, by=nina, edition=full)
        assert services.end_late_offers() == 1
        assert services.end_late_offers() == 0
        assert services.accept_offer(by=sara, edition=full).state == "active"
    first.refresh_from_db()
    assert first.state == "left"
    assert first.reason
    assert Membership.objects.get(user=hal).state == "waiting"
    assert taken_is_true(full)


def test_who_passes_the_place_on_lets_the_next_in(client, full, network, ben, nina, sara):
    for person in (nina, sara):
        services.join(by=person, edition=full)
    services.leave(by=ben, edition=full)
    sign_in(client, nina)
    assert "Trzymamy dla Ciebie miejsce." in client.get(page(network, "card")).content.decode()
    assert network.title in client.get("/pulpit/").content.decode()
    client.post(page(network, "offer_decline"))
    assert Membership.objects.get(user=sara).state == "offered"
    sign_in(client, sara)
    assert client.post(page(network, "offer_accept")).url == network.get_absolute_url()
    assert taken_is_true(full)


def test_the_line_is_shown_to_who_steers_and_a_person_can_be_refused_in_it(client, full, network, ada, ben, nina):
    services.join(by=nina, edition=full)
    sign_in(client, ben)
    assert "Nina Nowa" not in client.get(page(network, "members")).content.decode()
    sign_in(client, ada)
    assert "1. w kolejce" in client.get(page(network, "members")).content.decode()
    services.refuse_request(by=ada, membership=Membership.objects.get(user=nina), reason="Inny przedmiot.")
    assert Membership.objects.get(user=nina).state == "refused"


def test_an_erased_person_frees_the_place_for_the_line(full, ben, nina):
    from networks.farewells import erase_memberships

    services.join(by=nina, edition=full)
    erase_memberships(ben)
    assert Membership.objects.get(user=nina).state == "offered"
    assert taken_is_true(full)


def test_without_a_limit_nobody_waits(edition, nina, sara):
    Edition.objects.filter(pk=edition.pk).update(capacity=None)
    fresh = policy(edition, "open")
    for person in (nina, sara):
        assert services.join(by=person, edition=fresh).state == "active"
    assert Edition.objects.get(pk=edition.pk).free is None


# --- lists


def csv_of_five_hundred(ben):
    """480 good lines and 20 broken ones: without an address, with a wrong one, repeated, of a member."""
    good = [f"Osoba {number};osoba{number}@example.org;Szkoła nr {number}" for number in range(480)]
    broken = [f"Nikt {number};;Szkoła" for number in range(8)]
    broken += [f"Zły {number};zly{number}@;Szkoła" for number in range(6)]
    broken += [f"Znowu;osoba{number}@EXAMPLE.org;Szkoła" for number in range(5)]
    broken += [f"Ben;{ben.email};Szkoła"]
    rows = ["imię i nazwisko;e-mail;szkoła", *good]
    for place, row in enumerate(broken):
        rows.insert(20 + place * 23, row)
    return "\r\n".join(rows).encode("cp1250")


def all_portions(work_done):
    """What the worker does minute by minute, without waiting."""
    from django_tasks_db.models import DBTaskResult

    while work_done():
        DBTaskResult.objects.filter(run_after__gt=clock.now()).update(run_after=clock.now())


def test_a_file_of_500_lines_20_of_them_broken(client, edition, network, ada, ben, work_done):
    sign_in(client, ada)
    first = client.get(page(network, "invite_list"))
    key = str(first.context["form"]["once"].value())
    for _click in range(2):
        file = SimpleUploadedFile("lista.csv", csv_of_five_hundred(ben), content_type="text/csv")
        answer = client.post(page(network, "invite_list"), {"file": file, "pasted": "", "once": key})
    listed = InvitationList.objects.get()
    assert answer.url == page(network, "list_report", number=listed.pk)
    assert (listed.lines, listed.accepted, len(listed.rejected)) == (500, 480, 20)
    mail.outbox.clear()
    all_portions(work_done)
    letters = [one.to[0] for one in mail.outbox if one.to[0].startswith("osoba")]
    assert len(letters) == len(set(letters)) == 480
    report = client.get(page(network, "list_report", number=listed.pk)).content.decode()
    for line in listed.rejected:
        assert line["reason"] in report
    lines = csv_of_five_hundred(ben).decode("cp1250").split("\r\n")
    assert all(lines[line["line"] - 1] == line["words"] for line in listed.rejected)
    reasons = [line["reason"] for line in listed.rejected]
    assert reasons.count("W tym wierszu nie ma poprawnego adresu e-mail.") == 14
    assert len([reason for reason in reasons if reason.startswith("Ten sam adres co w wierszu")]) == 5
    assert reasons.count("Ta osoba już należy do sieci.") == 1
    saved = client.get(page(network, "list_rejected", number=listed.pk)).content.decode("utf-8-sig")
    assert len(saved.strip().splitlines()) == 21


def test_the_same_list_again_invites_nobody_twice(edition, ada, ben, work_done):
    lines = lines_of(text_of(csv_of_five_hundred(ben)))
    services.invite_list(by=ada, edition=edition, lines=lines)
    all_portions(work_done)
    mail.outbox.clear()
    again = services.invite_list(by=ada, edition=edition, lines=lines)
    all_portions(work_done)
    assert again.accepted == 0
    assert len(again.rejected) == 500
    assert mail.outbox == []
    assert Invitation.objects.count() == 480


def test_letters_go_in_portions_and_a_failing_one_is_tried_again(edition, ada, monkeypatch):
    from networks.services import listing

    lines = lines_of("\n".join(f"osoba{number}@example.org" for number in range(60)))
    listed = services.invite_list(by=ada, edition=edition, lines=lines)
    bad = Invitation.objects.get(email="osoba3@example.org")
    sent = []

    def send(*, invitation_id):
        if invitation_id == bad.pk and len(sent) < 55:
            raise OSError("no mail server")
        sent.append(invitation_id)

    monkeypatch.setattr(listing, "send_letter", send)
    assert services.send_portion(list_id=listed.pk) == 49
    assert services.send_portion(list_id=listed.pk) == 10
    assert services.send_portion(list_id=listed.pk) == 1
    assert services.send_portion(list_id=listed.pk) == 0
    assert len(sent) == len(set(sent)) == 60


def test_a_network_has_a_daily_limit_of_its_own_for_lists(edition, ada, monkeypatch):
    from networks.services import listing

    monkeypatch.setattr(listing, "LIST_LIMIT", 3)
    services.invite_list(by=ada, edition=edition, lines=lines_of("a@example.org\nb@example.org"))
    refused(services.invite_list, by=ada, edition=edition, lines=lines_of("c@example.org\nd@example.org"))
    services.invite(by=ada, edition=edition, emails=["sam@example.org"])


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "dov", "nina"])
def test_only_who_steers_sends_lists_and_makes_links(request, edition, ada, who):
    by = request.getfixturevalue(who)
    link = services.make_link(by=ada, edition=edition, days=3, most_uses=3)
    refused(services.invite_list, by=by, edition=edition, lines=lines_of("a@example.org"))
    refused(services.make_link, by=by, edition=edition, days=3, most_uses=3)
    refused(services.revoke_link, by=by, link=link)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"pasted": "   "}, "Nie ma tu żadnego wiersza"),
        ({"pasted": "a@example.org", "file": SimpleUploadedFile("x.csv", b"b@example.org")}, "nie jedno i drugie"),
        ({"file": SimpleUploadedFile("x.csv", b"x" * 600_000)}, "Plik jest za duży"),
        ({"pasted": "a@example.org\n" * 1001}, "najwyżej 1000 wierszy"),
    ],
)
def test_a_bad_list_is_refused_in_words(client, network, ada, data, words):
    sign_in(client, ada)
    assert words in client.post(page(network, "invite_list"), data).content.decode()
    assert not InvitationList.objects.exists()


def test_rejected_lines_are_forgotten_after_a_time_and_by_the_person(edition, ada, ben, nina):
    from networks.farewells import erase_lists

    listed = services.invite_list(by=ada, edition=edition, lines=lines_of(f"Ben {ben.email}\nnikt"))
    assert len(listed.rejected) == 2
    erase_lists(ben)
    listed.refresh_from_db()
    assert [line["words"] for line in listed.rejected] == ["nikt"]
    with clock.moved_to(clock.now() + timedelta(days=91)):
        assert services.forget_rejected() == 1


@given(st.text(max_size=300))
def test_any_text_gives_lines_with_numbers_that_rise(text):
    numbers = [line.number for line in lines_of(text)]
    assert numbers == sorted(set(numbers))
    assert all("\x00" not in line.words for line in lines_of(text))


@pytest.mark.parametrize(
    ("row", "address"),
    [
        ("Anna Lis <anna@example.org>", "anna@example.org"),
        ('"Lis, Anna","anna@example.org"', "anna@example.org"),
        ("Anna\tanna@example.org\tSP 1", "anna@example.org"),
        ("mailto:anna@example.org,", "anna@example.org"),
        ("Anna Lis", ""),
    ],
)
def test_an_address_is_found_however_the_line_is_written(row, address):
    assert lines_of(row)[0].address == address


# --- links


def test_a_link_lets_in_as_many_as_it_was_made_for(edition, ada, nina, sara, hal):
    link = services.make_link(by=ada, edition=policy(edition, "invited"), days=7, most_uses=2)
    assert services.use_link(by=nina, link=link).state == "active"
    refused(services.use_link, by=nina, link=link)
    assert services.use_link(by=sara, link=link).state == "active"
    assert "już nie działa" in refused(services.use_link, by=hal, link=link)
    assert JoinLink.objects.get().uses == 2
    assert taken_is_true(edition)


def test_a_revoked_and_a_late_link_let_nobody_in(edition, ada, nina):
    late = services.make_link(by=ada, edition=edition, days=1, most_uses=2)
    with clock.moved_to(clock.now() + timedelta(days=2)):
        refused(services.use_link, by=nina, link=late)
    revoked = services.revoke_link(by=ada, link=services.make_link(by=ada, edition=edition, days=1, most_uses=2))
    refused(services.use_link, by=nina, link=revoked)


def test_a_link_leads_into_the_line_and_a_removed_person_only_asks(full, ada, ben, nina):
    link = services.make_link(by=ada, edition=full, days=7, most_uses=5)
    assert services.use_link(by=nina, link=link).state == "waiting"
    services.remove(by=ada, membership=Membership.objects.get(user=ben), reason="Zmiana szkoły.")
    assert services.use_link(by=ben, link=link).state == "requested"


def test_a_suspended_person_is_not_let_in_by_a_link(edition, ada, ben):
    link = services.make_link(by=ada, edition=edition, days=7, most_uses=5)
    services.suspend(by=ada, membership=Membership.objects.get(user=ben), reason="Do wyjaśnienia.")
    refused(services.use_link, by=ben, link=link)


def test_the_links_page_its_code_and_the_public_page(client, network, edition, ada, ben, nina):
    sign_in(client, ada)
    assert client.post(page(network, "links"), {"days": 14, "most_uses": 20}).status_code == 302
    link = JoinLink.objects.get()
    address = reverse("networks:link", kwargs={"token": link.token})
    assert address in client.get(page(network, "links")).content.decode()
    code = client.get(page(network, "link_code", number=link.pk))
    assert code["Content-Type"] == "image/svg+xml"
    assert b"<svg" in code.content
    sign_in(client, ben)
    assert client.get(page(network, "links")).status_code == 403
    assert client.get(page(network, "link_code", number=link.pk)).status_code == 403
    client.logout()
    assert "Zaloguj się" in client.get(address).content.decode()
    assert client.post(address).url == address
    sign_in(client, nina)
    assert client.post(address).url == network.get_absolute_url()
    assert Membership.objects.get(user=nina).state == "active"
    services.revoke_link(by=ada, link=link)
    client.logout()
    assert client.get(address).status_code == 410
    assert client.get(reverse("networks:link", kwargs={"token": "nie-ma"})).status_code == 404


@pytest.mark.parametrize(
    "data", [{"days": 0, "most_uses": 5}, {"days": 61, "most_uses": 5}, {"days": 5, "most_uses": 0}]
)
def test_a_link_has_bounds(client, network, edition, ada, data):
    sign_in(client, ada)
    assert client.post(page(network, "links"), data).status_code == 200
    refused(services.make_link, by=ada, edition=edition, **data)
    assert not JoinLink.objects.exists()
