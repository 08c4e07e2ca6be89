"""Every text field of ours is either cleaned HTML, which a change of policy reaches, or plain, which it must not."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import models

from forum.models import Post, Thread
from kit import html
from kit.rich_texts import RICH_TEXTS, clean_again
from tests.forum.conftest import said, section, thread  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

PLAIN = """
accounts.profile.about
pages.accessibilitypage.gaps pages.accessibilitypage.burden pages.accessibilitypage.procedure
pages.accessibilitypage.shortcuts pages.accessibilitypage.building pages.accessibilitypage.apps pages.homepage.lead
pages.contentpage.lead pages.countiesindex.lead pages.countypage.lead pages.newsindex.lead pages.newspage.lead
pages.outcomesindex.lead pages.outcomepage.lead pages.outcomepage.problem pages.outcomepage.words
forum.thread.gone forum.post.drawn forum.post.source forum.heldpost.source forum.postversion.source
forum.threadread.seen
forum.threadread.seen_before resources.resource.folded meetings.minutes.summary meetings.minutes.questions
meetings.remark.text datepolls.datepoll.text
support.process.short_because support.diagnosis.context support.diagnosis.strengths
support.countyplan.state support.countyplan.priorities support.countyplan.goals support.countyplan.competences
support.countyplan.organisation support.countyplan.monitoring support.countyplan.why support.countyyear.note
support.countyyear.summary support.processcost.note
support.difficulty.text support.difficulty.reaction support.extension.why
support.diagnosis.causes support.diagnosis.workshop_record support.diagnosis.area_because support.logentry.text
support.step.why support.plan.general_goal support.plan.practice support.plan.information support.plan.experts
support.plan.monitoring support.plan.evaluating support.plan.effects support.plan.costs support.plan.why
support.plan.returned_because support.planversion.why support.goal.indicators support.activity.content
support.activity.outcome support.activity.cancelled_because support.evaluation.practice support.evaluation.influence
support.evaluation.conclusions support.evaluation.direction support.evaluation.none_because
support.goalresult.evidence support.recommendation.dropped_because networks.network.description networks.edition.goal
networks.edition.recommendations networks.membership.motivation networks.membership.reason
networks.networkreport.returned_words networks.reportvoice.remark
networks.yearstep.reason networks.nomination.words networks.handover.words
networks.handover.answer planning.plan.adopted_words planning.goal.criteria planning.goal.effect planning.point.text
planning.point.outcome planning.version.why planning.remark.words planning.remark.answer assignments.assignment.comment
blogs.blogpostpage.lead experts.expert.about experts.expertrequest.needs experts.expertrequest.answer
experts.expertrequest.rating_words needs.need.text needs.need.answer needs.wish.text needs.proposal.text
needs.question.words needs.reply.words moderation.remark.words moderation.decision.words moderation.report.words
moderation.ground.ready moderation.outsidereport.words notifications.notice.text notifications.incomingletter.words
notifications.incomingletter.text notifications.incomingletter.left_out search.document.text files.storedfile.text
surveys.survey.intro
resources.usenote.changed resources.shelf.words resources.review.text
search.promoted.words search.synonym.words
pages.outcomepage.conditions pages.outcomepage.evidence
outcomes.outcome.summary outcomes.outcome.problem outcomes.outcome.conditions outcomes.outcome.evidence
outcomes.outcome.returned_words outcomes.question.words outcomes.question.answer
""".split()  # noqa: SIM905 - a list of this length reads as words
"""Text shown escaped, made of clean HTML by us, or not shown at all; the text as it was sent is kept, never shown."""


def _texts() -> set[str]:
    own = {name.rsplit(".", 1)[-1] for name in settings.OWN_APPS}
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in own
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.TextField)
    }


def test_every_text_field_is_rich_or_plain():
    rich = set(RICH_TEXTS.keys())
    assert _texts() - rich - set(PLAIN) == set(), "sign it in with kit.rich_texts.rich_text, or name it as plain here"
    assert not rich & set(PLAIN)


def _bypass(post: Any, text: str, **more: Any) -> None:
    Post.objects.filter(pk=post.pk).update(html=text, **more)


def test_what_an_older_policy_let_through_is_cleaned_and_no_moment_moves(said, ben):  # noqa: F811
    post = said(ben, "Dobre.")
    stamp = Thread.objects.get(pk=post.thread_id).stamp
    before = Post.objects.values("edited_at", "created_at", "version", "source").get(pk=post.pk)
    _bypass(post, '<p>Dobre.</p><img src=x onerror="alert(1)">', source="<p>Dobre.</p>")
    before["source"] = "<p>Dobre.</p>"
    call_command("clean_again", only=["forum.post.html"], dry_run=True, verbosity=0)
    assert "onerror" in Post.objects.get(pk=post.pk).html
    call_command("clean_again", verbosity=0)
    assert Post.objects.get(pk=post.pk).html == "<p>Dobre.</p>"
    post.thread.refresh_from_db()
    assert post.thread.stamp > stamp, "what was drawn of it is drawn anew"
    assert Post.objects.values("edited_at", "created_at", "version", "source").get(pk=post.pk) == before


def test_what_a_wider_policy_allows_comes_back_from_what_was_sent(said, ben):  # noqa: F811
    post = said(ben, "x")
    _bypass(post, "<p>Ważne słowo.</p>", source="<p><strong>Ważne</strong> słowo.</p>")
    call_command("clean_again", verbosity=0)
    post.refresh_from_db()
    assert (post.html, post.excerpt) == ("<p><strong>Ważne</strong> słowo.</p>", "Ważne słowo.")


def test_words_that_moderation_changed_stay_changed():
    assert clean_again("<p>Bez nazwiska.</p>", "<p>Jan Kowalski.</p>") == "<p>Bez nazwiska.</p>"


def test_a_second_run_changes_nothing_and_says_so(said, ben, capsys):  # noqa: F811
    post = said(ben, "x")
    _bypass(post, "<p onclick=x>Dobre.</p>")
    call_command("clean_again", only=["forum.post.html"])
    call_command("clean_again", only=["forum.post.html"])
    first, second = capsys.readouterr().out.splitlines()
    assert ", 1 changed" in first
    assert ", 0 changed" in second
    with pytest.raises(CommandError):
        call_command("clean_again", only=["forum.post.title"])


def test_a_text_over_the_limits_stays_and_is_counted(said, ben, capsys):  # noqa: F811
    post = said(ben, "x")
    _bypass(post, "x" * (html.MAX_BYTES + 1), source="")
    call_command("clean_again", only=["forum.post.html"])
    assert "1 over the limits" in capsys.readouterr().out
    assert len(Post.objects.get(pk=post.pk).html) > html.MAX_BYTES
