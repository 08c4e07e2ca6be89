"""A whole life on the platform, then the account is deleted: the registers say what is left, and nothing else is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import models

from accounts import personal_data, services
from accounts.models import User
from accounts.personal_data import KEEP, REGISTERS
from kit import clock
from kit.packages import own_apps

pytestmark = pytest.mark.django_db

FIRST, LAST, EMAIL = "Żelisława", "Ćwiklińska", "zelislawa.cwiklinska@example.org"


@pytest.fixture
def zela(person: Any, edition: Any) -> Any:
    """Somebody whose name stands nowhere else; a member of Ada's network."""
    from networks.models import Network
    from networks.services import join

    found = person(FIRST, LAST, email=EMAIL)
    services.complete_person(user=found)
    Network.objects.filter(pk=edition.network_id).update(join_policy="open")
    join(by=found, edition=type(edition).objects.get(pk=edition.pk))
    return found


@pytest.fixture
def life(zela: Any, ada: Any, network: Any, edition: Any, work_done: Any) -> Any:
    """A post, a resource, an answer, notices, a choice, a report, an invitation, an outcome's page."""
    from forum.services import default_section, open_thread, reply
    from meetings import services as meetings
    from moderation import services as moderation
    from moderation.registry import MODERATED
    from networks.services import invite
    from notifications.models import Notice, Preference
    from resources import services as resources
    from tests.files.makers import picture, upload

    services.change_profile(by=zela, first_name=FIRST, last_name=LAST, about="Uczę", phone="600700800")
    section = default_section(network)
    thread = open_thread(by=zela, network=network, section=section, title="Ułamki", text="<p>Od pizzy.</p>")
    answered = reply(by=ada, thread=thread, text="<p>Też tak robię.</p>")
    draft = resources.take_in(by=zela, network=network, upload=upload("plan.png", picture("PNG", (80, 80))))
    values = {"title": "Plan sali", "licence": "cc_by", "visibility": "network", "author": zela.get_full_name()}
    resources.deposit(by=zela, network=network, values=values, drafts=[draft])
    starts_at = clock.now() + timedelta(days=2)
    meetings.plan(
        by=ada,
        edition=edition,
        title="Spotkanie",
        kind="working",
        mode="online",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        agenda=[{"title": "Rundka", "minutes": 10, "leader": zela.get_full_name()}],
    )
    moderation.report(by=zela, kind=MODERATED["post"], thing=answered, ground="offence", words="Przykre.")
    Preference.objects.create(user=zela, kind="forum.reply", level="platform")
    assert invite(by=ada, edition=edition, emails=["ktos@example.org"])
    work_done()
    assert Notice.objects.filter(user=zela).exists()
    assert Notice.objects.filter(title__contains=LAST).exclude(user=zela).exists()
    return zela


def _words(thing: models.Model) -> dict[str, str]:
    return {
        field.name: str(field.value_from_object(thing))
        for field in thing._meta.concrete_fields
        if not field.is_relation and not isinstance(field, models.BinaryField)
    }


def _traces(model: type[models.Model], kept: set[str], number: int) -> list[str]:
    """Where the person's name, address or number still stands in a field that is not declared as kept."""
    traces: list[str] = []
    for thing in model._default_manager.all():
        for name, text in _words(thing).items():
            if name not in kept and any(word in text for word in (LAST, EMAIL)):
                traces.append(f"{model._meta.label}.{name}: {text}")
        for field in thing._meta.concrete_fields:
            points = field.is_relation and field.related_model is User and field.name not in kept
            if points and field.value_from_object(thing) == number:
                traces.append(f"{model._meta.label}.{field.name}")
    return traces


def test_the_copy_holds_what_the_person_did_everywhere(life):
    copy = personal_data.copy_of(life)
    wanted = {
        "accounts.user", "accounts.profile", "forum.thread", "forum.post", "networks.membership", "resources.resource",
        "files.storedfile", "notifications.notice", "notifications.preference", "moderation.report",
        "moderation.trailentry", "meetings.agendaitem",
    }  # fmt: skip
    assert wanted - set(copy) == set()
    assert life.password not in str(copy)


def test_after_leaving_nothing_is_left_that_is_not_declared_as_kept(life, network, work_done):
    number = life.pk
    services.erase_account(by=life)
    work_done()
    left = []
    for papers in REGISTERS:
        kept = {name for name, (_purpose, end) in papers.personal.items() if end == KEEP}
        left += _traces(papers.model, kept, number)
    assert left == []


def test_what_others_work_with_stays_without_the_name(life, ben, network, client, work_done):
    from forum.models import Post, Thread
    from resources.models import Resource

    services.erase_account(by=life)
    work_done()
    thread = Thread.objects.get(title="Ułamki")
    assert Post.objects.filter(thread=thread).count() == 2
    assert thread.author is None
    assert Resource.objects.get(title="Plan sali").author == ""
    client.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    for address in (thread.get_absolute_url(), Resource.objects.get().get_absolute_url(), network.get_absolute_url()):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert LAST not in answer.content.decode(), address


def test_every_model_of_ours_that_points_at_people_says_so():
    for app in own_apps():
        for model in app.get_models():
            papers = REGISTERS.get(model._meta.label_lower)
            for field in model._meta.concrete_fields:
                if field.is_relation and field.related_model is User and papers is not None:
                    assert field.name in papers.personal, f"{model._meta.label}.{field.name} is about a person"
