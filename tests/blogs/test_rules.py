"""Each check of the blogs equals its queryset twin, whoever asks and whatever the entry has been through."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import clock
from networks.blogs import rules, selectors, services
from networks.blogs.models import BlogAuthor, BlogPostPage, Comment
from networks.models import Edition, Membership
from tests.blogs.conftest import WORDS, fresh

pytestmark = pytest.mark.django_db

ROLES = ("coordinator", "deputy", "member", "expert", None)
STATES = ("active", "suspended", "removed", "left", "requested")
YEARS = ("draft", "recruiting", "active", "summarising", "closed", "archived")
WAYS = ("draft", "shown", "waiting", "public", "hidden")


@pytest.fixture
def entries(network: Any, ada: Any, ben: Any) -> dict[str, Any]:
    """An entry of Ben's for each place on the way."""
    found = {way: services.begin(by=ben, network=network, values=WORDS | {"title": way}) for way in WAYS}
    for way in WAYS[1:]:
        services.show(by=ben, entry=found[way])
    for way in ("waiting", "public"):
        services.ask_public(by=ben, entry=fresh(found[way]))
    waiting = fresh(found["public"])
    services.approve(by=ada, entry=waiting, seen=waiting.latest_revision_id)
    services.comment(by=ada, entry=found["shown"], text="<p>Dobre!</p>")
    hidden = services.comment(by=ben, entry=found["shown"], text="<p>Ukryty</p>")
    services.hide_comment(hidden)
    services.comment(by=ben, entry=found["hidden"], text="<p>Pod ukrytym</p>")
    services.hide(found["hidden"])
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    role=st.sampled_from(ROLES), state=st.sampled_from(STATES), year=st.sampled_from(YEARS), writes=st.booleans(),
    ends=st.sampled_from((None, "today", "over")), active=st.booleans(),
)  # fmt: skip
def test_each_check_equals_its_twin(entries, edition, nina, role, state, year, writes, ends, active):
    from datetime import timedelta

    Edition.objects.filter(pk=edition.pk).update(state=year)
    type(nina).objects.filter(pk=nina.pk).update(is_active=active)
    nina.is_active = active
    Membership.objects.filter(user=nina).delete()
    BlogAuthor.objects.filter(user=nina).delete()
    if role is not None:
        last = {None: None, "today": clock.today(), "over": clock.today() - timedelta(days=1)}[ends]
        Membership.objects.create(edition=edition, user=nina, role=role, state=state, ends_on=last)
    if writes:
        for entry in entries.values():
            BlogAuthor.objects.create(entry=entry, user=nina)
    everything = list(BlogPostPage.objects.select_related("network").prefetch_related("authors"))
    told = (role, state, year, writes, ends, active)
    readable = {entry.pk for entry in everything if rules.may_read(nina, entry)}
    assert set(rules.readable_entries(nina).values_list("pk", flat=True)) == readable, told
    acting = {entry.pk for entry in everything if rules.may_author(nina, entry)}
    assert set(rules.editable_entries(nina).values_list("pk", flat=True)) == acting, told
    judged = {entry.pk for entry in everything if rules.may_judge(nina, entry)}
    assert {entry.pk for entry in selectors.waiting_for(nina)} == judged, told
    listed = {comment.pk for comment in rules.readable_comments(nina)}
    assert all(comment.entry_id in readable for comment in Comment.objects.filter(pk__in=listed)), told


def test_a_visitor_reads_nothing_in_the_space(entries):
    from django.contrib.auth.models import AnonymousUser

    visitor = AnonymousUser()
    assert not rules.readable_entries(visitor).exists()
    assert not rules.editable_entries(visitor).exists()
    for entry in entries.values():
        assert not rules.may_read(visitor, fresh(entry))
        assert bool(rules.may_read_files(visitor, fresh(entry))) == (entry.title == "public")


def test_who_judges_is_never_somebody_from_outside(entries, ada, ben, ewa, gen, cleo, dov, nina):
    waiting = fresh(entries["waiting"])
    assert rules.may_judge(ada, waiting)
    for person in (ben, ewa, gen, cleo, dov, nina):
        assert not rules.may_judge(person, waiting)
