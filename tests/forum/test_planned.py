"""Posts that go out by themselves: nobody sees them before, the rules are asked when it comes, no word is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from forum import services
from forum.models import Draft, HeldPost, Mode, PlannedPost, Post, Thread
from forum.services import attachments, planned
from kit import clock
from kit.verdicts import Refused
from networks.models import Membership
from notifications.models import Notice
from tests.files.makers import upload
from tests.forum.test_pages import address

DAY = timedelta(days=1)


@pytest.fixture
def plan(thread):
    """A maker of replies for tomorrow."""

    def make(by, words="Jutro.", **more):
        at = more.pop("at", clock.now() + DAY)
        return planned.plan(by=by, place=thread.network, thread=thread, text=f"<p>{words}</p>", at=at, **more)

    return make


def test_it_stands_nowhere_until_its_time_and_then_as_any_post(thread, plan, ben, ewa, signed_in):
    one = plan(ben)
    assert "Jutro." not in signed_in(ewa).get(address(thread)).content.decode()
    assert signed_in(ewa).get(one.get_absolute_url()).status_code == 404
    assert planned.publish(planned_id=one.pk) is None
    with clock.moved_to(clock.now() + 2 * DAY):
        assert planned.publish_due() == 1
        assert planned.publish_due() == 0
    post = Post.objects.get(number=2)
    assert (post.author, post.html) == (ben, "<p>Jutro.</p>")
    assert not PlannedPost.objects.exists()
    assert planned.publish(planned_id=one.pk) is None
    assert Post.objects.count() == 2


def test_from_the_page_with_its_file_and_its_draft_ends(thread, ben, signed_in):
    browser = signed_in(ben)
    moment = localtime(clock.now() + DAY).strftime("%Y-%m-%dT%H:%M")
    services.drafts.save(by=ben, place=thread.network, thread=thread, text="<p>Jutro.</p>")
    sent = {"text": "Jutro.", "at": moment, "files": [upload("Karta.txt", b"Karta")], "draft_version": "1"}
    page = browser.post(address(thread, "zaplanuj/"), sent, follow=True).content.decode()
    one = PlannedPost.objects.get()
    assert one.get_absolute_url() in browser.get(f"/sieci/{thread.network.slug}/forum/szkice/").content.decode()
    assert "Karta.txt" in page
    assert not Draft.objects.exists()
    with clock.moved_to(clock.now() + 2 * DAY):
        planned.publish_due()
    assert "Karta.txt" in Post.objects.get(number=2).drawn


@pytest.mark.parametrize("moment", ["", "2020-01-01T10:00", "2099-01-01T10:00", "kiedyś"])
def test_a_moment_that_will_not_do_is_said_beside_it(thread, ben, signed_in, moment):
    answer = signed_in(ben).post(address(thread, "zaplanuj/"), {"text": "Jutro.", "at": moment})
    assert answer.status_code == 422
    assert answer.context["form"].errors["at"]
    assert "Jutro." in answer.content.decode()
    assert not PlannedPost.objects.exists()


def test_a_conversation_too(network, section, ben, signed_in):
    moment = localtime(clock.now() + DAY).strftime("%Y-%m-%dT%H:%M")
    sent = {"title": "Rok szkolny", "section": section.pk, "text": "Witam.", "is_question": "on", "at": moment}
    answer = signed_in(ben).post(f"/sieci/{network.slug}/forum/nowa/zaplanuj/", sent)
    assert answer.status_code == 302
    with clock.moved_to(clock.now() + 2 * DAY):
        planned.publish_due()
    made = Thread.objects.get(title="Rok szkolny")
    assert (made.is_question, made.author, made.posts.get().html) == (True, ben, "<p>Witam.</p>")


def test_its_author_changes_the_words_and_the_moment_and_calls_it_off(thread, plan, ben, ewa, signed_in):
    one, browser = plan(ben), signed_in(ben)
    moment = localtime(clock.now() + 3 * DAY).replace(second=0, microsecond=0)
    browser.post(one.get_absolute_url(), {"text": "Za trzy dni.", "at": moment.strftime("%Y-%m-%dT%H:%M")})
    one.refresh_from_db()
    assert (one.html, one.publish_at) == ("<p>Za trzy dni.</p>", moment)
    with clock.moved_to(clock.now() + 2 * DAY):
        assert planned.publish(planned_id=one.pk) is None
    with pytest.raises(Refused):
        planned.call_off(by=ewa, planned=one)
    browser.post(one.get_absolute_url(), {"act": "call_off"})
    assert not PlannedPost.objects.exists()
    assert Draft.objects.get(person=ben).html == "<p>Za trzy dni.</p>"


def left(thread, ada, ben):
    Membership.objects.filter(user=ben).delete()


def closed(thread, ada, ben):
    services.lock(by=ada, thread=thread, locked=True)


@pytest.mark.parametrize("meanwhile", [left, closed])
def test_what_may_not_be_written_any_more_goes_back_with_a_word(thread, plan, ada, ben, meanwhile):
    file = attachments.take_in(by=ben, place=thread.network, upload=upload("Karta.txt", b"Karta"))
    one = plan(ben, files=[file])
    meanwhile(thread, ada, ben)
    with clock.moved_to(clock.now() + 2 * DAY):
        assert planned.publish(planned_id=one.pk) is None
    assert Post.objects.count() == 1
    draft = Draft.objects.get(person=ben)
    assert draft.html == "<p>Jutro.</p>"
    file.refresh_from_db()
    assert file.parent == draft
    assert Notice.objects.filter(user=ben, kind="forum.planned_back").count() == 1


def test_it_is_read_first_where_the_section_says_so(thread, section, plan, ben):
    one = plan(ben)
    section.mode = Mode.EVERYTHING
    section.save()
    with clock.moved_to(clock.now() + 2 * DAY):
        made = planned.publish(planned_id=one.pk)
    assert isinstance(made, HeldPost)


def test_an_answer_to_a_post_that_was_moved_away_is_still_said(thread, said, plan, ada, ben, ewa):
    said(ewa)
    one = plan(ben, parent=2)
    services.split(by=ada, thread=thread, number=2, title="Osobno")
    with clock.moved_to(clock.now() + 2 * DAY):
        made = planned.publish(planned_id=one.pk)
    assert isinstance(made, Post)
    assert (made.thread, made.parent) == (thread, None)


def test_what_somebody_begins_meanwhile_stays(thread, plan, ben):
    one = plan(ben)
    services.drafts.save(by=ben, place=thread.network, thread=thread, text="<p>Co innego</p>")
    with clock.moved_to(clock.now() + 2 * DAY):
        planned.publish(planned_id=one.pk)
    assert Draft.objects.get(person=ben).html == "<p>Co innego</p>"
