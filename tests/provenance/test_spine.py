"""The joints of the spine: each step made from the one before with one click, each linking back, nothing leaked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from lxml import html as markup

from kit import clock
from networks.assignments.models import Task
from provenance.registry import Reference
from provenance.selectors import chain_of
from tests.planning.conftest import sign_in

pytestmark = pytest.mark.django_db


def links(answer: Any, part: str) -> list[str]:
    """Addresses on the page that hold `part`."""
    assert answer.status_code == 200, answer.status_code
    return [href for href in markup.fromstring(answer.content).xpath("//a/@href") if part in href]


def form_of(answer: Any, action: str = "") -> dict[str, Any]:
    """What the page's form would send as it stands."""
    page = markup.fromstring(answer.content)
    [form] = [one for one in page.forms if one.method == "POST" and {"title", "theme"} & set(one.inputs.keys())]
    return dict(form.form_values())


@pytest.fixture
def minutes(ada: Any, ben: Any, edition: Any) -> Any:
    """A meeting of an hour ago with minutes given to members."""
    from meetings import services

    starts = clock.now() - timedelta(hours=2)
    meeting = services.plan(
        by=ada, edition=edition, agenda=[], title="Błąd jako informacja", kind="working", mode="online",
        starts_at=clock.now() + timedelta(hours=1), ends_at=clock.now() + timedelta(hours=2),
    )  # fmt: skip
    type(meeting).objects.filter(pk=meeting.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=1))
    meeting.refresh_from_db()
    texts = [{"title": "Rundka", "text": "Ewa przygotuje kartę pracy.\nKażdy próbuje jednego zadania."}]
    services.save_minutes(
        by=ada, meeting=meeting, version=1, summary="Krótko.", texts=texts, questions="", decisions=[]
    )
    services.publish_minutes(by=ada, meeting=meeting)
    return meeting


def test_a_line_of_the_minutes_becomes_a_task_that_leads_back_to_its_meeting(client, minutes, network, ada, ben):
    page = sign_in(client, ada).get(reverse("meetings:minutes", kwargs={"pk": minutes.pk}))
    give = reverse("assignments:give", kwargs={"slug": network.slug})
    [address] = [one for one in links(page, give) if "Ewa" in parse_qs(urlsplit(one).query).get("slowa", [""])[0]]
    values = form_of(client.get(address))
    assert values["title"] == "Ewa przygotuje kartę pracy."
    assert values["made_from"] == f"meeting:{minutes.pk}"
    answer = client.post(give, values | {"day": (clock.today() + timedelta(days=7)).isoformat(), "whom": "all"})
    task = Task.objects.get(title="Ewa przygotuje kartę pracy.")
    assert answer.status_code == 302
    assert [link.card.title for link in chain_of(ben, "task", task.pk).sources] == ["Błąd jako informacja"]
    assert links(sign_in(client, ben).get(task.get_absolute_url()), minutes.get_absolute_url())


def test_members_read_the_lines_without_the_buttons(client, minutes, ben):
    page = sign_in(client, ben).get(reverse("meetings:minutes", kwargs={"pk": minutes.pk}))
    assert "Ewa przygotuje kartę pracy." in page.content.decode()
    assert links(page, "slowa=") == []


@pytest.fixture
def post(ben: Any, network: Any) -> Any:
    from forum.services import default_section, open_thread

    thread = open_thread(
        by=ben, network=network, section=default_section(network), title="Jak oswoić ułamki?", text="<p>Od pizzy.</p>"
    )
    return thread.posts.get()


def test_each_post_offers_what_its_reader_can_make_of_it(client, post, network, ada, ben):
    uses = f"{post.get_absolute_url()}wykorzystaj/"
    offered, members = (
        {
            one.split("?")[0].rstrip("/").rpartition("/")[2]
            for one in links(sign_in(client, who).get(uses), f"z=post:{post.pk}")
        }
        for who in (ada, ben)
    )
    assert len(offered) >= 4
    assert "punkt" in offered
    assert "punkt" not in members
    assert members < offered


def test_a_task_made_of_a_post_stands_under_the_post_and_leads_back(client, post, network, ada, ben):
    give = reverse("assignments:give", kwargs={"slug": network.slug})
    sign_in(client, ada)
    values = form_of(client.get(f"{give}?z=post:{post.pk}"))
    assert values["title"] == "Jak oswoić ułamki?"
    client.post(give, values | {"day": (clock.today() + timedelta(days=7)).isoformat(), "whom": "all"})
    task = Task.objects.get()
    assert chain_of(ben, "post", post.pk).results[0].card.url == task.get_absolute_url()
    assert links(sign_in(client, ben).get(post.thread.get_absolute_url()), task.get_absolute_url())


