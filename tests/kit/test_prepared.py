"""A prepared query finds what the plain one finds, whatever its values."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext, isolate_apps

from accounts.models import User
from accounts.selectors import itself
from forum import services
from forum.models import Post
from kit import clock, later
from kit.prepared import Prepared, PreparedChange, PreparedInsert
from networks import rules
from networks.models import Membership
from networks.selectors import space_for

pytestmark = pytest.mark.django_db

BY_NUMBER = Prepared(lambda pk: User.objects.filter(pk=pk), pk=int)
PLACES = Prepared(
    lambda user_id, day: rules.places_on(user_id, day).select_related("edition__network").order_by("pk"),
    user_id=int,
    day=date,
)


def test_the_second_asking_gives_other_rows_in_one_query(ada: Any, ben: Any, django_assert_num_queries: Any) -> None:
    assert BY_NUMBER.first(pk=ada.pk) == ada
    with django_assert_num_queries(1):
        found = BY_NUMBER.first(pk=ben.pk)
    assert found == ben
    assert {field.attname: getattr(found, field.attname) for field in User._meta.concrete_fields} == {
        field.attname: getattr(ben, field.attname) for field in User._meta.concrete_fields
    }
    assert BY_NUMBER.first(pk=0) is None


def test_its_words_are_in_the_log_of_queries_however_often_it_was_asked(ada: Any) -> None:
    """PostgreSQL keeps a plan from the third time on."""
    with CaptureQueriesContext(connection) as asked:
        for _time in range(6):
            BY_NUMBER.first(pk=ada.pk)
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["SELECT"] * 6


@pytest.mark.parametrize("number", [2**63, -(2**63), 10**30])
def test_a_number_no_column_holds_finds_nothing(number: int) -> None:
    assert BY_NUMBER.first(pk=number) is None


def test_days_and_related_rows_come_as_in_a_plain_query(network: Any, ben: Any) -> None:
    place = Membership.objects.get(user=ben, edition__network=network)
    today = clock.today()
    for ends in (None, today, today - timedelta(days=1)):
        Membership.objects.filter(pk=place.pk).update(ends_on=ends)
        plain = list(rules.memberships_of(ben).order_by("pk"))
        assert PLACES.all(user_id=ben.pk, day=today) == plain
    Membership.objects.filter(pk=place.pk).update(ends_on=None)
    assert PLACES.all(user_id=ben.pk, day=today)[0].edition.network == network


def test_a_query_that_forgets_a_value_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured):
        Prepared(lambda pk, name: User.objects.filter(pk=pk), pk=int, name=str).first(pk=1, name="x")


def test_a_place_found_so_knows_the_person_who_asked(network: Any, ben: Any, client: Any) -> None:
    client.force_login(ben)
    standing = space_for(client.get(network.get_absolute_url()).wsgi_request.user, network.slug)
    assert type(standing.user) is type(ben)
    assert standing.user == ben
    assert itself(ben) is ben


POSTS = Prepared(
    lambda thread_id, since, key: Post.objects.filter(thread=thread_id, created_at__gte=since).exclude(once=key),
    thread_id=int,
    since=datetime,
    key=UUID,
)


def test_moments_and_keys_are_asked_as_in_a_plain_query(network: Any, ben: Any) -> None:
    section = services.default_section(network)
    thread = services.open_thread(
        by=ben, network=network, section=section, title="Pytanie", text="<p>Jak zaczynacie?</p>"
    )
    first = services.reply(by=ben, thread=thread, text="<p>Od początku.</p>", key=uuid4())
    last = services.reply(by=ben, thread=thread, text="<p>Od końca.</p>", key=uuid4())
    for since in (first.created_at, last.created_at, last.created_at + timedelta(seconds=1)):
        for key in (first.once, uuid4()):
            plain = Post.objects.filter(thread=thread, created_at__gte=since).exclude(once=key)
            assert POSTS.all(thread_id=thread.pk, since=since, key=key) == list(plain)


READ = Prepared(
    lambda thread_id: (
        Post.objects.filter(thread=thread_id)
        .select_related("author", "parent__author")
        .only("number", "signs", "created_at", "author__email", "parent__number", "parent__author__email")
        .annotate(twice=F("number") * 2)
        .order_by("number")
    ),
    thread_id=int,
)
ROWS = Prepared(
    lambda thread_id: (
        Post.objects.filter(thread=thread_id).order_by("number").values_list("number", "signs", "author__email")
    ),
    thread_id=int,
)


def test_objects_are_made_as_django_makes_them(
    network: Any, ben: Any, ada: Any, django_assert_num_queries: Any
) -> None:
    section = services.default_section(network)
    thread = services.open_thread(
        by=ben, network=network, section=section, title="Pytanie", text="<p>Jak zaczynacie?</p>"
    )
    services.reply(by=ada, thread=thread, text="<p>Od początku.</p>")
    services.reply(by=ben, thread=thread, text="<p>Od końca.</p>", parent=2)
    Post.objects.filter(thread=thread, number=2).update(signs={"thanks": 1}, author=None)
    plain = list(READ._build(thread_id=thread.pk))
    with django_assert_num_queries(1):
        found = READ.all(thread_id=thread.pk)
        for mine, that in zip(found, plain, strict=True):
            assert _told(mine) == _told(that)
            assert (mine.author, mine.parent, mine.twice) == (that.author, that.parent, that.twice)
            assert mine.parent is None or mine.parent.author == that.parent.author
            assert mine.get_deferred_fields() == that.get_deferred_fields()
            assert (mine._state.adding, mine._state.db) == (that._state.adding, that._state.db)
    with django_assert_num_queries(1):
        assert found[0].version == 1
    found[0].answers = 7
    found[0].save(update_fields=["answers"])
    assert Post.objects.get(pk=found[0].pk).answers == 7


def _told(thing: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(thing).items() if name != "_state"}


def test_a_query_of_values_gives_rows(network: Any, ben: Any) -> None:
    section = services.default_section(network)
    thread = services.open_thread(
        by=ben, network=network, section=section, title="Pytanie", text="<p>Jak zaczynacie?</p>"
    )
    assert ROWS.all(thread_id=thread.pk) == [(1, {}, ben.email)]
    assert ROWS.first(thread_id=thread.pk) == (1, {}, ben.email)
    assert ROWS.first(thread_id=0) is None


def test_a_class_with_a_manner_of_its_own_keeps_it(ada: Any) -> None:
    with isolate_apps("accounts"):  # no other test is to find this class among the models

        class Loud(User):
            """A class that makes its objects in a manner of its own."""

            class Meta:
                proxy, app_label = True, "accounts"

            @classmethod
            def from_db(cls, db: Any, field_names: Any, values: Any) -> Any:
                made = super().from_db(db, field_names, values)
                made.is_loud = True
                return made

        found = Prepared(lambda pk: Loud.objects.filter(pk=pk), pk=int).first(pk=ada.pk)
    assert found is not None
    assert found.is_loud


RENAMED = PreparedChange(
    lambda pk, name, at: (
        User.objects.filter(pk=pk),
        {
            "first_name": Case(When(last_name="", then=Value("?")), default=Concat("first_name", Value(name))),
            "date_joined": at,
        },
    ),
    pk=int,
    name=str,
    at=datetime,
)


def test_a_change_is_made_with_the_values_of_the_moment(ada: Any, ben: Any, django_assert_num_queries: Any) -> None:
    moment, before = clock.now(), {"ada": ada.first_name, "ben": ben.first_name}
    with django_assert_num_queries(2):
        assert RENAMED.do(pk=ada.pk, name="-Maria", at=moment) == 1
        assert RENAMED.do(pk=ben.pk, name="'; --", at=moment + timedelta(days=1)) == 1
    ada.refresh_from_db()
    ben.refresh_from_db()
    assert (ada.first_name, ada.date_joined) == (f"{before['ada']}-Maria", moment)
    assert (ben.first_name, ben.date_joined) == (f"{before['ben']}'; --", moment + timedelta(days=1))
    assert RENAMED.do(pk=0, name="", at=moment) == 0


def _thread(network: Any, by: Any) -> Any:
    section = services.default_section(network)
    return services.open_thread(by=by, network=network, section=section, title="Ułamki", text="<p>Od czego?</p>")


def test_a_row_put_in_is_what_saving_would_have_written(ada: Any, network: Any) -> None:
    """Every column, with its default and its None, the second time by the SQL worked out the first time."""
    inserted, thread = PreparedInsert(Post), _thread(network, ada)
    words = {"thread": thread, "author": ada, "source": "<p>Świt</p>", "html": "<p>Świt</p>", "created_at": clock.now()}
    posts = [Post(number=n, place=str(n), once=uuid4() if n % 2 else None, **words) for n in (70, 71, 72, 73)]
    made, saved = [inserted.add(post) for post in posts[:2]], posts[2:]
    for post in saved:
        post.save(force_insert=True)
    own = {"id", "number", "place", "once"}
    for mine, plain in zip(made, saved, strict=True):
        assert not mine._state.adding
        kept, wanted = (Post.objects.filter(pk=post.pk).values().get() for post in (mine, plain))
        assert {name: kept[name] for name in kept.keys() - own} == {name: wanted[name] for name in wanted.keys() - own}
        assert (kept["once"], kept["number"]) == (mine.once, mine.number)
    assert made[1].pk > made[0].pk


def test_a_row_the_database_refuses_is_refused_here_too(ada: Any, network: Any) -> None:
    inserted, thread = PreparedInsert(Post), _thread(network, ada)
    words = {"thread": thread, "author": ada, "number": 70, "created_at": clock.now()}
    inserted.add(Post(**words))
    with pytest.raises(IntegrityError), transaction.atomic():
        inserted.add(Post(**words))


def test_work_put_off_waits_with_its_values_and_its_moment(db: None) -> None:
    from django_tasks_db.models import DBTaskResult

    before = set(DBTaskResult.objects.values_list("pk", flat=True))
    later.enqueue("forum.posted", post_id=5)
    later.enqueue("forum.posted", post_id=6, after=timedelta(hours=1))
    first, second = DBTaskResult.objects.exclude(pk__in=before).order_by("enqueued_at")
    assert [row.args_kwargs["args"][:2] for row in (first, second)] == [
        ["forum.posted", {"post_id": 5}],
        ["forum.posted", {"post_id": 6}],
    ]
    assert second.run_after - clock.now() > timedelta(minutes=50)
    assert first in DBTaskResult.objects.ready()
    assert second not in DBTaskResult.objects.ready()
