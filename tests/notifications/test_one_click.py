"""Every kind of news that is mailed can be stopped with one click, by a mail program without our cookie (RFC 8058)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from kit import clock
from notifications import letters, services
from notifications import mail as letters_at_once
from notifications.enums import Level
from notifications.models import Notice, Preference, Rhythm
from notifications.registry import KINDS
from tests.notifications.days import SCHOOL_DAY

NAMES = KINDS.keys()
pytestmark = pytest.mark.django_db
HEADERS = ("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Message-ID", "Auto-Submitted")


def _told(kind: str, user: Any, about: Any) -> Any:
    """A notice of the kind that waits to be mailed, whoever may read what it is about."""
    from django.contrib.contenttypes.models import ContentType

    return Notice.objects.create(
        user=user, kind=kind, about_type=ContentType.objects.get_for_model(about), about_id=about.pk,
        place=f"network-{about.pk}", title="Nowość", url="/", mail_state="waiting",
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_one_click_stops_letters_of_this_kind(name, ben, network, client):
    kind = KINDS[name]
    notice = _told(name, ben, network)
    plain = type(kind)(name=kind.name, label=kind.label, discreet=kind.discreet)
    with KINDS.swapped(**{name: plain}):
        letter = letters_at_once.letter([notice])
        headers = letter.message()
        assert all(headers[header] for header in HEADERS)
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        address = letter.extra_headers["List-Unsubscribe"].strip("<>")
        path = address[address.index("/", 8) :]
        shown = Client(enforce_csrf_checks=True).get(path)
        assert shown.status_code == 200
        assert not Preference.objects.exists(), "looking changes nothing"
        stopped = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
        assert stopped.status_code == 200
        [choice] = Preference.objects.filter(user=ben)
        assert (choice.kind, choice.level, choice.place) == (name, Level.LETTER, "")
        notice.refresh_from_db()
        assert notice.mail_state == "letter"
        services.notify(plain, to=[ben], about=network, title="Znowu", url="/")
    assert not Notice.objects.filter(user=ben, mail_state="waiting").exists()


def test_one_click_stops_the_weekly_letter(ben, ewa):
    with clock.moved_to(SCHOOL_DAY):
        content = letters.Content(waits=[])
        letter = letters.message(ben, content, clock.today())
    headers = letter.message()
    assert all(headers[header] for header in HEADERS)
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    path = address[address.index("/", 8) :]
    assert Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Rhythm.objects.values_list("user", "wants_letter")) == [(ben.pk, False)]


def test_a_link_is_one_persons_and_one_kinds(ben, ewa, network):
    links = {
        (user.pk, name): letters_at_once.letter([_told(name, user, network)]).extra_headers["List-Unsubscribe"]
        for user in (ben, ewa)
        for name in [name for name in NAMES if KINDS[name].chain is None and KINDS[name].links is None][:4]
    }
    assert len(set(links.values())) == len(links)
    assert mail.outbox == []
