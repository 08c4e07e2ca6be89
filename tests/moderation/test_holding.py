"""What is read first: modes of a section, what a machine points out, and that nobody else sees what waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from forum.models import HeldPost, HeldState, Post, Section, Thread
from forum.services import change_held, edit, open_thread, reply, withdraw_held
from kit import clock
from kit.verdicts import Refused
from moderation import selectors, services
from moderation.models import Case
from moderation.registry import MODERATED
from notifications.models import Notice

WARSAW = ZoneInfo("Europe/Warsaw")


def mode(section, **values):
    Section.objects.filter(pk=section.pk).update(**values)


def write(by, thread, words="Mam inne zdanie w tej sprawie."):
    return reply(by=by, thread=thread, text=f"<p>{words}</p>")


def test_an_open_section_holds_nothing(thread, ewa):
    assert isinstance(write(ewa, thread), Post)


def test_everything_waits_but_what_the_coordinator_writes(section, thread, ada, ewa):
    mode(section, mode="everything")
    assert isinstance(write(ewa, thread), HeldPost)
    assert isinstance(write(ada, thread), Post)


def test_the_first_posts_of_a_new_person_wait(section, thread, ewa, ada):
    mode(section, mode="first", first_posts=2)
    for words in ("Raz", "Dwa"):
        held = write(ewa, thread, words)
        assert isinstance(held, HeldPost)
        services.decide(by=ada, kind=MODERATED["held_post"], thing=held, act="publish")
    assert isinstance(write(ewa, thread, "Trzy"), Post)


@pytest.mark.parametrize(("hour", "waits"), [(23, True), (3, True), (7, False), (12, False), (21, False), (22, True)])
def test_quiet_hours_hold_what_comes_in_them(section, thread, ewa, hour, waits):
    mode(section, mode="quiet", quiet_from=22, quiet_until=7)
    with clock.moved_to(datetime(2026, 11, 24, hour, 30, tzinfo=WARSAW)):
        assert isinstance(write(ewa, thread), HeldPost if waits else Post)


def test_nobody_else_sees_what_waits_at_any_door(held, thread, ada, ben, ewa, signed_in, work_done):
    work_done()
    words = "Słowa, które czekają"
    numbers = Thread.objects.values("posts_count", "last_number", "last_post_by").get(pk=thread.pk)
    assert numbers == {"posts_count": 1, "last_number": 1, "last_post_by": ada.pk}
    assert not Post.objects.filter(html__contains=words).exists()
    doors = (
        thread.get_absolute_url(), f"/sieci/{thread.network.slug}/forum/", f"/sieci/{thread.network.slug}/", "/pulpit/",
        "/szukaj/?q=czekają", "/powiadomienia/",
    )  # fmt: skip
    for door in doors:
        assert words not in signed_in(ben).get(door, follow=True).content.decode(), door
    for door in (
        held.get_absolute_url(),
        selectors.open_case(held).get_absolute_url(),
        f"/moderacja/held_post/{held.pk}/",
    ):
        assert signed_in(ben).get(door).status_code == 404, door
    assert not Notice.objects.filter(text__contains=words).exists()
    assert not Notice.objects.filter(user=ben).exists()


def test_the_author_reads_the_promise_with_the_right_plurals(held, section, thread, ewa, ben, signed_in):
    page = signed_in(ewa).get(held.get_absolute_url()).content.decode()
    assert "Zwykle do 24 godzin, teraz czeka 1." in page
    write(ben, thread, "Jeszcze jedno zdanie.")
    write(ben, thread, "I kolejne zdanie.")
    assert "teraz czekają 3." in signed_in(ewa).get(held.get_absolute_url()).content.decode()
    assert "Twoje teksty, które czekają" in signed_in(ewa).get(thread.get_absolute_url()).content.decode()


def test_a_repeat_with_the_same_key_waits_once(section, thread, ewa):
    import uuid

    mode(section, mode="everything")
    key = uuid.uuid4()
    first = reply(by=ewa, thread=thread, text="<p>Raz</p>", key=key)
    assert reply(by=ewa, thread=thread, text="<p>Raz</p>", key=key) == first
    assert HeldPost.objects.count() == Case.objects.count() == 1


def test_a_new_conversation_waits_whole(section, network, ewa, ada):
    mode(section, mode="everything")
    held = open_thread(by=ewa, network=network, section=section, title="Nowy temat", text="<p>Treść</p>")
    assert isinstance(held, HeldPost)
    assert not Thread.objects.filter(title="Nowy temat").exists()
    services.decide(by=ada, kind=MODERATED["held_post"], thing=held, act="publish")
    made = Thread.objects.get(title="Nowy temat")
    assert made.author == ewa
    assert made.posts.get().author == ewa


def test_other_words_wait_and_the_old_ones_stand(section, thread, ewa, ada):
    post = write(ewa, thread, "Pierwsze słowa")
    mode(section, mode="everything")
    waiting = edit(by=ewa, post=post, text="<p>Drugie słowa</p>", version=1)
    assert isinstance(waiting, HeldPost)
    assert Post.objects.get(pk=post.pk).html == "<p>Pierwsze słowa</p>"
    services.decide(by=ada, kind=MODERATED["held_post"], thing=waiting, act="publish")
    assert Post.objects.get(pk=post.pk).html == "<p>Drugie słowa</p>"


def test_the_author_changes_and_takes_back_what_waits(held, ada, ewa, ben):
    change_held(by=ewa, held=held, text="<p>Łagodniej</p>")
    assert HeldPost.objects.get().html == "<p>Łagodniej</p>"
    for verb in (lambda: change_held(by=ben, held=held, text="<p>x</p>"), lambda: withdraw_held(by=ben, held=held)):
        with pytest.raises(Refused):
            verb()
    withdraw_held(by=ewa, held=held)
    assert HeldPost.objects.get().state == HeldState.WITHDRAWN
    assert selectors.waiting_count(ada) == 0
    with pytest.raises(Refused):
        change_held(by=ewa, held=held, text="<p>x</p>")


def test_a_missed_promise_climbs_to_the_deputy_then_the_county_then_administrators(held, deputy, ada, dov, jan, ewa):
    case = selectors.open_case(held)

    def told(user):
        return Notice.objects.filter(user=user, kind="moderation.overdue").count()

    assert Notice.objects.filter(user=ada, kind="moderation.held").count() == 1
    assert not Notice.objects.filter(user__in=[deputy, dov, jan], kind__startswith="moderation").exists()
    assert services.climb() == 0
    assert selectors.waiting_count(dov) == 0
    begin = clock.now()
    for days, person, others in ((1.1, deputy, (dov, jan)), (2.2, dov, (jan,)), (3.3, jan, ())):
        with clock.moved_to(begin + timedelta(days=days)):
            assert services.climb() == 1
            assert services.climb() == 0  # a second run in the same hour does nothing
        assert told(person) == 1
        assert not any(told(other) for other in others)
    case.refresh_from_db()
    assert case.due_at is None
    assert selectors.waiting_count(dov) == 1
    services.decide(by=dov, kind=MODERATED["held_post"], thing=held, act="publish")
    assert Post.objects.filter(author=ewa).count() == 1


def test_the_county_decides_only_once_it_is_asked(held, dov, signed_in):
    case = selectors.open_case(held)
    assert signed_in(dov).get(case.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        services.decide(by=dov, kind=MODERATED["held_post"], thing=held, act="publish")
    Case.objects.update(step=2)
    assert "Słowa, które czekają" in signed_in(dov).get(case.get_absolute_url()).content.decode()


def test_the_task_of_the_worker_climbs_too(held, deputy):
    from kit.later import TASKS

    with clock.moved_to(clock.now() + timedelta(days=2)):
        TASKS["moderation.climb"].work()
    assert Notice.objects.filter(user=deputy, kind="moderation.overdue").exists()


def test_a_section_is_arranged_by_who_steers_only(section, network, ada, ben, signed_in):
    url = f"/sieci/{network.slug}/forum/dzial/rozmowy/"
    sent = {
        "mode": "first", "first_posts": "2", "quiet_from": "21", "quiet_until": "6", "promise_hours": "12",
        "slow_minutes": "0",
    }  # fmt: skip
    assert signed_in(ben).post(url, sent).status_code == 403
    assert Section.objects.get(pk=section.pk).mode == "open"
    assert signed_in(ada).get(url).status_code == 200
    bad = signed_in(ada).post(url, sent | {"promise_hours": "0"})
    assert bad.status_code == 422
    assert signed_in(ada).post(url, sent).status_code == 302
    assert Section.objects.get(pk=section.pk).promise_hours == 12


def test_slow_mode_asks_for_time_between_posts(thread, ada, ewa):
    from forum.services import slow_down

    slow_down(by=ada, thread=thread, minutes=10)
    write(ewa, thread, "Raz")
    with pytest.raises(Refused, match="10 minut"):
        write(ewa, thread, "Dwa")
    assert Post.objects.filter(author=ewa).count() == 1
    write(ada, thread, "Kto prowadzi, nie czeka")
    with clock.moved_to(clock.now() + timedelta(minutes=11)):
        write(ewa, thread, "Dwa")
