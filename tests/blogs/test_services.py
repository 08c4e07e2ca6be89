"""An entry goes from its draft to the network, and to everybody only as the network's people approved it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command

from kit import clock
from kit.verdicts import NotThere, Refused
from networks.blogs import rules, selectors, services
from networks.blogs.models import BlogPostPage, Comment
from networks.services import name_deputy
from notifications.models import Notice
from tests.blogs.conftest import WORDS, fresh

pytestmark = pytest.mark.django_db


def test_a_draft_is_its_authors_alone(draft, ben, ewa, ada):
    assert selectors.entry_for(ben, draft.pk)
    for other in (ewa, ada):
        with pytest.raises(NotThere):
            selectors.entry_for(other, draft.pk)
    assert not draft.live
    assert draft.shown_at is None


def test_a_double_click_begins_one_entry(ben, network):
    key = uuid.uuid4()
    made = {services.begin(by=ben, network=network, values=WORDS, key=key).pk for _twice in range(2)}
    assert len(made) == 1


def test_nothing_begins_without_a_title_or_outside_the_network(ben, cleo, network):
    with pytest.raises(Refused):
        services.begin(by=ben, network=network, values={**WORDS, "title": " "})
    with pytest.raises(Refused):
        services.begin(by=cleo, network=network, values=WORDS)
    assert not BlogPostPage.objects.exists()


def test_words_are_cleaned_when_they_are_saved(draft, ben):
    evil = {**WORDS, "body": '<p onclick="x()">Dzień <script>alert(1)</script>dobry</p>'}
    services.save(by=ben, entry=draft, values=evil, seen=draft.latest_revision_id)
    assert selectors.version_of(fresh(draft)).body == "<p>Dzień dobry</p>"


def test_what_is_saved_is_not_shown_until_it_is_shown(shown, ben, ewa):
    services.save(by=ben, entry=shown, values={**WORDS, "title": "Nowy tytuł"}, seen=shown.latest_revision_id)
    assert selectors.entry_for(ewa, shown.pk).title == WORDS["title"]
    services.show(by=ben, entry=shown)
    assert selectors.entry_for(ewa, shown.pk).title == "Nowy tytuł"
    assert sorted(tag.name for tag in fresh(shown).tags.all()) == sorted(WORDS["tags"])


def test_the_network_is_told_once(shown, ben, ewa, ada):
    services.save(by=ben, entry=shown, values=WORDS, seen=None)
    services.show(by=ben, entry=shown)
    told = Notice.objects.filter(kind="blogs.shown")
    assert sorted(told.values_list("user", flat=True)) == sorted([ada.pk, ewa.pk]) or set(
        told.values_list("user", flat=True)
    ) >= {ada.pk}
    assert told.count() == len(set(told.values_list("user", flat=True)))


def test_an_entry_without_words_is_not_shown(ben, network):
    empty = services.begin(by=ben, network=network, values={**WORDS, "body": ""})
    with pytest.raises(Refused):
        services.show(by=ben, entry=empty)
    assert fresh(empty).shown_at is None


def test_a_newer_version_of_a_coauthor_is_not_overwritten(draft, ben, ewa):
    services.add_coauthor(by=ben, entry=draft, user=ewa)
    seen = draft.latest_revision_id
    services.save(by=ewa, entry=draft, values={**WORDS, "title": "Słowa Ewy"}, seen=seen)
    with pytest.raises(services.Clash):
        services.save(by=ben, entry=draft, values={**WORDS, "title": "Słowa Bena"}, seen=seen)
    assert selectors.version_of(fresh(draft)).title == "Słowa Ewy"


def test_saving_by_itself_keeps_one_version_a_sitting_and_a_person_s_saving_makes_one(draft, ben):
    before = draft.revisions.count()
    for turn in range(3):
        services.save(by=ben, entry=draft, values={**WORDS, "title": f"Wersja {turn}"}, seen=None, by_itself=True)
    assert draft.revisions.count() == before
    services.save(by=ben, entry=draft, values={**WORDS, "title": "Ręcznie"}, seen=None)
    assert draft.revisions.count() == before + 1


def test_an_earlier_version_comes_back_and_nothing_is_lost(draft, ben):
    first = draft.get_latest_revision()
    services.save(by=ben, entry=draft, values={**WORDS, "title": "Później"}, seen=None)
    services.restore(by=ben, entry=draft, revision=first)
    assert selectors.version_of(fresh(draft)).title == WORDS["title"]
    assert draft.revisions.count() == 3


def test_a_planned_entry_is_shown_at_its_hour_and_not_before(draft, ben, ewa):
    at = clock.now() + timedelta(days=2)
    with pytest.raises(Refused):
        services.plan(by=ben, entry=draft, at=clock.now() - timedelta(minutes=1))
    services.plan(by=ben, entry=draft, at=at)
    assert services.publish_due() == 0
    with clock.moved_to(at + timedelta(minutes=1)):
        assert services.publish_due() == 1
        assert services.publish_due() == 0
    assert fresh(draft).shown_at is not None
    assert not fresh(draft).live
    assert selectors.entry_for(ewa, draft.pk)


def test_nothing_is_shown_at_its_hour_for_an_author_who_lost_the_place(draft, ben, edition):
    at = clock.now() + timedelta(days=2)
    services.plan(by=ben, entry=draft, at=at)
    edition.memberships.filter(user=ben).update(state="removed")
    with clock.moved_to(at + timedelta(minutes=1)):
        assert services.publish_due() == 0
    assert fresh(draft).shown_at is None


# --- the way to the public


def test_only_an_approved_version_is_public(waiting, ben, ewa, ada, cleo):
    for other in (ben, ewa, cleo):
        with pytest.raises(Refused):
            services.approve(by=other, entry=waiting, seen=waiting.latest_revision_id)
    assert not fresh(waiting).live
    services.approve(by=ada, entry=waiting, seen=waiting.latest_revision_id)
    assert fresh(waiting).live
    assert selectors.public_entry(waiting.network.slug, waiting.slug)


def test_what_waits_for_one_is_what_one_may_decide(waiting, ada, ben, ewa, cleo, dov, iga, jan):
    cast = (ada, ben, ewa, cleo, dov, iga, jan)

    def agree() -> None:
        for user in cast:
            found = selectors.waiting_for(user).filter(pk=waiting.pk).exists()
            assert found == bool(rules.may_judge(user, fresh(waiting))), user

    agree()
    services.approve(by=ada, entry=waiting, seen=waiting.latest_revision_id)
    agree()
    assert not selectors.waiting_for(ada).exists()


def test_nobody_changes_what_waits(waiting, ben, ada):
    with pytest.raises(Refused):
        services.save(by=ben, entry=waiting, values={**WORDS, "title": "Chyłkiem"}, seen=None)
    with pytest.raises(Refused):
        services.approve(by=ada, entry=waiting, seen=waiting.latest_revision_id + 1)
    assert not fresh(waiting).live


def test_a_deputy_decides_too(waiting, ada, ewa, edition):
    name_deputy(by=ada, membership=edition.memberships.get(user=ewa), deputy=True)
    services.approve(by=ewa, entry=waiting, seen=waiting.latest_revision_id)
    assert fresh(waiting).live


def test_an_entry_comes_back_with_words(waiting, ada, ben):
    with pytest.raises(Refused):
        services.return_entry(by=ada, entry=waiting, words="  ")
    services.return_entry(by=ada, entry=waiting, words="Widać tablicę z nazwiskami.")
    back = fresh(waiting)
    assert not back.live
    assert not back.workflow_in_progress
    assert Notice.objects.get(kind="blogs.decided").text == "Widać tablicę z nazwiskami."
    services.save(by=ben, entry=back, values=WORDS, seen=None)
    services.ask_public(by=ben, entry=fresh(back))
    assert fresh(back).workflow_in_progress


def test_a_change_of_a_public_entry_waits_for_approval(public, ben, ada):
    services.save(by=ben, entry=public, values={**WORDS, "title": "Zmieniony"}, seen=None)
    with pytest.raises(Refused):
        services.show(by=ben, entry=public)
    assert selectors.public_entry(public.network.slug, public.slug).title == WORDS["title"]
    services.ask_public(by=ben, entry=fresh(public))
    assert selectors.public_entry(public.network.slug, public.slug).title == WORDS["title"]
    services.approve(by=ada, entry=public, seen=fresh(public).latest_revision_id)
    assert selectors.public_entry(public.network.slug, public.slug).title == "Zmieniony"


def test_a_public_entry_goes_back_to_the_network_at_once(public, ada, ewa):
    with pytest.raises(Refused):
        services.unpublish(by=ewa, entry=public)
    services.unpublish(by=ada, entry=public)
    with pytest.raises(NotThere):
        selectors.public_entry(public.network.slug, public.slug)
    assert selectors.was_public(public.network.slug, public.slug)
    assert selectors.entry_for(ewa, public.pk)


def test_the_editors_decide_after_the_network_where_the_settings_say_so(shown, ben, ada, iga, settings):
    settings.BLOG_NEEDS_EDITOR = True
    services.plant()
    services.ask_public(by=ben, entry=shown)
    waiting = fresh(shown)
    with pytest.raises(Refused):
        services.approve(by=iga, entry=waiting, seen=waiting.latest_revision_id)
    assert services.approve(by=ada, entry=waiting, seen=waiting.latest_revision_id) is False
    assert not fresh(waiting).live
    with pytest.raises(Refused):
        services.approve(by=ada, entry=waiting, seen=waiting.latest_revision_id)
    for user in (ada, ben, iga):
        found = selectors.waiting_for(user).filter(pk=waiting.pk).exists()
        assert found == bool(rules.may_judge(user, fresh(waiting))) == (user == iga)
    assert services.approve(by=iga, entry=waiting, seen=waiting.latest_revision_id) is True
    assert fresh(waiting).live
    settings.BLOG_NEEDS_EDITOR = False
    services.plant()


def test_wagtails_own_publishing_shows_to_the_network_at_most(draft):
    revision = draft.get_latest_revision()
    revision.approved_go_live_at = clock.now() - timedelta(hours=1)
    revision.save()
    call_command("publish_scheduled")
    assert not fresh(draft).live
    draft.get_latest_revision().publish()
    assert not fresh(draft).live


# --- comments


def test_comments_are_counted_and_the_authors_told(shown, ewa, ben):
    key = uuid.uuid4()
    for _twice in range(2):
        said = services.comment(by=ewa, entry=shown, text="<p>Dziękuję!</p>", key=key)
    assert fresh(shown).comments_count == 1
    assert Notice.objects.get(kind="blogs.commented").user_id == ben.pk
    with pytest.raises(Refused):
        services.delete_comment(by=ben, comment=said)
    services.hide_comment(said)
    assert fresh(shown).comments_count == 0
    services.show_comment(said)
    services.delete_comment(by=ewa, comment=said)
    assert fresh(shown).comments_count == 0
    assert Comment.objects.get().html == ""


def test_drafts_and_closed_networks_take_no_comments(draft, shown, ewa, edition):
    services.comment(by=ewa, entry=shown, text="<p>Tak</p>")
    type(edition).objects.filter(pk=edition.pk).update(state="archived")
    with pytest.raises(Refused):
        services.comment(by=ewa, entry=shown, text="<p>Nie</p>")
    assert Comment.objects.count() == 1


# --- pictures


def test_a_picture_needs_words_and_stays_as_approved(draft, ben, ada, picture, network):
    with pytest.raises(Refused):
        services.add_picture(by=ben, entry=draft, upload=picture, alt=" ")
    made = services.add_picture(by=ben, entry=draft, upload=picture, alt="Pusta tablica")
    assert made.file.name == "tablica.png"
    services.show(by=ben, entry=draft)
    services.ask_public(by=ben, entry=fresh(draft))
    services.approve(by=ada, entry=draft, seen=fresh(draft).latest_revision_id)
    picture.seek(0)
    with pytest.raises(Refused):
        services.add_picture(by=ben, entry=fresh(draft), upload=picture, alt="Inna")
    with pytest.raises(Refused):
        services.drop_file(by=ben, entry=fresh(draft), file_id=made.file_id)


def test_a_draft_is_deleted_with_everything_and_a_read_entry_is_not(draft, ben, ewa, picture, shown, network):
    other = services.begin(by=ben, network=network, values={**WORDS, "title": "Do kosza"})
    services.add_picture(by=ben, entry=other, upload=picture, alt="Tablica")
    services.delete(by=ben, entry=other)
    assert not BlogPostPage.objects.filter(pk=other.pk).exists()
    from files.models import StoredFile

    assert not StoredFile.objects.exists()
    with pytest.raises(Refused):
        services.delete(by=ben, entry=shown)


# --- handing over, leaving


def test_a_successor_writes_on_what_was_open_and_finished_entries_stay(draft, ben, ewa, dov, network, edition):
    finished = services.begin(by=ben, network=network, values={**WORDS, "title": "Gotowy"})
    services.show(by=ben, entry=finished)
    assert services.hand_over(edition, ben, ewa, dov) == 1
    assert selectors.own_entry(ewa, draft.pk, network.slug)
    with pytest.raises(NotThere):
        selectors.own_entry(ewa, finished.pk, network.slug)
    assert services.hand_over(edition, ben, ewa, dov) == 0


def test_erasing_an_account_takes_own_drafts_and_the_name(draft, ben, ewa, network):
    from accounts.services import erase_account

    shown = services.begin(by=ben, network=network, values=WORDS)
    services.show(by=ben, entry=shown)
    services.comment(by=ben, entry=shown, text="<p>Do jutra</p>")
    erase_account(by=ben)
    assert list(BlogPostPage.objects.values_list("pk", flat=True)) == [shown.pk]
    assert selectors.card(selectors.entry_for(ewa, shown.pk)).authors == []
    assert Comment.objects.get().author is None
