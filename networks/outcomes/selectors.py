"""What the screens of outcomes need. Fetching is checking; each screen has a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from accounts.enums import Role as PersonRole
from accounts.models import RoleAssignment
from accounts.selectors import agreed_to_be_named
from kit import clock, html, personal_words
from kit.verdicts import NotThere
from networks.enums import Role
from networks.models import Membership
from networks.moderation import held_by
from networks.outcomes import faces, rules
from networks.outcomes.models import (
    Attachment,
    Author,
    AuthorConsent,
    CoordinatorsTask,
    Outcome,
    Question,
    SchoolUse,
)

LISTED = 60
WORDS = ("title", "summary", "problem", "for_whom", "how", "conditions", "evidence")
"""The words of the file, in the order of the public page."""


@dataclass(frozen=True)
class Lack:
    """Something the file misses: the part of the file where it is mended, and a sentence."""

    part: str
    sentence: str


def lacks(outcome: Outcome) -> list[Lack]:
    """Everything that keeps the file from being sent, approved and published; an empty list opens the way."""
    found = [Lack(field, sentence) for field, sentence in _asked() if not html.text_of(getattr(outcome, field)).strip()]
    attachments = list(outcome.attachments.all())
    if not outcome.no_materials and not any(not one.is_picture for one in attachments):
        found.append(Lack("materials", _("Add a file to take, or say that everything is in the text.")))
    if any(one.is_picture and not one.alt.strip() for one in attachments):
        found.append(Lack("materials", _("Describe every picture for people who do not see it.")))
    if any(not one.is_picture and not one.title.strip() for one in attachments):
        found.append(Lack("materials", _("Name every file, so that people know what they download.")))
    if not outcome.licence:
        found.append(Lack("licence", _("Choose the licence: on what terms others may use it.")))
    found += _consents_lacking(outcome)
    if not outcome.is_checked:
        found.append(Lack("personal", _("Check the words and files for personal data; after a change, once more.")))
    return found


def _asked() -> list[tuple[str, str]]:
    return [
        ("summary", _("Write the summary in plain language.")),
        ("problem", _("Say what problem it answers.")),
        ("for_whom", _("Say for whom it is.")),
        ("how", _("Describe how it works.")),
        ("conditions", _("Say what it needs: time, people, rooms, equipment.")),
        ("evidence", _("Say how you know that it works.")),
    ]


def _consents_lacking(outcome: Outcome) -> list[Lack]:
    authors = authors_of(outcome)
    if not authors:
        return [Lack("authors", _("Name at least one author."))]
    without = [str(one.user) for one in authors if one.consent is None]
    if not without:
        return []
    return [Lack("authors", _("Consent is missing: %(names)s.") % {"names": ", ".join(without)})]


@dataclass(frozen=True)
class AuthorLine:
    """An author with the consent that stands for the present licence."""

    row: Author
    user: Any
    consent: AuthorConsent | None


def authors_of(outcome: Outcome) -> list[AuthorLine]:
    """Authors in their order; two queries."""
    standing = AuthorConsent.objects.filter(withdrawn_at=None)
    rows = outcome.authors.select_related("user__profile__institution").prefetch_related(
        Prefetch("consents", queryset=standing, to_attr="standing")
    )
    return [
        AuthorLine(row, row.user, next((one for one in row.standing if one.licence == outcome.licence), None))
        for row in rows
    ]


def named_authors(numbers: Iterable[int]) -> set[int]:
    """Those of these rows of authors who may be named in public at this moment (CM-08); one query.

    The consent to this outcome stands and is by name, the general one of the account too, and the account is there.
    """
    standing = AuthorConsent.objects.filter(
        agreed_to_be_named("author__user"),
        author__in=list(numbers),
        withdrawn_at=None,
        named=True,
        author__user__is_active=True,
    )
    return set(standing.values_list("author", flat=True))


def findings(outcome: Outcome) -> list[personal_words.Finding]:
    """What looks like personal data in the words of the file and of its materials' names."""
    said = [html.text_of(str(getattr(outcome, name))) for name in WORDS]
    said += [f"{one.title} {one.alt}" for one in outcome.attachments.all()]
    said += [station.words for station in outcome.way.all()]
    return list(personal_words.find("\n".join(said)))


