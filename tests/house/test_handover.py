"""Whatever an app lets point at a person or at a network's year is either moved on, or stays for a stated reason.

A handover takes every open duty along (A4), a renewal everything that must not be lost with the year. An app that adds
a field pointing at a person, or at a year, must say here what becomes of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from accounts.models import User
from kit import clock
from networks.models import Edition
from networks.services import HANDOVERS, RENEWALS, accept_handover, start_handover
from tests.blogs.conftest import WORDS

pytestmark = pytest.mark.django_db

WATCHED = (
    "networks", "needs", "planning", "assignments", "announcements", "conversations", "calendars", "blogs", "experts",
    "surveying", "meetings", "passes", "datepolls", "afterwards", "openings", "forum", "resources", "pages",
    "moderation",
)  # fmt: skip
"""Apps of networks' work. Support of schools knows no network, accounts and the cellar hold no duties."""

WRITTEN = "who wrote or decided it stays its author; nothing is still owed"
OWN = "the person's own, whatever role the person has"
PLACE = "what is asked for waits for whoever steers the network, not for one person"

MOVED_WITH_COORDINATOR = {
    "assignments.Task.owner": "assignments",
    "blogs.BlogAuthor.user": "blogs",
    "moderation.Case.claimed_by": "moderation",
    "pages.NetworkPage.shows_coordinator": "pages",
}
"""Field: the key in HANDOVERS of the function that moves it. A consent to be named goes as well: it was personal."""

STAYS_WITH_PERSON = {
    "networks.Membership.user": "the handover itself swaps the roles of the two",
    "networks.Network.created_by": WRITTEN,
    "networks.Invitation.invited_by": PLACE,
    "networks.Invitation.used_by": OWN,
    "networks.InvitationList.made_by": PLACE,
    "networks.JoinLink.made_by": PLACE,
    "networks.NetworkReport.presented_by": "the duty of reporting hangs on the year, not on a person",
    "networks.NetworkReport.decided_by": WRITTEN,
    "networks.ReportVoice.user": OWN,
    "networks.YearStep.made_by": WRITTEN,
    "networks.Nomination.candidate": "the handover removes nominations of the successor",
    "networks.Nomination.made_by": WRITTEN,
    "networks.Handover.before": WRITTEN,
    "networks.Handover.successor": WRITTEN,
    "networks.Handover.started_by": WRITTEN,
    "planning.Plan.adopted_by": WRITTEN,
    "planning.Point.done_by": WRITTEN,
    "planning.Version.made_by": WRITTEN,
    "planning.Remark.author": WRITTEN,
    "planning.Remark.answered_by": "remarks without an answer wait for whoever writes the plan",
    "planning.Consent.user": OWN,
    "planning.Example.made_by": WRITTEN,
    "assignments.Task.created_by": WRITTEN,
    "assignments.Assignment.user": "a person's own part of a task; the person stays a member",
    "assignments.Assignment.decided_by": WRITTEN,
    "blogs.Comment.author": WRITTEN,
    "experts.Expert.user": OWN,
    "experts.Expert.created_by": WRITTEN,
    "experts.ExpertRequest.asked_by": PLACE,
    "experts.ExpertRequest.decided_by": WRITTEN,
    "needs.Need.reporter": OWN,
    "needs.Need.decided_by": WRITTEN,
    "needs.Wish.author": OWN,
    "needs.Proposal.author": "whoever steers closes it too",
    "needs.Ballot.user": OWN,
    "needs.Reply.author": WRITTEN,
    "surveying.NetworkSurvey.made_by": "whoever steers leads it too",
    "announcements.Announcement.author": "whoever steers withdraws it too",
    "announcements.Reading.user": OWN,
    "calendars.Feed.user": OWN,
    "conversations.Conversation.people": OWN,
    "conversations.Participant.user": OWN,
    "conversations.Message.author": OWN,
    "conversations.Block.by": OWN,
    "conversations.Block.person": OWN,
    "meetings.Meeting.created_by": "whoever steers changes and leads it",
    "meetings.Answer.user": OWN,
    "meetings.RoomEvent.author": WRITTEN,
    "meetings.NoteChange.author": WRITTEN,
    "meetings.Whisper.author": WRITTEN,
    "meetings.Whisper.to": OWN,
    "meetings.BoardMark.author": WRITTEN,
    "meetings.Deck.made_by": "whoever leads the meeting shows and removes them too",
    "meetings.RecordingTerms.made_by": WRITTEN,
    "meetings.RecordingConsent.user": OWN,
    "meetings.Recording.started_by": WRITTEN,
    "meetings.Recording.deleted_by": WRITTEN,
    "meetings.Handout.made_by": "whoever leads the meeting takes things back too",
    "meetings.Poll.made_by": "whoever leads the meeting closes polls too",
    "meetings.Admission.user": OWN,
    "meetings.Admission.decided_by": "whoever leads the meeting opens the door",
    "meetings.Certificate.user": OWN,
    "meetings.SignIn.user": OWN,
    "meetings.Visit.user": OWN,
    "meetings.Correction.user": OWN,
    "meetings.Correction.made_by": WRITTEN,
    "meetings.Minutes.saved_by": "a draft of minutes is written on by whoever steers",
    "meetings.Decision.person": "a person promised it, and stays a member",
    "meetings.Remark.author": WRITTEN,
    "meetings.Remark.answered_by": "remarks without an answer wait for whoever steers",
    "datepolls.DatePoll.created_by": "whoever steers chooses the date",
    "datepolls.Say.user": OWN,
    "afterwards.Answered.user": OWN,
    "passes.ExpertPass.guest": OWN,
    "openings.Opening.published_by": "whoever steers changes and hides the public page",
    "passes.ExpertPass.issued_by": "whoever steers takes a pass back",
    "forum.Keeper.person": "named above the networks, whatever network the person leads",
    "forum.Thread.author": WRITTEN,
    "forum.Thread.last_post_by": WRITTEN,
    "forum.Thread.summed_up_by": WRITTEN,
    "forum.Post.author": WRITTEN,
    "forum.Consent.asked_by": OWN,
    "forum.PostMark.person": OWN,
    "forum.NewsFeed.person": OWN,
    "forum.ReadingManner.user": OWN,
    "forum.Draft.person": OWN,
    "forum.ThreadRead.user": OWN,
    "forum.PlannedPost.author": OWN,
    "forum.PollVote.person": OWN,
    "forum.HeldPost.author": "it waits for whoever decides in the network",
    "resources.Resource.created_by": "whoever steers changes it too",
    "resources.Version.made_by": WRITTEN,
    "resources.UseNote.author": OWN,
    "resources.Review.author": OWN,
    "resources.Permit.written_by": WRITTEN,
    "resources.TagFollow.user": OWN,
    "resources.Walked.user": OWN,
    "moderation.Decision.author": WRITTEN,
    "moderation.Decision.decided_by": WRITTEN,
    "moderation.Report.reporter": OWN,
    "moderation.Case.author": WRITTEN,
    "moderation.Remark.by": WRITTEN,
    "moderation.Pause.person": OWN,
    "moderation.Watchword.added_by": "the list is the network's, whoever added a word",
}
WAGTAILS = ("owner", "locked_by", "uploaded_by_user")
"""Wagtail's own fields, of which the platform makes nothing."""

