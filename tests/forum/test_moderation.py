"""A post is reported, hidden with a reason, shown again; everybody concerned is told, nothing happens twice."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.models import Post
from forum.search import _post_face
from kit.verdicts import Refused
from moderation.models import Decision, Report
from moderation.registry import MODERATED
from moderation.services import decide
from notifications.models import Notice


@pytest.fixture
def post(said, ben):
    return said(ben, "Ostre słowa.")


def hide(by, post, **more):
    values = {"ground": "offence", "words": "Prosimy łagodniej."} | more
    return decide(by=by, kind=MODERATED["post"], thing=post, act="hide", **values)


def test_a_hidden_post_is_one_calm_line_for_others_and_words_with_the_reason_for_its_author(
    thread, post, ada, ben, ewa, signed_in
):
    hide(ada, post)
    url = thread.get_absolute_url()
    others, author, judge = (signed_in(person).get(url).content.decode() for person in (ewa, ben, ada))
    assert "Ostre słowa." not in others
    assert "Prosimy łagodniej." not in others
    for page in (author, judge):
        assert "Ostre słowa." in page
        assert "Prosimy łagodniej." in page
    assert _post_face(Post.objects.get(pk=post.pk)) is None


def test_the_author_is_told_and_can_read_the_statement_again(post, ada, ben, ewa, signed_in):
    decision = hide(ada, post)
    assert Notice.objects.get(user=ben, kind="moderation.decision").url == decision.get_absolute_url()
    assert "Prosimy łagodniej." in signed_in(ben).get(decision.get_absolute_url()).content.decode()
    assert signed_in(ewa).get(decision.get_absolute_url()).status_code == 404


def test_the_list_of_decisions_names_what_they_are_about_with_the_same_queries(post, said, ada, ben, signed_in):
    hide(ada, post)
    page = reverse("moderation:statements")
    client = signed_in(ben)
    assert MODERATED["post"].title(post) in client.get(page).content.decode()
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for number in range(6):
        hide(ada, said(ben, f"Jeszcze jedno zdanie numer {number}."))
    client.get(page)  # the bell reads what it has to say once
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) <= len(one)


def test_the_second_moderator_is_told_and_nothing_happens_twice(post, ada):
    hide(ada, post)
    with pytest.raises(Refused):
        hide(ada, post)
    assert Decision.objects.count() == 1
    decide(by=ada, kind=MODERATED["post"], thing=post, act="show")
    with pytest.raises(Refused):
        decide(by=ada, kind=MODERATED["post"], thing=post, act="show")
    assert Post.objects.get(pk=post.pk).hidden_at is None


@pytest.mark.parametrize("more", [{"ground": ""}, {"ground": "none"}, {"words": "  "}])
def test_hiding_needs_a_rule_and_words(post, ada, more):
    with pytest.raises(Refused):
        hide(ada, post, **more)
    assert Post.objects.get(pk=post.pk).hidden_at is None
    assert not Decision.objects.exists()


def test_a_report_waits_for_the_coordinator_and_its_maker_is_told_the_outcome(post, ada, ben, ewa, signed_in):
    url = f"/moderacja/post/{post.pk}/"
    for _twice in range(2):
        signed_in(ewa).post(url + "zglos/", {"ground": "offence", "words": "Przykre."})
    assert Report.objects.count() == 1
    assert "Przykre." in signed_in(ada).get("/moderacja/").content.decode()
    assert "Przykre." not in signed_in(ben).get("/moderacja/").content.decode()
    answer = signed_in(ada).post(url, {"act": "hide", "ground": "offence", "words": "Prosimy łagodniej."})
    assert answer.status_code == 302
    assert Report.objects.get().decision == Decision.objects.get()
    assert Notice.objects.filter(user=ewa, kind="moderation.outcome").count() == 1
    late = signed_in(ada).post(url, {"act": "hide", "ground": "offence", "words": "Drugi raz."})
    assert late.status_code == 409
    assert Decision.objects.count() == 1