def _drawn(rows: QuerySet[Outcome]) -> QuerySet[Outcome]:
    return rows.select_related("network__county", "checked_by").prefetch_related(
        Prefetch("attachments", queryset=Attachment.objects.select_related("file").defer("file__text")),
        "way",
        "subjects",
        "stages",
    )


def outcome_for(user: Any, pk: int, slug: str) -> Outcome:
    """A file `user` may read, in the space at `slug`. Raises NotThere."""
    found = _drawn(rules.readable_outcomes(user)).filter(pk=pk, network__slug=slug).first()
    if found is None:
        raise NotThere
    return found


def outcome_in_review(user: Any, pk: int) -> tuple[Outcome, TaskState]:
    """A file that waits for the decision of `user`, with its step. Raises NotThere."""
    found = _drawn(Outcome.objects.all()).filter(pk=pk).first()
    step = found.review() if found is not None else None
    if found is None or step is None or not rules.may_judge(user, found):
        raise NotThere
    return found, step


def own_outcome(user: Any, pk: int) -> Outcome:
    """A file `user` is an author of, whatever became of the network. Raises NotThere."""
    found = _drawn(Outcome.objects.filter(authors__user=user)).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def public_outcome(pk: int) -> Outcome:
    """An outcome everybody can read now. Raises NotThere."""
    found = Outcome.objects.filter(pk=pk, live=True, hidden_at=None).select_related("network").first()
    if found is None or not faces.address_of(found):
        raise NotThere
    return found


def withdrawable(user: Any, pk: int) -> Outcome:
    """A public outcome `user` may take from the public. Raises NotThere for who does not look after it."""
    found = rules.looked_after(user).filter(pk=pk, live=True).select_related("network").first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True)
class Listed:
    """A line of the network's list."""

    outcome: Outcome
    state: str
    address: str


def listed_in(standing: Membership) -> list[Listed]:
    """The network's outcomes, latest first; a fixed number of queries."""
    rows = list(Outcome.objects.filter(network=standing.edition.network_id).select_related("network")[:LISTED])
    waiting = in_review([row.pk for row in rows])
    addresses = faces.addresses_of([row.pk for row in rows if row.live and row.hidden_at is None])
    return [Listed(row, "review" if row.pk in waiting else _bare(row), addresses.get(row.pk, "")) for row in rows]


def _bare(outcome: Outcome) -> str:
    if outcome.hidden_at is not None:
        return "hidden"
    if outcome.live:
        return "public"
    return "withdrawn" if outcome.first_published_at else "prepared"


def in_review(numbers: list[int]) -> set[int]:
    """Those of these outcomes that wait for approval; one query."""
    steps = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__object_id__in=[str(number) for number in numbers],
        task__content_type__app_label="outcomes",
    )
    return {int(number) for number in steps.values_list("workflow_state__object_id", flat=True)}


def waiting_for(user: Any) -> QuerySet[Outcome]:
    """Outcomes that wait for the decision of `user`, oldest first."""
    return rules.judgeable_outcomes(user).select_related("network").order_by("pk")


def consents_asked(user: Any) -> QuerySet[Outcome]:
    """Outcomes whose terms `user`, an author, has neither agreed to nor refused; oldest first."""
    if not user.is_authenticated:
        return Outcome.objects.none()
    said = AuthorConsent.objects.filter(author__user=user)
    open_ones = Author.objects.filter(user=user).exclude(pk__in=said.values("author"))
    return (
        Outcome.objects.filter(pk__in=open_ones.values("outcome"), live=False, hidden_at=None)
        .exclude(licence="")
        .select_related("network")
        .order_by("pk")
    )


