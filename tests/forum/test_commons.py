"""Sections above the networks: who reads, who writes, who moderates; what a visitor sees; that nothing leaks."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import places, rules, selectors, services
from forum.enums import Audience
from forum.models import HeldPost, Post, Section, Thread
from kit.verdicts import Refused
from theme import visitors

pytestmark = pytest.mark.django_db

ACTORS = ("ada", "ben", "gen", "cleo", "dov", "sara", "hal", "iga", "jan", "nina")
READERS = {
    Audience.PUBLIC: {*ACTORS, "visitor"},
    Audience.SIGNED_IN: {*ACTORS},
    Audience.COORDINATORS: {"ada", "dov", "jan"},
    Audience.DIRECTORS: {"hal", "dov", "jan"},
    Audience.SORES: {"sara", "dov", "jan"},
    Audience.EXPERTS: {"gen", "dov", "jan"},
}


@pytest.fixture
def people(request: Any) -> dict[str, Any]:
    return {name: request.getfixturevalue(name) for name in ACTORS} | {"visitor": AnonymousUser()}


@pytest.fixture
def opened(jan: Any) -> Any:
    """A maker of sections: `opened("public")`."""

    def make(audience: str = "public", name: str = "") -> Section:
        return services.open_common_section(by=jan, name=name or f"Dział {audience}", audience=audience)

    return make


@pytest.fixture
def begun(jan: Any) -> Any:
    """A maker of conversations in a section, by its moderator, so that nothing waits."""

    def make(section: Section, title: str = "Wspólna sprawa", by: Any = None) -> Thread:
        return services.open_thread(by=by or jan, network=None, section=section, title=title, text="<p>Zaczynam.</p>")

    return make


@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_reads_its_own_and_no_other(people: Any, opened: Any, begun: Any, audience: str) -> None:
    thread = begun(opened(audience))
    reads = {name for name, one in people.items() if rules.may_read(one, thread)}
    assert reads == READERS[Audience(audience)]
    found = {name for name, one in people.items() if thread in rules.readable_threads(one)}
    assert found == reads, "the verdict and the queryset are twins"
    writes = {name for name, one in people.items() if rules.may_reply(one, thread)}
    assert writes == reads - {"visitor"}
    assert {name for name, one in people.items() if thread in rules.replyable_threads(one)} == writes
    keeps = {name for name, one in people.items() if rules.may_moderate(one, thread)}
    assert keeps == {"dov", "jan"}
    assert {name for name, one in people.items() if thread in rules.steered_threads(one)} == keeps
    judged = thread.posts.get(number=1)
    assert {name for name, one in people.items() if rules.may_judge(one, judged)} == keeps
    assert {name for name, one in people.items() if judged in rules.judged_posts(one)} == keeps


def test_a_named_moderator_reads_and_keeps_order(opened: Any, begun: Any, jan: Any, nina: Any, ben: Any) -> None:
    section = opened("directors")
    thread = begun(section)
    assert not rules.may_read(nina, thread)
    services.name_keeper(by=jan, section=section, person=nina)
    assert rules.may_read(nina, thread)
    assert rules.may_moderate(nina, thread)
    assert rules.may_arrange(nina, section)
    assert not places.may_oversee(nina), "who moderates names nobody else"
    with pytest.raises(Refused):
        services.name_keeper(by=nina, section=section, person=ben)
    services.release_keeper(by=jan, keeper=section.keepers.get())
    assert not rules.may_read(nina, thread)


def test_only_the_county_and_administrators_open_sections(people: Any) -> None:
    for name, one in people.items():
        if name in {"dov", "jan"}:
            services.open_common_section(by=one, name=f"Dział {name}", audience="signed_in")
        else:
            with pytest.raises(Refused):
                services.open_common_section(by=one, name=f"Dział {name}", audience="signed_in")
    assert Section.objects.filter(network=None).count() == 2


def test_a_section_of_a_taken_or_reserved_name(opened: Any, jan: Any) -> None:
    assert opened("signed_in", "Zakładki").slug == "dzial-zakladki"
    assert opened("signed_in", "2026").slug == "dzial-2026"
    opened("public", "Pytania")
    with pytest.raises(Refused):
        opened("signed_in", "Pytania")


def test_a_visitor_reads_writes_nothing_and_costs_little(
    client: Any, opened: Any, begun: Any, jan: Any, ada: Any
) -> None:
    section = opened()
    thread = begun(section)
    for _again in range(25):
        services.reply(by=jan, thread=thread, text="<p>Odpowiadam.</p>")
    client.get(thread.get_absolute_url())  # what the process keeps for everybody
    for address, most in (
        ("/forum/", 12),
        (section.get_absolute_url(), 12),
        (thread.get_absolute_url(), 12),
        (f"{thread.get_absolute_url()}?jak=czas&od=3", 12),
    ):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(address)
        assert answer.status_code == 200
        said = [query["sql"] for query in asked.captured_queries]
        assert not [sql for sql in said if sql.split()[0] in {"INSERT", "UPDATE", "DELETE"}]
        assert len(said) <= most, "\n".join(said)
        assert not answer.cookies
    assert "Odpowiadam." in answer.content.decode()


def test_a_visitor_is_led_to_sign_in_from_what_is_closed(client: Any, opened: Any, begun: Any) -> None:
    section = opened("directors")
    thread = begun(section, "Tajemnica dyrektorów")
    for address in (section.get_absolute_url(), thread.get_absolute_url(), "/forum/nie-ma/", "/forum/999999/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "next=" in answer.url
    assert "dyrektor" not in client.get("/forum/").content.decode().lower()


def test_names_are_shown_to_visitors_only_with_consent(
    client: Any, opened: Any, begun: Any, jan: Any, ada: Any
) -> None:
    from accounts.consents import PUBLICATION
    from accounts.services import give_consent

    thread = begun(opened())
    services.name_keeper(by=jan, section=thread.section, person=ada)
    services.reply(by=ada, thread=thread, text="<p>Ja też.</p>")
    feed = f"{thread.section.get_absolute_url()}kanal.atom"
    for address in (thread.get_absolute_url(), thread.section.get_absolute_url(), feed, f"{thread.address}druk/"):
        assert "Kowal" not in client.get(address).content.decode(), address
    give_consent(by=ada, kind=PUBLICATION.name)
    services.touch(thread.pk)
    visitors.forget()  # a page drawn for visitors stands for a minute
    assert "Ada Kowal" in client.get(thread.get_absolute_url()).content.decode()
    assert "Adamski" not in client.get(thread.get_absolute_url()).content.decode()


def test_the_first_posts_of_a_new_person_wait_in_public(opened: Any, begun: Any, nina: Any, jan: Any, dov: Any) -> None:
    from moderation.models import Case
    from moderation.registry import MODERATED
    from moderation.rules import judged_cases
    from moderation.services import decide

    thread = begun(opened())
    held = services.reply(by=nina, thread=thread, text="<p>Dzień dobry.</p>")
    assert isinstance(held, HeldPost)
    assert held.network_id is None
    case = Case.objects.get()
    assert case.place == f"section:{thread.section_id}"
    assert list(judged_cases(dov)) == [case]
    assert not judged_cases(nina)
    decide(by=dov, kind=MODERATED["held_post"], thing=held, act="publish")
    assert thread.posts.filter(author=nina, number=2).exists()


def test_a_conversation_moves_only_between_sections_for_the_same_people(opened: Any, begun: Any, jan: Any) -> None:
    closed, other, public = opened("directors"), opened("directors", "Drugi dział"), opened("public")
    thread = begun(closed)
    with pytest.raises(Refused):
        services.move(by=jan, thread=thread, section=public)
    services.move(by=jan, thread=thread, section=other)
    second = begun(public)
    with pytest.raises(Refused):
        services.merge(by=jan, thread=thread, into=second)


def test_what_is_said_above_is_found_only_by_its_audience(
    people: Any, opened: Any, begun: Any, work_done: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from search.registry import AUDIENCES, ENTRIES

    thread = begun(opened("directors"))
    face = ENTRIES["thread"].face(thread)
    assert face is not None
    assert face.audience == [f"section:{thread.section_id}"]
    words = {name: AUDIENCES["forum"](one) for name, one in people.items()}
    assert {name for name, mine in words.items() if face.audience[0] in mine} == READERS[Audience.DIRECTORS]
    assert ENTRIES["thread"].face(begun(opened("public"))).audience == ["public"]


def test_a_whole_talk_above_the_networks(signed_in: Any, opened: Any, jan: Any, ada: Any, ben: Any) -> None:
    section = opened("signed_in")
    browser = signed_in(ben)
    sent = {"title": "Jak u was?", "text": "Pytam wszystkich.", "section": section.pk, "once": str(uuid.uuid4())}
    answer = browser.post(f"{section.get_absolute_url()}nowa/", sent)
    thread = Thread.objects.get()
    assert answer.url == f"/forum/{thread.pk}/"
    assert thread.network_id is None
    page = signed_in(ada).get(answer.url)
    assert page.status_code == 200
    assert "Pytam wszystkich." in page.content.decode()
    other = signed_in(ada)
    for more in (
        "",
        "?jak=czas",
        "?jak=nowe",
        "druk/",
        "wpis/1/",
        "wpis/1/fragment/",
        "wpis/1/wiecej/",
        "wpis/1/wykorzystaj/",
    ):
        found = other.get(f"{answer.url}{more}", follow=True)
        assert found.status_code == 200, more
    sent = {"text": "U nas dobrze.", "once": str(uuid.uuid4())}
    assert other.post(f"{answer.url}odpowiedz/", sent).status_code == 302
    assert other.post(f"{answer.url}wpis/1/znak/", {"sign": "thanks"}).status_code == 302
    assert other.post(f"{answer.url}wpis/1/zakladka/", {"note": "x"}).status_code == 302
    assert other.post(f"{answer.url}szkic/", {"text": "Zaczynam", "parent": "0"}).status_code == 302
    assert other.get(f"{section.get_absolute_url()}szkice/").status_code == 200
    assert other.post(f"{section.get_absolute_url()}szkic/", {"text": "Zaczynam", "title": "Nowe"}).status_code == 302
    assert b"Nowe" in other.get(f"{section.get_absolute_url()}szkice/").content
    assert other.get("/forum/zakladki/").status_code == 200
    assert selectors.unread_threads(ben).filter(pk=thread.pk).exists(), "an answer to what one began is new"
    assert not selectors.unread_threads(ben).exclude(pk=thread.pk).exists()
    keeper = signed_in(jan)
    for address in ("porzadek/", "opis/", "moderatorzy/", "nowa/"):
        assert keeper.get(f"{section.get_absolute_url()}{address}").status_code == 200, address
    assert keeper.get(f"{answer.url}porzadek/").status_code == 200
    assert keeper.post(f"{answer.url}porzadek/", {"act": "pin"}).status_code == 302
    assert browser.get(f"{section.get_absolute_url()}moderatorzy/").status_code == 403


@pytest.mark.parametrize("act", ["hide", "delete"])
def test_a_visitor_never_reads_words_that_were_withdrawn(
    client: Any, opened: Any, begun: Any, jan: Any, act: str
) -> None:
    thread = begun(opened())
    post = Post.objects.select_related("thread__section", "author").get(thread=thread)
    assert "Zaczynam." in client.get(thread.get_absolute_url()).content.decode()
    if act == "hide":
        services.hide(post)
    else:
        services.delete(by=jan, post=post)
    post.refresh_from_db()
    assert not rules.may_see_words(AnonymousUser(), post, steers=False)
    assert "Zaczynam." not in client.get(thread.get_absolute_url()).content.decode()


def test_visitors_find_the_forum_in_the_header_where_a_section_is_public(opened: Any, client: Any) -> None:
    from django.core.cache import caches

    def shown() -> bool:
        caches["pieces"].clear()
        return 'href="/forum/"' in client.get("/").content.decode().partition("</header>")[0]

    opened("signed_in")
    assert not shown()
    opened("public")
    assert shown()