CARRIED_ON = {
    "needs.Wish.edition": "needs",
    "needs.Question.edition": "needs",
    "planning.Plan.edition": "planning",
}
"""Field: the key in RENEWALS of the function that carries it into the next year (a plan: to where it is read)."""

STAYS_WITH_YEAR = {
    "networks.Edition.renewed_from": "points back by itself",
    "networks.Membership.edition": "networks.services.renew carries people itself",
    "networks.Invitation.edition": "networks.services.renew withdraws what is open",
    "networks.InvitationList.edition": "a record of what was sent",
    "networks.JoinLink.edition": "networks.services.renew revokes what is open",
    "networks.NetworkReport.edition": "the report of its year; its recommendations go on",
    "networks.YearStep.edition": "the history of its year",
    "networks.Nomination.edition": "for its year only",
    "networks.Handover.edition": "networks.services.renew withdraws what waits",
    "assignments.Task.edition": "due within its school year",
    "experts.ExpertRequest.edition": "found by its network, whatever the year",
    "needs.Proposal.edition": "closes within its school year",
    "surveying.NetworkSurvey.edition": "asks the people of its year; its outcome stands beside the next one's",
    "datepolls.DatePoll.edition": "a date of its year was looked for",
    "meetings.Certificate.edition": "confirms what was in its year",
    "meetings.Meeting.edition": "takes place within its school year",
}


def pointing_at(model: type) -> set[str]:
    """Fields of the watched apps that point at `model`."""
    return {
        f"{one._meta.label}.{field.name}"
        for one in apps.get_models()
        if one._meta.app_label in WATCHED
        for field in one._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is model and field.name not in WAGTAILS
    }