def questions_for(user: Any) -> QuerySet[Question]:
    """Questions that wait for an answer of `user`, oldest first."""
    if not user.is_authenticated:
        return Question.objects.none()
    open_ones = Question.objects.filter(answered_at=None, hidden_at=None, outcome__authors__user=user)
    return open_ones.select_related("outcome__network").order_by("pk")


def judges_of(outcome: Outcome) -> list[Any]:
    """People who decide at the step where it waits."""
    step = outcome.review()
    if step is None:
        return []
    if isinstance(step.task.specific, CoordinatorsTask):
        return stewards_of(outcome)
    editors = RoleAssignment.objects.on(clock.today()).filter(role=PersonRole.EDITOR, user__is_active=True)
    return [one.user for one in editors.select_related("user")]


def stewards_of(outcome: Outcome) -> list[Any]:
    """Who steers the network now."""
    return [*held_by(outcome.network_id, Role.COORDINATOR), *held_by(outcome.network_id, Role.DEPUTY)]


def answerers_of(outcome: Outcome) -> list[Any]:
    """To whom a question goes: the authors; when none of them is there any more, who steers the network."""
    authors = [row.user for row in outcome.authors.filter(user__is_active=True).select_related("user")]
    return authors or stewards_of(outcome)


def possible_authors(outcome: Outcome) -> list[Membership]:
    """Members of the network who are no authors yet."""
    here = Membership.objects.now().filter(edition__network=outcome.network_id, user__is_active=True)
    return list(here.exclude(user__in=outcome.authors.values("user")).select_related("user"))


def pictures_and_files(outcome: Outcome) -> tuple[list[Attachment], list[Attachment]]:
    """(pictures, files)."""
    rows = list(outcome.attachments.all())
    return [one for one in rows if one.is_picture], [one for one in rows if not one.is_picture]


def uses_of(outcome_pk: int | None) -> list[SchoolUse]:
    """Schools that said they use it, latest first; for everybody."""
    if outcome_pk is None:
        return []
    rows = SchoolUse.objects.filter(outcome=outcome_pk, taken_back_at=None, hidden_at=None)
    return list(rows.select_related("institution")[:200])


def shown_questions(outcome_pk: int | None) -> list[Question]:
    """Questions with answers that the authors show to everybody."""
    if outcome_pk is None:
        return []
    return list(Question.objects.filter(outcome=outcome_pk, is_shown=True, hidden_at=None)[:50])


def question_for(user: Any, pk: int) -> Question:
    """A question `user` may read. Raises NotThere."""
    found = rules.readable_questions(user).filter(pk=pk).select_related("outcome__network", "asker", "answered_by")
    question = found.first()
    if question is None:
        raise NotThere
    return question


def use_for(user: Any, pk: int) -> SchoolUse:
    """A use that stands in public, or that `user` looks after. Raises NotThere."""
    found = SchoolUse.objects.filter(pk=pk).select_related("outcome__network", "institution", "user").first()
    if found is None or found.taken_back_at is not None:
        raise NotThere
    stands = found.hidden_at is None and faces.address_of(found.outcome)
    if not stands and found.user_id != user.pk and not rules.looks_after(user, found.outcome):
        raise NotThere
    return found


def own_use(user: Any, outcome: Outcome) -> SchoolUse | None:
    """What `user` said for the own school, when it stands."""
    if not user.is_authenticated:
        return None
    return (
        SchoolUse.objects.filter(outcome=outcome, user=user, taken_back_at=None).select_related("institution").first()
    )


def shown_or_own_question(user: Any, pk: int) -> Question:
    """A question everybody reads now, or that `user` may read anyway. Raises NotThere."""
    found = Question.objects.filter(pk=pk).select_related("outcome__network", "asker").first()
    if found is None:
        raise NotThere
    stands = found.is_shown and found.hidden_at is None and faces.address_of(found.outcome)
    if not stands and not rules.may_read_question(user, found):
        raise NotThere
    return found
