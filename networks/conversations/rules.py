"""Who may write to whom. Each check has its queryset twin; a test keeps them equal."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role as PersonRole
from accounts.models import RoleAssignment
from directory.models import County
from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from moderation.models import Report
from networks import rules as networks
from networks.conversations.models import Block, Conversation, Message
from networks.models import Membership


def _holders() -> QuerySet[RoleAssignment]:
    today = clock.today()
    return RoleAssignment.objects.filter(Q(to_on=None) | Q(to_on__gte=today), from_on__lte=today)


def _counties_of(user: Any) -> QuerySet[County]:
    """Counties in which the person has a place in a network, or a role in a school."""
    inside = networks.memberships_of(user).values("edition__network__county")
    roles = people.roles_of(user).values("institution__county")
    return County.objects.filter(Q(pk__in=inside) | Q(pk__in=roles))


def writable_people(user: Any) -> QuerySet[Any]:
    """People `user` may write to: of shared networks; the coordinators of one's counties, and for those their people;
    and who let themselves be asked.

    Not oneself, nobody who blocked `user` or is blocked by `user`.
    """
    everybody = get_user_model().objects.filter(is_active=True)
    if not user.is_authenticated or not user.is_active:
        return everybody.none()
    current = Membership.objects.now().filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()))
    shared = current.filter(edition__in=networks.memberships_of(user).values("edition"))
    above = _holders().filter(role=PersonRole.COUNTY_COORDINATOR, county__in=_counties_of(user))
    led = people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR).values("county")
    below = current.filter(edition__network__county__in=led)
    in_schools = _holders().filter(institution__county__in=led)
    near = (
        Q(pk__in=shared.values("user"))
        | Q(pk__in=above.values("user"))
        | Q(pk__in=below.values("user"))
        | Q(pk__in=in_schools.values("user"))
        | Q(pk__in=people.askable_profiles(user).values("user"))
    )
    blocked = Q(pk__in=Block.objects.filter(by=user).values("person"))
    blocking = Q(pk__in=Block.objects.filter(person=user).values("by"))
    return everybody.filter(near).exclude(pk=user.pk).exclude(blocked).exclude(blocking)


def may_write_to(user: Any, person: Any) -> Verdict:
    """Whether `user` may begin a conversation with `person`. The reason never tells that one is blocked."""
    if writable_people(user).filter(pk=person.pk).exists():
        return ALLOWED
    return refusal(_("You can write to people of your networks and to the coordinators of your county."))


def readable_conversations(user: Any) -> QuerySet[Conversation]:
    """Conversations `user` is in now."""
    if not user.is_authenticated:
        return Conversation.objects.none()
    return Conversation.objects.filter(participants__user=user, participants__left_at=None)


def may_read(user: Any, conversation: Conversation) -> Verdict:
    """Whether `user` may read the conversation: those who are in it, nobody else (administrators neither)."""
    if readable_conversations(user).filter(pk=conversation.pk).exists():
        return ALLOWED
    return refusal(_("This conversation is for those who are in it."))


def may_reply(user: Any, conversation: Conversation) -> Verdict:
    """Whether `user` may write in it: in a conversation of two not when one blocks the other or is gone."""
    verdict = may_read(user, conversation)
    if not verdict or conversation.pair is None:
        return verdict
    others = conversation.participants.exclude(user=user)
    apart = Block.objects.filter(
        Q(by=user, person__in=others.values("user")) | Q(person=user, by__in=others.values("user"))
    )
    if not others.filter(left_at=None, user__is_active=True).exists() or apart.exists():
        return refusal(_("Nothing can be written in this conversation any more."))
    return ALLOWED


def readable_messages(user: Any) -> QuerySet[Message]:
    """Messages `user` may read."""
    return Message.objects.filter(conversation__in=readable_conversations(user), hidden_at=None)


def judged_messages(user: Any) -> QuerySet[Message]:
    """Reported messages, for administrators; what nobody reported is nobody's to judge."""
    if not user.is_active or not user.is_superuser:
        return Message.objects.none()
    reported = Report.objects.filter(about_type=ContentType.objects.get_for_model(Message)).values("about_id")
    return Message.objects.filter(pk__in=reported)


def may_judge(user: Any, message: Message) -> Verdict:
    """Whether `user` decides about the message."""
    if judged_messages(user).filter(pk=message.pk).exists():
        return ALLOWED
    return refusal(_("Only an administrator decides about a message, and only about a reported one."))
