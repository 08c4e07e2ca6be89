"""Who may do what with outcomes. Each single check has its queryset twin; a property test keeps them equal."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from accounts import rules as people
from accounts.enums import Role as PersonRole
from kit.verdicts import ALLOWED, Verdict, refusal
from moderation import rules as moderation
from networks import rules as networks
from networks.models import Network
from networks.moderation import where
from networks.outcomes import faces
from networks.outcomes.models import Author, AuthorConsent, Outcome, Question, SchoolUse

MOST_OPEN_QUESTIONS = 3
"""Questions of one person about one outcome that wait for an answer."""


def is_author(user: Any, outcome: Outcome) -> bool:
    """Whether `user` is one of its authors."""
    return bool(user.pk) and Author.objects.filter(outcome=outcome, user_id=user.pk).exists()


def readable_outcomes(user: Any) -> QuerySet[Outcome]:
    """Outcomes whose file `user` may read: of networks one may enter."""
    if not user.is_authenticated:
        return Outcome.objects.none()
    return Outcome.objects.filter(network__in=networks.enterable_networks(user))


def may_read(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` may read the file: everybody in the network follows how it is made."""
    return networks.may_enter(user, outcome.network)


def may_read_files(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` may have the file's materials: who reads it, and who decides about it."""
    if not user.is_authenticated:
        return refusal(_("Sign in to see this network."))
    return may_read(user, outcome) or may_judge(user, outcome)


def may_propose(user: Any, network: Network) -> Verdict:
    """Whether `user` may propose an outcome: a member, while the year is open (AC-19)."""
    return networks.may_write(user, network)


def may_prepare(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` works on the file at all: an author, or who steers the network."""
    verdict = networks.may_write(user, outcome.network)
    if not verdict:
        return verdict
    if not is_author(user, outcome) and not networks.may_steer(user, outcome.network):
        return refusal(_("Only its authors and the network's coordinator can do this."))
    if outcome.hidden_at is not None:
        return refusal(_("This outcome is hidden by a decision."))
    return ALLOWED


def may_edit(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` may change the file: not while it waits for approval, nor while it is public."""
    verdict = may_prepare(user, outcome)
    if not verdict:
        return verdict
    if outcome.live:
        return refusal(_("This outcome is public. Its page is changed by the editors."))
    if outcome.workflow_in_progress:
        return refusal(_("This outcome waits for approval. Take it back first, then change it."))
    return ALLOWED


def editable_outcomes(user: Any) -> QuerySet[Outcome]:
    """The twin of `may_edit`, review apart."""
    if not user.is_authenticated:
        return Outcome.objects.none()
    mine = Q(pk__in=Author.objects.filter(user=user).values("outcome"))
    steered = Q(network__in=networks.steerable_networks(user))
    here = Outcome.objects.filter(network__in=networks.writable_networks(user), hidden_at=None, live=False)
    return here.filter(mine | steered)


def may_delete(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` may delete the file for good: as long as it never was public."""
    verdict = may_edit(user, outcome)
    if verdict and outcome.first_published_at is not None:
        return refusal(_("This outcome was public once; its file stays."))
    return verdict


def may_take_back(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` may take the request for approval back."""
    verdict = may_prepare(user, outcome)
    if verdict and not outcome.workflow_in_progress:
        return refusal(_("This outcome does not wait for anybody."))
    return verdict


def may_judge(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` decides at the step where it waits; asked from the workflow's own task."""
    step = outcome.review() if user.is_authenticated else None
    if step is None:
        return refusal(_("This outcome does not wait for anybody."))
    if not step.task.specific.may_judge(user, outcome):
        return refusal(_("Somebody else decides about this outcome."))
    return ALLOWED


def judgeable_outcomes(user: Any) -> QuerySet[Outcome]:
    """Outcomes that wait for the decision of `user`: of networks one steers, and for editors at the editors' step."""
    if not user.is_authenticated:
        return Outcome.objects.none()
    return Outcome.objects.filter(
        Q(_waits_at("coordinatorstask"), network__in=networks.steerable_networks(user))
        | (Q(_waits_at("editorstask")) & _is_editor(user))
    )


def _waits_at(step: str) -> Exists:
    return Exists(
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
            task__content_type__app_label="outcomes",
            task__content_type__model=step,
        )
    )


def looks_after(user: Any, outcome: Outcome) -> bool:
    """Whether `user` answers for what is public of it: who steers the network, editors, administrators."""
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(user.is_superuser or people.holds(user, PersonRole.EDITOR) or networks.may_steer(user, outcome.network))


def looked_after(user: Any) -> QuerySet[Outcome]:
    """The twin of `looks_after`."""
    if not user.is_authenticated or not user.is_active:
        return Outcome.objects.none()
    if user.is_superuser:
        return Outcome.objects.all()
    return Outcome.objects.filter(_is_editor(user) | Q(network__in=networks.steerable_networks(user)))


def _is_editor(user: Any) -> Q:
    """Asked within the query, so that lists of many kinds ask no more."""
    return Q(Exists(people.roles_of(user).filter(role=PersonRole.EDITOR)))


def may_withdraw(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` may take it from the public at once."""
    if not looks_after(user, outcome):
        return refusal(_("Only the network's coordinator and the editors can do this."))
    return ALLOWED if outcome.live else refusal(_("This outcome is not public."))


def standing_consent(user: Any, outcome: Outcome) -> AuthorConsent | None:
    """The consent `user` gave and has not taken back."""
    return AuthorConsent.objects.filter(author__outcome=outcome, author__user=user, withdrawn_at=None).first()


def may_agree(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` may give a consent of an author: one's own only, to terms that are known."""
    if not is_author(user, outcome):
        return refusal(_("Only its authors can do this."))
    if not outcome.licence:
        return refusal(_("The licence is not chosen yet, so there is nothing to agree to."))
    return ALLOWED


def is_open(outcome: Outcome) -> bool:
    """Whether its public copy may stand: approved, neither withdrawn nor hidden."""
    return outcome.live and outcome.hidden_at is None


def _public(outcome: Outcome) -> Verdict:
    return ALLOWED if faces.address_of(outcome) else refusal(_("This outcome is not public."))


def may_use(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` may say that the own school uses it: of another school than the authors', once for a school."""
    if not user.is_authenticated or not user.is_active:
        return refusal(_("Sign in to say that your school uses it."))
    verdict = _public(outcome)
    if not verdict:
        return verdict
    profile = getattr(user, "profile", None)
    if profile is None or profile.institution_id is None:
        return refusal(_("Choose your school in your profile first."))
    own = Author.objects.filter(outcome=outcome, user__profile__institution=profile.institution_id)
    if is_author(user, outcome) or own.exists():
        return refusal(_("It was worked out at your school; this is for other schools."))
    if SchoolUse.objects.filter(outcome=outcome, institution=profile.institution_id, taken_back_at=None).exists():
        return refusal(_("Your school is on the list already."))
    return moderation.may_write(user, where(outcome.network_id))


def may_take_use_back(user: Any, use: SchoolUse) -> Verdict:
    """Whether `user` may take the school off the list: who put it there."""
    if use.user_id is None or use.user_id != user.pk:
        return refusal(_("Only the person who said it can take it back."))
    return ALLOWED if use.taken_back_at is None else refusal(_("It has been taken back already."))


def may_ask(user: Any, outcome: Outcome) -> Verdict:
    """Whether `user` may ask the authors something: with an account, about what is public, a few questions at once."""
    if not user.is_authenticated or not user.is_active:
        return refusal(_("Sign in to ask the authors."))
    verdict = _public(outcome)
    if not verdict:
        return verdict
    if is_author(user, outcome):
        return refusal(_("You are one of the authors."))
    if outcome.questions.filter(asker=user, answered_at=None).count() >= MOST_OPEN_QUESTIONS:
        return refusal(_("Wait for the answers to your earlier questions first."))
    return moderation.may_write(user, where(outcome.network_id))


def may_read_question(user: Any, question: Question) -> Verdict:
    """Whether `user` reads a question: its asker, the authors, who answers for what is public."""
    if not user.is_authenticated or not user.is_active:
        return refusal(_("Sign in to ask the authors."))
    if question.asker_id == user.pk or is_author(user, question.outcome) or looks_after(user, question.outcome):
        return ALLOWED
    return refusal(_("This question is not for you."))


def readable_questions(user: Any) -> QuerySet[Question]:
    """The twin of `may_read_question`."""
    if not user.is_authenticated or not user.is_active:
        return Question.objects.none()
    written = Author.objects.filter(user=user).values("outcome")
    return Question.objects.filter(Q(asker=user) | Q(outcome__in=written) | Q(outcome__in=looked_after(user)))


def may_answer(user: Any, question: Question) -> Verdict:
    """Whether `user` answers: an author; who steers the network, so that no question is left when the authors go."""
    if question.hidden_at is not None:
        return refusal(_("This question is hidden by a decision."))
    if is_author(user, question.outcome) or networks.may_steer(user, question.outcome.network):
        return ALLOWED
    return refusal(_("Only its authors and the network's coordinator can do this."))