def test_every_field_that_points_at_a_person_says_what_a_handover_does_with_it():
    told = set(MOVED_WITH_COORDINATOR) | set(STAYS_WITH_PERSON)
    assert pointing_at(User) - told == set(), "say in this file whether a handover moves it"
    assert set(STAYS_WITH_PERSON) - pointing_at(User) == set(), "this field is gone"
    assert set(MOVED_WITH_COORDINATOR) & set(STAYS_WITH_PERSON) == set()


def test_every_field_that_points_at_a_year_says_what_a_renewal_does_with_it():
    told = set(CARRIED_ON) | set(STAYS_WITH_YEAR)
    assert pointing_at(Edition) == told


def test_what_is_said_to_move_is_signed_in_and_nothing_is_signed_in_unsaid():
    assert {key for key, _hand in HANDOVERS.items()} == set(MOVED_WITH_COORDINATOR.values())
    assert {key for key, _carry in RENEWALS.items()} == set(CARRIED_ON.values())


@pytest.fixture
def duties(ada: Any, ben: Any, ewa: Any, network: Any, edition: Any) -> dict[str, Any]:
    """Everything a coordinator owes at once: tasks, drafts, a plan in consultation, an expert asked for, minutes."""
    from meetings import services as meetings
    from moderation.models import Case
    from networks.assignments import services as tasks
    from networks.blogs import services as blogs
    from networks.experts import services as experts
    from networks.planning import services as plans
    from pages.models import NetworkPage

    due = clock.now() + timedelta(days=9)
    given = tasks.give(by=ada, edition=edition, title="Przynieś kartę pracy", due_at=due, for_all=True)
    own = tasks.give(by=ada, edition=edition, title="Zamówić salę", due_at=due, people=[ada])
    draft = blogs.begin(by=ada, network=network, values=WORDS)
    plans.add_goal(by=ada, edition=edition, title="Więcej prób, mniej lęku", criteria="Trzy próby")
    day = clock.today()
    plans.add_point(by=ada, edition=edition, kind="task", title="Wspólna karta", starts_on=day, ends_on=day)
    plan = plans.consult(by=ada, plan=plans.plan_of(edition), until_on=clock.today() + timedelta(days=5))
    remark = plans.remark(by=ben, plan=plan, words="Za mało terminów.")
    asked = experts.ask(by=ada, edition=edition, values={"theme": "Neurodydaktyka", "form": "workshop", "hours": 2})
    starts = clock.now() + timedelta(days=3)
    meeting = meetings.plan(
        by=ada, edition=edition, agenda=[], title="Spotkanie", kind="working", mode="online", starts_at=starts,
        ends_at=starts + timedelta(hours=1),
    )  # fmt: skip
    now, place = clock.now(), f"network:{network.pk}"
    Case.objects.create(about=plan, place=place, why="report", promised_at=now, claimed_by=ada, claimed_at=now)
    NetworkPage.objects.filter(network=network).update(shows_coordinator=True, coordinator_agreed_on=clock.today())
    return {
        "given": given, "own": own, "draft": draft, "plan": plan, "remark": remark, "asked": asked, "meeting": meeting
    }  # fmt: skip


def test_after_a_handover_the_successor_can_do_everything_that_was_owed(duties, ada, ben, edition, network):
    from meetings import rules as meetings
    from networks.assignments import rules as tasks
    from networks.blogs import rules as blogs
    from networks.experts import rules as experts
    from networks.planning import rules as plans
    from pages.models import NetworkPage

    handover = accept_handover(by=ben, handover=start_handover(by=ada, edition=edition, successor=ben))
    fresh = {name: type(thing).objects.get(pk=thing.pk) for name, thing in duties.items()}
    assert fresh["given"].owner == ben
    assert fresh["own"].owner == ada
    assert tasks.may_change(ben, fresh["given"])
    assert blogs.may_edit(ben, fresh["draft"])
    assert plans.may_write_plan(ben, fresh["plan"])
    assert plans.may_answer(ben, fresh["remark"])
    assert experts.may_withdraw(ben, fresh["asked"])
    assert meetings.may_change(ben, fresh["meeting"])
    for refused in (
        plans.may_write_plan(ada, fresh["plan"]), experts.may_withdraw(ada, fresh["asked"]),
        meetings.may_change(ada, fresh["meeting"]), tasks.may_change(ada, fresh["given"]),
    ):  # fmt: skip
        assert not refused
    assert handover.moved == {"assignments": 1, "blogs": 1, "moderation": 1, "pages": 1}
    assert NetworkPage.objects.filter(network=network, shows_coordinator=True).count() == 0
