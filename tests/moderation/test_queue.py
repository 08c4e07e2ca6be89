"""The queue: one for a person, a fixed number of queries, keys and bulk; two at once decide once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.models import HeldPost, Post
from kit.verdicts import Refused
from moderation import selectors, services
from moderation.enums import Why
from moderation.models import Case, Decision, Report
from moderation.registry import MODERATED


def pile_up(network, section, thread, by, reporter, count):
    """`count` texts that wait and `count` reported posts."""
    kinds = MODERATED["held_post"], MODERATED["post"]
    start = HeldPost.objects.count()
    held = HeldPost.objects.bulk_create(
        HeldPost(network=network, section=section, thread=thread, author=by, source="x", html=f"<p>{start + n}</p>")
        for n in range(count)
    )
    number = Post.objects.filter(thread=thread).count()
    posts = Post.objects.bulk_create(
        Post(thread=thread, number=n, place=f"{n:06d}", author=by, source="x", html="<p>x</p>")
        for n in range(number + 1, number + count + 1)
    )
    type(thread).objects.filter(pk=thread.pk).update(last_number=number + count, posts_count=number + count)
    moment = timezone.now()
    for kind, things, why in ((kinds[0], held, Why.EVERYTHING), (kinds[1], posts, Why.REPORT)):
        about = ContentType.objects.get_for_model(kind.model)
        Case.objects.bulk_create(
            Case(about_type=about, about_id=thing.pk, author=by, why=why, place=f"network:{network.pk}",
                 promised_at=moment, due_at=moment) for thing in things
        )  # fmt: skip
        if why == Why.REPORT:
            Report.objects.bulk_create(
                Report(about_type=about, about_id=thing.pk, reporter=reporter, ground="offence") for thing in things
            )


def counted(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as spent:
        assert browser.get(url).status_code == 200
    return len(spent)


def test_the_queue_costs_the_same_with_ten_cases_and_with_a_thousand(
    network, section, thread, ada, ben, ewa, signed_in
):
    browser = signed_in(ada)
    pile_up(network, section, thread, ewa, ben, 5)
    few = counted(browser, "/moderacja/"), counted(browser, selectors.next_case(ada).get_absolute_url())
    pile_up(network, section, thread, ewa, ben, 495)
    many = counted(browser, "/moderacja/"), counted(browser, selectors.next_case(ada).get_absolute_url())
    assert many[0] <= few[0] + 1  # with more than a page it is also counted how many there are
    assert many[0] <= 15
    assert many[1] == few[1]
    assert "1000 spraw czeka na Twoją decyzję" in browser.get("/moderacja/").content.decode()


def test_a_queue_holds_only_what_its_reader_decides(post, held, ada, ben, cleo, nina, signed_in):
    services.report(by=ben, kind=MODERATED["post"], thing=post, ground="offence")
    assert selectors.queue_for(ada).count == 2
    for other in (ben, cleo, nina):
        assert selectors.queue_for(other).count == 0
        assert "queue-row" not in signed_in(other).get("/moderacja/").content.decode()
    head = Case.objects.first().author  # nobody's own
    assert selectors.queue_for(head).count == 0


def test_the_start_page_says_what_waits(held, ada, ben, signed_in):
    assert "Czeka na Twoją decyzję" in signed_in(ada).get("/pulpit/").content.decode()
    assert "Czeka na Twoją decyzję" not in signed_in(ben).get("/pulpit/").content.decode()


def test_after_a_decision_the_next_case_comes_by_itself(post, held, ada, ben, signed_in):
    services.report(by=ben, kind=MODERATED["post"], thing=post, ground="offence")
    first = selectors.open_case(held)
    second = selectors.open_case(post)
    browser = signed_in(ada)
    answer = browser.post(first.get_absolute_url(), {"act": "publish"})
    assert answer.url == second.get_absolute_url()
    last = browser.post(second.get_absolute_url(), {"act": "keep"})
    assert last.url == "/moderacja/"


def test_what_a_decision_lacks_is_said_beside_the_field_and_the_words_stay(held, ada, signed_in):
    url = selectors.open_case(held).get_absolute_url()
    answer = signed_in(ada).post(url, {"act": "reject", "words": "Zostańcie, słowa."})
    assert answer.status_code == 422
    assert "Wybierz zasadę" in answer.content.decode()
    assert "Zostańcie, słowa." in answer.content.decode()
    assert not Decision.objects.exists()


def test_ready_reasons_stand_for_words(network, held, ada, ewa, signed_in):
    services.change_ground(
        by=ada, place=f"network:{network.pk}", code="offence", words="obraża", ready="Piszemy o sprawach.\nŁagodniej."
    )
    url = selectors.open_case(held).get_absolute_url()
    assert "Piszemy o sprawach." in signed_in(ada).get(url).content.decode()
    signed_in(ada).post(url, {"act": "reject", "ground": "offence", "ready": "Łagodniej."})
    assert Decision.objects.get().words == "Łagodniej."


def test_bulk_from_the_page(network, section, thread, ada, ben, ewa, signed_in):
    pile_up(network, section, thread, ewa, ben, 3)
    browser = signed_in(ada)
    assert browser.post("/moderacja/", {"act": "publish"}).status_code == 422
    numbers = list(Case.objects.filter(why="everything").values_list("pk", flat=True))
    page = browser.post("/moderacja/", {"act": "publish", "case": numbers}, follow=True).content.decode()
    assert "Rozstrzygnięto 3 sprawy." in page
    assert Post.objects.filter(author=ewa).count() == 6
    assert browser.post("/moderacja/", {"act": "hide", "case": [1, "x", 10**30]}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_decide_once(held, deputy, ada):
    def decide(person):
        try:
            services.decide(by=person, kind=MODERATED["held_post"], thing=held, act="publish")
        except Refused as refused:
            return str(refused.reason)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(decide, [ada, deputy, ada, deputy]))
    assert sorted(map(bool, said)) == [False, True, True, True]
    assert Decision.objects.count() == 1
    assert Post.objects.filter(author=held.author).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_take_the_same_case_and_one_is_told(held, deputy, ada):
    case = selectors.open_case(held)

    def take(person):
        try:
            services.claim(by=person, case=case)
        except Refused as refused:
            return str(refused.reason)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(take, [ada, deputy]))
    assert sorted(map(bool, said)) == [False, True]
    assert Case.objects.get().claimed_by in (ada, deputy)
