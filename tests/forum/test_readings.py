"""Three readings of one conversation: the tree, by time, only what is new."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Post, ReadingManner, Thread, Trace
from forum.services import touch
from kit import clock
from tests.forum.test_pages import address, numbers


def levels(page):
    shown = page.content.decode().partition("data-posts>")[2]
    return [int(level) for level in re.findall(r'<article class="post post--(\d)', shown)]


@pytest.fixture
def deep(said, ada, ben, ewa, work_done):
    """1; 2 ← 3 ← 4 ← 5 ← 6 ← 7 (six levels below the second post); 8."""
    said(ben, "Zaczynam od pizzy.")
    for parent in (2, 3, 4, 5, 6):
        said(ewa if parent % 2 else ben, f"Poziom {parent - 1}.", parent=parent)
    said(ada, "Osobno.")
    work_done()


def test_the_tree_shows_three_levels_and_leads_on_to_the_branch(thread, deep, ben, signed_in):
    browser = signed_in(ben)
    page = browser.get(address(thread))
    assert numbers(page) == [1, 2, 3, 4, 5, 8]
    assert address(thread, "galaz/5/") in page.content.decode()
    branch = browser.get(address(thread, "galaz/5/"))
    assert numbers(branch) == [6, 7]
    assert levels(branch) == [1, 2]
    assert 'id="wpis-5"' in branch.content.decode()
    assert address(thread, "wpis/4/") in branch.content.decode()


def test_a_branch_folds_without_scripts_and_says_how_many_answers_it_has(thread, said, ada, ben, signed_in, work_done):
    said(ben)
    for _count in range(3):
        said(ada, parent=2)
    work_done()
    page = signed_in(ben).get(address(thread)).content.decode()
    assert '<details class="branch" data-branch="2" open>' in page
    assert "3 odpowiedzi" in page
    assert "odpowiedź do: Ben Lis" in page


def test_permalinks_lead_into_branches_and_back(thread, deep, ben, signed_in):
    browser = signed_in(ben)
    assert browser.get(address(thread, "wpis/7/")).url == address(thread, "galaz/5/") + "#wpis-7"
    assert browser.get(address(thread, "wpis/5/")).url == address(thread) + "#wpis-5"
    browser.post(address(thread, "czytaj/"), {"jak": "czas"})
    assert browser.get(address(thread, "wpis/7/")).url == address(thread) + "#wpis-7"


def test_the_manner_is_remembered_per_person_and_the_place_is_kept(thread, deep, ben, ewa, signed_in):
    browser = signed_in(ben)
    answer = browser.post(address(thread, "czytaj/"), {"jak": "czas", "przy": "3"})
    assert answer.url == address(thread, "wpis/3/")
    assert numbers(browser.get(address(thread))) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert numbers(signed_in(ben).get(address(thread))) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert numbers(signed_in(ewa).get(address(thread))) == [1, 2, 3, 4, 5, 8]
    assert ReadingManner.objects.get().user == ben
    assert browser.post(address(thread, "czytaj/"), {"jak": "bokiem"}).status_code == 400
    assert browser.get(address(thread, "?jak=bokiem")).status_code == 400


def test_only_what_is_new_since_the_last_visit_and_the_rest_in_one_line(thread, said, ada, ben, ewa, signed_in):
    said(ben, "Pierwsza gałąź.")
    for _count in range(4):
        said(ada, parent=2)
    browser = signed_in(ewa)
    browser.get(address(thread))
    with clock.moved_to(clock.now() + timedelta(hours=2)):
        said(ben, "Nowość w gałęzi.", parent=2)
        said(ada, "Nowa gałąź.")
        page = browser.get(address(thread, "?jak=nowe"))
        assert numbers(page) == [7, 8]
        words = page.content.decode()
        assert "Pierwsza gałąź." in words
        assert "6 wpisów bez zmian" in words
        assert numbers(browser.get(address(thread, "?jak=nowe"))) == [7, 8]  # the same visit
    with clock.moved_to(clock.now() + timedelta(hours=4)):
        page = browser.get(address(thread, "?jak=nowe"))
        assert numbers(page) == []
        assert "nic nowego" in page.content.decode()


@pytest.mark.parametrize("way", ["drzewo", "czas", "nowe"])
def test_pages_of_every_reading_lead_to_the_end_and_back(thread, said, ada, ben, ewa, signed_in, way):
    for number in range(2, 52):
        said(ben, parent=number - 1 if number % 4 else None)
    browser, url, found = signed_in(ewa), address(thread, f"?jak={way}"), []
    while url:
        page = browser.get(url)
        found += numbers(page)
        cut = page.context["page"]
        url = address(thread, f"?jak={way}&od={cut.next_number}") if cut.has_after else None
    rows = Post.objects.filter(thread=thread).order_by("number" if way == "czas" else "place")
    if way == "drzewo":
        rows = rows.filter(depth__lte=3)
    order = list(rows.values_list("number", flat=True))
    assert found == order
    back = browser.get(address(thread, f"?jak={way}&do={found[45]}"))
    assert numbers(back) == order[25:45]
    assert numbers(browser.get(address(thread, f"?jak={way}&koniec=1"))) == order[-20:]


def test_a_post_that_was_moved_is_found_under_its_old_number(network, section, thread, said, ada, ben, cleo, signed_in):
    from forum.services import open_thread

    other = open_thread(by=ada, network=network, section=section, title="Inny", text="<p>x</p>")
    Trace.objects.create(thread=thread, number=7, post=other.posts.get())
    assert signed_in(ben).get(address(thread, "wpis/7/")).url == address(other, "wpis/1/")
    assert signed_in(cleo).get(address(thread, "wpis/7/")).status_code == 404


def _fill(thread, by, count):
    start = thread.last_number
    rows = []
    for number in range(start + 1, start + count + 1):
        parent = f"{number - 1:06d}" if number % 3 == 0 else ""
        place = f"{parent}{number:06d}"
        rows.append(
            Post(thread=thread, number=number, place=place, depth=len(place) // 6 - 1, author=by, html="<p>x</p>")
        )
    Post.objects.bulk_create(rows)
    Thread.objects.filter(pk=thread.pk).update(last_number=start + count, posts_count=start + count)
    thread.refresh_from_db()


def _spent(browser, thread, url):
    """What drawing the posts anew asks, when the reader's mark does not move any more."""
    browser.get(url, follow=True)
    touch(thread.pk)
    with CaptureQueriesContext(connection) as spent:
        assert browser.get(url).status_code in (200, 302)
    return len(spent)


def test_fifty_and_five_thousand_posts_cost_the_same_queries(thread, ada, ben, signed_in):
    browser = signed_in(ben)
    queries = []
    for more, middle in ((50, 25), (4_950, 2_500)):
        _fill(thread, ada, more)
        pages = ["", "?koniec=1", f"?od={middle}", f"wpis/{middle}/", "?jak=czas", f"?jak=czas&od={middle}", "galaz/2/"]
        queries.append([_spent(browser, thread, address(thread, page)) for page in pages])
    assert queries[0] == queries[1]
    assert max(queries[1]) <= 12
