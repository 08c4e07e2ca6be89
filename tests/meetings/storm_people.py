"""Run by test_storm in a process of its own: people, sessions and open rooms in a fresh database; prints the doors."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django


def main(people: int, rooms: int) -> None:
    """Print [[session, meeting], …], one for each person."""
    django.setup()

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    from accounts.models import User
    from directory.models import County, Voivodeship
    from directory.selectors import current_school_year
    from kit import clock
    from meetings.models import Meeting
    from networks.models import Edition, Membership, Network

    now = clock.now()
    voivodeship, _made = Voivodeship.objects.get_or_create(code="14", defaults={"name": "mazowieckie"})
    county, _made = County.objects.get_or_create(
        code="1491", defaults={"name": "powiat lipowski", "slug": "lipowski", "voivodeship": voivodeship}
    )
    year = current_school_year()
    networks = Network.objects.bulk_create(
        Network(title=f"Sieć {number}", slug=f"siec-{number}", county=county) for number in range(rooms)
    )
    editions = Edition.objects.bulk_create(
        Edition(network=network, school_year=year, state="active", capacity=people) for network in networks
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(edition=edition, number=1, title="Burza", starts_at=now, ends_at=now + timedelta(hours=1))
        for edition in editions
    )
    users = User.objects.bulk_create(
        User(email=f"osoba{number}@example.org", first_name="Osoba", last_name=str(number), password="!")
        for number in range(people)
    )
    Membership.objects.bulk_create(
        Membership(edition=editions[number % rooms], user=user, joined_at=now) for number, user in enumerate(users)
    )
    store = SessionStore()
    sessions = [
        Session(
            session_key=store._get_new_session_key(),
            session_data=store.encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                }
            ),
            expire_date=now + timedelta(days=1),
        )
        for user in users
    ]
    Session.objects.bulk_create(sessions)
    doors = [[session.session_key, meetings[number % rooms].pk] for number, session in enumerate(sessions)]
    sys.stdout.write(json.dumps(doors) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