def test_many_posts_ask_no_more_for_their_chains(client, post, network, ada, ben):
    from forum.services import reply
    from networks.assignments import services as tasks
    from tests.networks.test_screens import queries

    def made_of(one):
        tasks.give(
            by=ada, edition=network.editions.get(is_current=True), title="Zadanie",
            due_at=clock.now() + timedelta(days=3), for_all=True, made_from=Reference("post", one.pk),
        )  # fmt: skip

    made_of(post)
    sign_in(client, ben)
    client.get(post.thread.get_absolute_url())
    few = queries(client, post.thread.get_absolute_url())
    for _each in range(8):
        made_of(reply(by=ada, thread=post.thread, text="<p>Tak.</p>"))
    client.get(post.thread.get_absolute_url())
    assert queries(client, post.thread.get_absolute_url()) == few


# --- a result that is worth the library ------------------------------------------------------------------------------


def test_an_accepted_result_asks_and_goes_to_the_library_with_its_file_and_author(client, network, edition, ada, ben):
    from networks.assignments import services as tasks
    from resources.models import Resource
    from tests.files.makers import picture, upload

    task = tasks.give(
        by=ada, edition=edition, title="Karta pracy o ułamkach", due_at=clock.now() + timedelta(days=3), people=[ben]
    )
    mine = task.assignments.get(user=ben)
    draft = tasks.take_in(by=ben, edition=edition, upload=upload("karta.png", picture("PNG", (60, 60))))
    mine = tasks.hand_in(by=ben, assignment=mine, text="<p>Sprawdzona w klasie V.</p>", drafts=[draft])
    deposit = reverse("resources:deposit", kwargs={"slug": network.slug})
    sign_in(client, ben)
    assert links(client.get(task.get_absolute_url()), deposit) == []
    tasks.accept(by=ada, assignment=mine)
    page = client.get(task.get_absolute_url())
    assert "Czy przyda się też innym?" in page.content.decode()
    [address] = set(links(page, f"{deposit}?z=task_result:{mine.pk}"))
    values = form_of(client.get(address))
    assert values["title"] == "Karta pracy o ułamkach"
    assert values["author"] == "Ben Lis"
    assert "licence" not in values, "the licence is the author's choice"
    kept = values | {"kind": "lesson_plan", "visibility": "network", "language": "pl"}
    refused = client.post(deposit, kept)
    assert refused.status_code == 422
    assert not Resource.objects.exists()
    assert client.post(deposit, kept | {"licence": "cc_by"}).status_code == 302
    made = Resource.objects.get()
    assert (made.author, made.licence, made.created_by) == ("Ben Lis", "cc_by", ben)
    assert [file.name for file in made.files.all()] == ["karta.png"]
    assert [link.card.url for link in chain_of(ben, "resource", made.pk).sources] == [mine.get_absolute_url()]


# --- a need answered by the support of a school ----------------------------------------------------------------------


@pytest.fixture
def need(hal: Any, county: Any, school: Any) -> Any:
    from networks.needs import services

    return services.report(
        by=hal, county=county, title="Niepokój przed sprawdzianem", text="Coraz więcej uczniów.", institution=school
    )


def opened(client: Any, need: Any) -> Any:
    from support.models import Process

    address = f"{reverse('support:process_open')}?z=need:{need.pk}"
    values = form_of(client.get(address))
    assert values["title"] == need.title
    assert values["institution"] == str(need.institution_id)
    assert client.post(reverse("support:process_open"), values).status_code == 302
    return Process.objects.get()


def test_a_process_started_of_a_need_answers_it_and_each_leads_to_the_other(client, need, dov, hal):
    sign_in(client, dov)
    assert links(client.get(need.get_absolute_url()), f"z=need:{need.pk}") == [
        f"{reverse('support:process_open')}?z=need:{need.pk}"
    ]
    process = opened(client, need)
    need.refresh_from_db()
    assert (need.state, need.decided_by) == ("process", dov)
    assert links(client.get(need.get_absolute_url()), process.get_absolute_url())
    assert links(client.get(process.get_absolute_url()), need.get_absolute_url())
    assert chain_of(hal, "need", need.pk).results[0].card.title == process.title


def test_who_reported_the_need_without_a_place_in_the_process_reads_plain_words(client, county, school, dov, ben):
    from networks.needs import services

    need = services.report(by=ben, county=county, title="Ocenianie", text="Wszyscy.", institution=school)
    process = opened(sign_in(client, dov), need)
    page = sign_in(client, ben).get(need.get_absolute_url())
    assert "Rozpoczęto wspomaganie szkoły." in page.content.decode()
    assert links(page, process.get_absolute_url()) == []
    assert not chain_of(ben, "need", need.pk)


def test_a_director_starts_a_process_of_an_own_need_and_the_county_still_answers_it(client, need, hal, dov):
    process = opened(sign_in(client, hal), need)
    need.refresh_from_db()
    assert need.state == "reported"
    assert chain_of(dov, "need", need.pk).results[0].card.url == process.get_absolute_url()
