"""Who is suspended or removed finds every door shut at once: page, file, search, notice, mail; sockets let them out."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from forum import services as forum
from forum.models import Section
from kit.panels import TABS
from networks import rules, services
from networks.models import Membership
from networks.services import DEPARTURES
from search.registry import AUDIENCES
from tests.networks.test_screens import sign_in


@pytest.fixture(params=["suspend", "remove"])
def shut(request, ada, ben):
    """Ben, who was let out a moment ago, and how."""
    act = getattr(services, request.param)
    return lambda: act(by=ada, membership=Membership.objects.get(user=ben), reason="Do wyjaśnienia.")


def test_every_tab_is_gone_though_the_session_lives(client, network, ben, shut):
    sign_in(client, ben)
    tabs = [tab.url(network) for tab in TABS if tab.seen(Membership.objects.get(user=ben))]
    assert all(client.get(address).status_code == 200 for address in tabs)
    shut()
    inner = [address for address in tabs if address != network.get_absolute_url()]
    assert {client.get(address).status_code for address in inner} == {404}
    assert client.get(network.get_absolute_url()).url == reverse("networks:card", kwargs={"slug": network.slug})
    for name in ("handover", "year", "leave", "years"):
        assert client.get(reverse(f"networks:{name}", kwargs={"slug": network.slug})).status_code == 404


def test_rules_search_and_writing_are_shut(network, ben, shut):
    thread = forum.open_thread(
        by=ben, network=network, section=Section.objects.get(network=network), title="Ułamki", text="<p>Jak?</p>"
    )
    audience = f"network:{network.pk}"
    assert audience in {word for words in AUDIENCES for word in words(ben)}
    shut()
    assert audience not in {word for words in AUDIENCES for word in words(ben)}
    assert not rules.may_enter(ben, network)
    assert not rules.may_write(ben, network)
    from kit.verdicts import Refused

    with pytest.raises(Refused):
        forum.reply(by=ben, thread=thread, text="<p>Jeszcze ja</p>")


def test_no_notice_and_no_mail_of_what_happens_inside(network, ada, ben, shut, work_done, client):
    thread = forum.open_thread(
        by=ben, network=network, section=Section.objects.get(network=network), title="Ułamki", text="<p>Jak?</p>"
    )
    work_done()
    shut()
    work_done()
    mail.outbox.clear()
    forum.reply(by=ada, thread=thread, text="<p>Słowo tylko dla sieci.</p>")
    work_done()
    assert not [letter for letter in mail.outbox if ben.email in letter.to]
    sign_in(client, ben)
    assert "Słowo tylko dla sieci" not in client.get("/powiadomienia/").content.decode()


def test_sockets_are_told_to_let_the_person_out(ben, shut, django_capture_on_commit_callbacks):
    let_out = []
    probe = DEPARTURES.swapped(probe=lambda membership: let_out.append(membership.user_id))
    with probe, django_capture_on_commit_callbacks(execute=True):
        shut()
    assert let_out == [ben.pk]
