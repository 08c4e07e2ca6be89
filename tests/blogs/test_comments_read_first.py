"""Comments that wait to be read first: the same modes, queue, outcomes and appeals as in the forum."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit import clock
from kit.verdicts import Refused
from moderation import selectors as moderation
from moderation import services as decisions
from moderation.models import Case, Decision, Watchword
from moderation.registry import MODERATED
from networks.blogs import reporting, rules, selectors, services
from networks.blogs.models import Comment
from notifications.models import Notice

WORDS = "<p>Dziękuję, spróbuję w czwartek.</p>"


@pytest.fixture
def strict(network, ada):
    services.arrange_comments(by=ada, network=network, mode="everything", promise_hours=6)


@pytest.fixture
def held(strict, shown, ewa):
    return services.comment(by=ewa, entry=shown, text=WORDS)


def decide(by, comment, act, **more):
    values = {"ground": "offence", "words": "Prosimy łagodniej."} | more
    return decisions.decide(by=by, kind=MODERATED["blog_comment"], thing=comment, act=act, **values)


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def test_a_comment_that_waits_is_seen_by_its_author_with_the_promise_and_by_who_decides(
    held, shown, ada, ben, ewa, edition, signed_in
):
    url = shown.get_absolute_url()
    assert "spróbuję w czwartek" not in signed_in(ben).get(url).content.decode()
    page = signed_in(ewa).get(url).content.decode()
    assert "spróbuję w czwartek" in page
    assert "Zwykle do 6 godzin, teraz czeka 1." in " ".join(page.split())
    assert "spróbuję w czwartek" in signed_in(ada).get("/moderacja/").content.decode()
    assert type(shown).objects.get(pk=shown.pk).comments_count == 0
    assert not Notice.objects.filter(user=ben, kind="blogs.commented").exists()
    assert reporting.counts(edition)["comments"] == 0
    with pytest.raises(Exception):  # noqa: B017 - not there for the others
        selectors.comment_for(ben, held.pk)


def test_published_it_counts_and_the_authors_of_the_entry_are_told(held, shown, ada, ben, ewa):
    decide(ada, held, "publish")
    assert fresh(held).state == "shown"
    assert type(shown).objects.get(pk=shown.pk).comments_count == 1
    assert Notice.objects.filter(user=ben, kind="blogs.commented").count() == 1
    assert Notice.objects.filter(user=ewa, kind="moderation.decision").count() == 1
    with pytest.raises(Refused):
        decide(ada, held, "publish")


def test_published_with_changes_and_given_back_after_an_appeal(held, ada, dov, ewa):
    made = decide(ada, held, "edit", text="<p>Dziękuję.</p>")
    assert fresh(held).html == "<p>Dziękuję.</p>"
    decisions.appeal(by=ewa, decision=made, words="Zmieniono sens.")
    decide(dov, held, "overturn", words="Racja.")
    assert fresh(held).html == WORDS


def test_asked_for_changes_the_author_changes_and_it_comes_back(held, ada, ewa, network, signed_in):
    decide(ada, held, "ask")
    assert moderation.waiting_count(ada) == 0
    url = f"/sieci/{network.slug}/blog/{held.entry_id}/komentarze/{held.pk}/"
    assert "Czeka prośba o zmiany." in signed_in(ewa).get(url).content.decode()
    assert signed_in(ewa).post(url, {"text": " "}).status_code == 422
    assert signed_in(ewa).post(url, {"text": "Dziękuję bardzo."}).status_code == 302
    assert fresh(held).html == "<p>Dziękuję bardzo.</p>"
    assert moderation.waiting_count(ada) == 1


def test_rejected_only_its_author_reads_it_and_may_appeal(held, shown, ada, ben, dov, ewa, signed_in):
    made = decide(ada, held, "reject")
    for person, seen in ((ben, False), (ada, False), (ewa, True)):
        page = signed_in(person).get(shown.get_absolute_url()).content.decode()
        assert ("spróbuję w czwartek" in page) is seen, person
    with pytest.raises(Refused):
        services.change_comment(by=ewa, comment=held, text="x")
    decisions.appeal(by=ewa, decision=made, words="Nikogo nie obrażam.")
    decide(dov, held, "overturn", words="Racja.")
    assert fresh(held).state == "shown"
    assert type(shown).objects.get(pk=shown.pk).comments_count == 1


def test_taken_back_before_anybody_read_it_leaves_no_case_and_no_count(held, shown, ewa):
    services.delete_comment(by=ewa, comment=held)
    assert not Case.objects.filter(closed_at=None).exists()
    assert type(shown).objects.get(pk=shown.pk).comments_count == 0


@pytest.mark.parametrize("act", ["hide", "keep", "show", "warn"])
def test_what_waits_is_decided_by_the_outcomes_for_what_waits(held, ada, act):
    with pytest.raises(Refused):
        decide(ada, held, act)
    assert not Decision.objects.exists()


def test_what_stands_can_still_be_reported_and_hidden(shown, ada, ben, ewa):
    said = services.comment(by=ewa, entry=shown, text=WORDS)
    decisions.report(by=ben, kind=MODERATED["blog_comment"], thing=said, ground="offence")
    with pytest.raises(Refused):
        decide(ada, said, "publish")
    decide(ada, said, "hide")
    assert fresh(said).hidden_at is not None
    assert type(shown).objects.get(pk=shown.pk).comments_count == 0


@pytest.mark.parametrize(
    ("order", "waits"),
    [
        ({"mode": "open"}, False),
        ({"mode": "first", "first_comments": 1}, True),
        ({"mode": "quiet", "quiet_from": 0, "quiet_until": 0}, False),
        ({"mode": "everything"}, True),
    ],
)
def test_the_modes_hold_what_they_say(shown, network, ada, ewa, order, waits):
    services.arrange_comments(by=ada, network=network, **order)
    assert services.comment(by=ewa, entry=shown, text=WORDS).is_waiting is waits
    assert not services.comment(by=ada, entry=shown, text="<p>Czyta za innych</p>").is_waiting


def test_after_enough_comments_a_newcomer_no_longer_waits(shown, network, ada, ewa):
    services.arrange_comments(by=ada, network=network, mode="first", first_comments=1)
    first = services.comment(by=ewa, entry=shown, text=WORDS)
    decide(ada, first, "publish")
    assert not services.comment(by=ewa, entry=shown, text="<p>Drugi komentarz</p>").is_waiting


def test_quiet_hours_may_pass_midnight(shown, network, ada, ewa):
    services.arrange_comments(by=ada, network=network, mode="quiet", quiet_from=22, quiet_until=7)
    now = clock.now()
    for hour, waits in ((23, True), (3, True), (12, False)):
        from django.utils import timezone

        local = timezone.localtime(now).replace(hour=hour) + timedelta(days=1)
        with clock.moved_to(local):
            said = services.comment(by=ewa, entry=shown, text=f"<p>O godzinie {hour}</p>")
        assert said.is_waiting is waits, hour


def test_watched_words_and_repeats_wait_in_every_mode(shown, network, ada, ewa):
    Watchword.objects.create(place=f"network:{network.pk}", words="wagary")
    assert services.comment(by=ewa, entry=shown, text="<p>wagary znowu</p>").is_waiting
    long = "<p>" + "Bardzo ciekawa lekcja, dziękuję za ten opis. " * 2 + "</p>"
    assert not services.comment(by=ewa, entry=shown, text=long).is_waiting
    assert services.comment(by=ewa, entry=shown, text=long).is_waiting


def test_only_who_steers_chooses_what_is_read_first(network, ada, ben, signed_in):
    url = f"/sieci/{network.slug}/blog/komentarze/"
    sent = {"mode": "first", "first_comments": "2", "quiet_from": "22", "quiet_until": "7", "promise_hours": "12"}
    assert signed_in(ben).get(url).status_code == 403
    assert signed_in(ben).post(url, sent).status_code == 403
    assert signed_in(ada).post(url, sent | {"promise_hours": "0"}).status_code == 422
    assert signed_in(ada).post(url, sent).status_code == 302
    assert network.comment_order.mode == "first"


def test_readable_comments_leave_out_what_waits_for_others(held, ada, ben, ewa):
    assert held in rules.readable_comments(ewa)
    assert held in rules.readable_comments(ada)
    assert held not in rules.readable_comments(ben)
