"""The start page costs the same for ten and for a thousand of everything it shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from accounts.models import RoleAssignment
from directory.models import Institution
from forum.models import Post, Section, Thread
from kit import clock
from meetings.models import Meeting
from networks.models import Edition, Invitation, Membership, Network, NetworkReport
from notifications.models import Notice
from support.models import Process

pytestmark = pytest.mark.django_db

MOST = 18
"""Queries of the start page of a person who has every role and something on every card."""


def _networks(many: int, ada: Any, others: list[Any], county: Any, year: Any) -> list[Edition]:
    """`many` networks that Ada coordinates, each with a request, a meeting, a returned report, an unread thread."""
    have = Network.objects.count()
    networks = Network.objects.bulk_create(
        Network(title=f"Sieć {n}", slug=f"siec-{n}", county=county) for n in range(have, have + many)
    )
    now = clock.now()
    editions = Edition.objects.bulk_create(
        Edition(network=one, school_year=year, state="active", opened_at=now) for one in networks
    )
    Membership.objects.bulk_create(
        Membership(edition=one, user=ada, role="coordinator", joined_at=now) for one in editions
    )
    Membership.objects.bulk_create(
        Membership(edition=one, user=others[0], state="requested", asked_at=now) for one in editions
    )
    Meeting.objects.bulk_create(
        Meeting(
            edition=one, number=1, title="Spotkanie", starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=2)
        )
        for one in editions
    )
    NetworkReport.objects.bulk_create(NetworkReport(edition=one, returned_words="Uzupełnij") for one in editions)
    sections = Section.objects.bulk_create(Section(network=one, name="Rozmowy", slug="rozmowy") for one in networks)
    threads = Thread.objects.bulk_create(
        Thread(network=one.network, section=one, title="Wątek", author=others[0], posts_count=1, last_number=1)
        for one in sections
    )
    Post.objects.bulk_create(
        Post(thread=one, number=1, place="1", author=others[0], source="Tak", html="<p>Tak</p>") for one in threads
    )
    return editions


def _invitations(many: int, ada: Any, dov: Any, county: Any, year: Any) -> None:
    have = Network.objects.count()
    networks = Network.objects.bulk_create(
        Network(title=f"Obca {n}", slug=f"obca-{n}", county=county) for n in range(have, have + many)
    )
    editions = Edition.objects.bulk_create(Edition(network=one, school_year=year, state="active") for one in networks)
    until = clock.now() + timedelta(days=7)
    Invitation.objects.bulk_create(
        Invitation(edition=one, email=ada.email, invited_by=dov, expires_at=until) for one in editions
    )


def _processes(many: int, school: Any, year: Any) -> None:
    have = Institution.objects.count()
    schools = Institution.objects.bulk_create(
        Institution(rspo=995000 + n, name=f"Szkoła {n}", type=school.type, county=school.county)
        for n in range(have, have + many)
    )
    Process.objects.bulk_create(
        Process(institution=one, school_year=year, title="Proces", starts_on=year.starts_on, ends_on=year.ends_on)
        for one in schools
    )


def test_the_start_page_of_a_busy_person_is_flat(
    client, ada, ben, dov, county, school, school_year, django_assert_max_num_queries
):
    since = clock.today() - timedelta(days=1)
    RoleAssignment.objects.create(user=ada, role="county_coordinator", county=county, from_on=since)
    about = ContentType.objects.get_for_model(Network)

    def grow(many: int) -> None:
        editions = _networks(many, ada, [ben], county, school_year)
        _invitations(many, ada, dov, county, school_year)
        _processes(many, school, school_year)
        Notice.objects.bulk_create(
            Notice(user=ada, kind="networks.seated", about_type=about, about_id=one.network_id, title="T", url="/")
            for one in editions
        )

    grow(10)
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("desk:start"))
    with django_assert_max_num_queries(MOST) as few:
        page = client.get(reverse("desk:start")).content.decode()
    asked = len(few)
    for word in ("Sieć 1", "Obca", "Proces", "Wątek", "Spotkanie"):
        assert word in page
    grow(990)
    client.get(reverse("desk:start"))  # the bell counts new notices once and remembers the number
    with django_assert_max_num_queries(asked):
        page = client.get(reverse("desk:start")).content.decode()
    assert len(page) < 400_000
