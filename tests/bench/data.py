"""Fills ours with 20 networks, 2,000 conversations and 200,000 posts, one of 5,000, and copies them for the reference.

Run in a process of its own: `python -m tests.bench.data FOLDER POSTS`; writes FOLDER/facts.json. Posts go in by
time, so that the rows of one conversation lie scattered as they do in life. The same seed gives the same data.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Profile, RoleAssignment, User  # noqa: E402
from directory.models import County, Voivodeship  # noqa: E402
from directory.selectors import current_school_year  # noqa: E402
from forum.models import Post, Section, Thread, ThreadRead  # noqa: E402
from forum.services import default_section  # noqa: E402
from forum.trees import place_of  # noqa: E402
from kit import html  # noqa: E402
from networks.services import open_network, seat  # noqa: E402
from tests.bench.words import WORDS  # noqa: E402

SEED, NETWORKS, PEOPLE, BATCH = 2026, 20, 400, 4000
SMALL, MIDDLE = 10, 100


def sentences(chance: random.Random, count: int) -> str:
    """Plain sentences of eight words or so."""
    return " ".join(" ".join(chance.choices(WORDS, k=8)).capitalize() + "." for _ in range(count))


def people(chance: random.Random) -> list[User]:
    """Members with names and profiles."""
    made = User.objects.bulk_create(
        User(email=f"bench{n}@example.org", first_name=chance.choice(WORDS).capitalize(), last_name=f"Miara{n}")
        for n in range(PEOPLE)
    )
    Profile.objects.bulk_create([Profile(user=user) for user in made if not Profile.objects.filter(user=user).exists()])
    return made


def networks(members: list[User]) -> list[Section]:
    """Twenty networks, each with the same first member and some of the others."""
    region = Voivodeship.objects.get(code="14")
    county = County.objects.create(code="1499", name="powiat mierzony", slug="mierzony", voivodeship=region)
    head = User.objects.create_user("powiat.bench@example.org", first_name="Powiat", last_name="Miara")
    RoleAssignment.objects.create(
        user=head, role="county_coordinator", county=county, from_on=timezone.localdate() - timedelta(days=9)
    )
    sections = []
    for number in range(NETWORKS):
        network = open_network(
            by=head, title=f"Sieć mierzona {number}", county=county, school_year=current_school_year(),
            coordinator=members[number + 1],
        )  # fmt: skip
        edition = network.editions.get(is_current=True)
        for user in [members[0], *members[40 + number * 15 : 50 + number * 15]]:
            seat(edition=edition, user=user, role="member")
        sections.append(default_section(network))
    return sections


def sizes(posts: int) -> list[int]:
    """How long the conversations are: one hot, one of a hundred, one of ten, the rest as the number wants."""
    hot, rest = posts // 40, posts - posts // 40 - MIDDLE - SMALL
    count = max(3, posts // 100) - 3
    return [hot, MIDDLE, SMALL, *(rest // count for _ in range(count))]


def talk(chance: random.Random, sections: list[Section], members: list[User], posts: int) -> list[Thread]:
    """The conversations with their posts, posts by time over all of them."""
    now = timezone.now()
    lengths = sizes(posts)
    threads = Thread.objects.bulk_create(
        [
            Thread(
                network=sections[n % NETWORKS].network, section=sections[n % NETWORKS],
                title=sentences(chance, 1)[:150], author=members[n % PEOPLE], created_at=now - timedelta(days=400),
                posts_count=length, last_number=length, last_post_at=now - timedelta(minutes=n),
                last_post_by=members[n % PEOPLE],
            )
            for n, length in enumerate(lengths)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    order = [n for n, length in enumerate(lengths) for _ in range(length)]
    chance.shuffle(order)
    reached, places = [0] * len(threads), [[] for _ in threads]
    rows: list[Post] = []
    for at, n in enumerate(order):
        reached[n] += 1
        answered = chance.choice(places[n]) if places[n] and chance.random() < 0.6 else ""
        place = place_of(reached[n], answered)
        if len(places[n]) < 500:
            places[n].append(place)
        markup = html.clean(f"<p>{sentences(chance, 5)}</p><p>{sentences(chance, 4)}</p>")
        rows.append(
            Post(
                thread=threads[n], number=reached[n], place=place, depth=len(place) // 6 - 1,
                author=members[chance.randrange(PEOPLE)], source=markup, html=markup, excerpt=html.excerpt(markup),
                created_at=now - timedelta(minutes=len(order) - at),
            )
        )  # fmt: skip
        if len(rows) == BATCH:
            Post.objects.bulk_create(rows)
            rows.clear()
    Post.objects.bulk_create(rows)
    return threads


def in_public(threads: list[Thread]) -> tuple[Section, list[Thread]]:
    """A section that visitors read, with every twenty-fifth conversation."""
    section = Section.objects.create(name="Otwarte rozmowy", slug="otwarte", audience="public")
    chosen = threads[3::25]
    Thread.objects.filter(pk__in=[thread.pk for thread in chosen]).update(network=None, section=section)
    return section, chosen


def _copies() -> list[str]:
    """The reference's tables: each with its key, filled in order."""
    number = "integer" if connection.vendor == "sqlite" else "bigserial"
    tables = (
        ("bench_person", "name text", "id, first_name || ' ' || last_name FROM accounts_user"),
        ("bench_thread", "title text", "id, title FROM forum_thread"),
        ("bench_post", "thread_id bigint, number integer, author_id bigint, html text, created_at timestamptz",
         "id, thread_id, number, author_id, html, created_at FROM forum_post ORDER BY id"),
        ("bench_counter", "posts bigint", "id, 0 FROM forum_thread"),
    )  # fmt: skip
    made = [f"CREATE TABLE bench_write (id {number} PRIMARY KEY, thread_id bigint, number bigint, html text)"]
    for name, columns, rows in tables:
        made += [f"CREATE TABLE {name} (id bigint PRIMARY KEY, {columns})", f"INSERT INTO {name} SELECT {rows}"]
    return [*made, "CREATE UNIQUE INDEX bench_post_place ON bench_post (thread_id, number)"]


def copy_for_reference() -> None:
    """The same rows in plain tables."""
    with connection.cursor() as cursor:
        for sentence in _copies():
            cursor.execute(sentence)
    if connection.vendor == "postgresql":
        connection.commit()
        connection.set_autocommit(True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def session_of(user: User) -> str:
    """A session of `user`, as signing in leaves it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.People"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def main(folder: Path, posts: int) -> None:
    """Fill and copy; write down what the works need to know."""
    chance = random.Random(SEED)
    members = people(chance)
    sections = networks(members)
    threads = talk(chance, sections, members, posts)
    public, chosen = in_public(threads)
    member = members[0]
    ThreadRead.objects.bulk_create(
        [
            ThreadRead(user=member, thread=thread, last_number=thread.last_number // 2)
            for thread in threads
            if thread.network_id == sections[0].network_id
        ]
    )
    copy_for_reference()
    hot, middle, small = (thread for thread in threads[:3])
    facts = {
        "member": session_of(member),
        "threads": {
            name: {"pk": thread.pk, "path": thread.get_absolute_url(), "posts": thread.posts_count}
            for name, thread in (("hot", hot), ("middle", middle), ("small", small))
        },
        "list": f"/sieci/{sections[0].network.slug}/forum/",
        "posts": Post.objects.count(),
        "public_list": f"/forum/{public.slug}/",
        "public": [{"pk": thread.pk, "path": f"/forum/{thread.pk}/", "posts": thread.posts_count} for thread in chosen],
    }
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
