"""The verbs: issue a pass, send it anew, withdraw it, lay files beside it, become an account."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from files import services as files
from files.selectors import files_of
from kit import clock, later, personal_data
from kit.once import once
from kit.verdicts import Refused, insist
from meetings import broadcasts
from meetings.models import Admission, Answer, Correction, Meeting, RoomEvent, Visit
from meetings.passes import rules, selectors
from meetings.passes.models import MOST, ExpertPass, new_secret
from moderation import trail

MOST_FILES = 6
FORGET_AFTER = timedelta(days=365)
"""How long after the last meeting a guest who never made an account is remembered."""
NOBODYS = "goscie.invalid"
"""The host of addresses nobody owns (RFC 2606)."""


def _guest_for(name: str, email: str) -> Any:
    """The person in the room: the account with this address, the guest of an earlier pass, or a new guest."""
    people = get_user_model().objects
    account = people.filter(email=email, is_active=True).first()
    if account is not None:
        return account
    known = ExpertPass.objects.filter(email=email, guest__is_active=False).select_related("guest").first()
    if known is not None:
        return known.guest
    first, _space, last = name.partition(" ")
    return people.create_user(
        f"{uuid.uuid4().hex}@{NOBODYS}", None, first_name=first[:80], last_name=last[:120], is_active=False
    )


@transaction.atomic
def issue(*, by: Any, meeting: Meeting, name: str, email: str, key: uuid.UUID | None = None) -> ExpertPass:
    """Invite an expert to the meeting; a letter with the personal link goes out. Nobody but its reader sees the link.

    Raises Refused unless `by` may change the meeting, for a member of the network, an address that has a pass
    already, or when there are too many.
    """
    insist(rules.may_issue(by, meeting))
    email = get_user_model().objects.normalise(email)
    name = " ".join(name.split())[:160]

    def make() -> ExpertPass:
        held = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if held.expert_passes.filter(is_visitor=False).count() >= MOST:
            raise Refused(_("A meeting has at most %(most)s passes.") % {"most": MOST})
        taken = held.expert_passes.filter(email=email).first()
        if taken is not None and taken.is_visitor:
            raise Refused(_("This address has signed up for the meeting itself."))
        if taken is not None:
            raise Refused(_("This address has a pass already; it can be sent anew below."))
        guest = _guest_for(name, email)
        if guest.is_active and guest.memberships.now().filter(edition=held.edition_id).exists():
            raise Refused(_("This person belongs to the network and needs no pass."))
        issued = ExpertPass.objects.create(
            meeting=held, name=name, email=email, guest=guest, issued_by=by, issued_at=clock.now(), once=key
        )
        trail.write(by=by, action="passes.pass.issue", about=issued, values={"meeting": held.pk})
        later.enqueue("passes.send", pass_id=issued.pk)
        return issued

    return once(ExpertPass.objects.filter(issued_by=by), key, make)


def let_visitor_in(*, meeting: Meeting, name: str, email: str) -> ExpertPass:
    """The pass of somebody who signed up for an open meeting; one made before is given again.

    In the caller's transaction, which has asked whether they may sign up and sends the letter. Raises Refused when
    the pass of this address was withdrawn.
    """
    email = get_user_model().objects.normalise(email)
    held = meeting.expert_passes.select_related("guest").filter(email=email).first()
    if held is not None and held.revoked_at is not None:
        raise Refused(_("Whoever leads the meeting has withdrawn your pass. If this is a mistake, write to them."))
    if held is not None:
        return held
    name = " ".join(name.split())[:160]
    return ExpertPass.objects.create(
        meeting=meeting, name=name, email=email, guest=_guest_for(name, email), issued_at=clock.now(), is_visitor=True
    )


@transaction.atomic
def give_up(*, held: ExpertPass) -> None:
    """Forget the pass of somebody who signed up and withdrew, and the person too when nothing else is known of them."""
    meeting_id, guest, number = held.meeting_id, held.guest, held.guest_id
    held.delete()
    if not guest.is_active and not ExpertPass.objects.filter(guest=guest).exists():
        personal_data.erase(guest)
    transaction.on_commit(lambda: broadcasts.person_out(meeting_id=meeting_id, user_id=number), robust=True)


@transaction.atomic
def send_anew(*, by: Any, held: ExpertPass) -> None:
    """Send a new link; the one before leads nowhere from now on. A withdrawn pass is valid again."""
    insist(rules.may_issue(by, held.meeting))
    ExpertPass.objects.filter(pk=held.pk).update(secret=new_secret(), revoked_at=None, sent_at=None)
    trail.write(by=by, action="passes.pass.send", about=held, values={})
    later.enqueue("passes.send", pass_id=held.pk)


@transaction.atomic
def revoke(*, by: Any, held: ExpertPass) -> None:
    """Withdraw the pass: its page, files and the room close at once."""
    insist(rules.may_manage(by, held.meeting))
    ExpertPass.objects.filter(pk=held.pk, revoked_at=None).update(revoked_at=clock.now())
    trail.write(by=by, action="passes.pass.revoke", about=held, values={})
    meeting_id, user_id = held.meeting_id, held.guest_id
    transaction.on_commit(lambda: broadcasts.person_out(meeting_id=meeting_id, user_id=user_id), robust=True)


@transaction.atomic
def lay_beside(*, by: Any, held: ExpertPass, upload: Any) -> Any:
    """Lay a file beside the pass for the expert to read. Raises Refused."""
    insist(rules.may_issue(by, held.meeting))
    if files_of(held).count() >= MOST_FILES:
        raise Refused(_("At most %(most)s files lie beside a pass.") % {"most": MOST_FILES})
    stored = files.receive(by=by, upload=upload, space=f"network:{held.meeting.edition.network_id}")
    return files.attach(by=by, file=stored, parent=held)


@transaction.atomic
def take_away(*, by: Any, held: ExpertPass, file_id: uuid.UUID) -> None:
    """Take a file away. Raises Refused."""
    insist(rules.may_issue(by, held.meeting))
    file = files_of(held).filter(pk=file_id).first()
    if file is None:
        raise Refused(_("This file is not there any more."))
    files.remove(file=file)


def opened(*, held: ExpertPass) -> None:
    """Remember when the link was opened first, for who invited."""
    ExpertPass.objects.filter(pk=held.pk, opened_at=None).update(opened_at=clock.now())


@transaction.atomic
def adopt(*, user: Any) -> int:
    """Give an account what its address did as a guest: passes, words in rooms, stays. Gives how many passes."""
    passes = list(ExpertPass.objects.filter(email=user.email, guest__is_active=False).select_related("guest"))
    for guest in {one.guest for one in passes}:
        RoomEvent.objects.filter(author=guest).update(author=user)
        # A stay under way ends with the guest; the socket of the account begins one of its own.
        Visit.objects.filter(user=guest, left_at=None).update(left_at=clock.now())
        Visit.objects.filter(user=guest).update(user=user)
        Admission.objects.filter(user=guest).exclude(
            meeting__in=Admission.objects.filter(user=user).values("meeting")
        ).update(user=user)
        for model in (Answer, Correction):
            mine = model._default_manager.filter(user=user).values("meeting")
            model._default_manager.filter(user=guest).exclude(meeting__in=mine).update(user=user)
        ExpertPass.objects.filter(guest=guest).update(guest=user)
        guest.delete()
    return len(passes)


def send_letter(*, pass_id: int) -> None:
    """Send the letter of a pass that opens something; done by the worker, once for each link."""
    held = (
        rules.valid_passes()
        .select_related("meeting__edition__network__county", "issued_by")
        .filter(pk=pass_id, sent_at=None)
        .first()
    )
    if held is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        link = settings.BASE_URL + reverse("passes:open", kwargs={"words": selectors.signed(held)})
        values = {"held": held, "meeting": held.meeting, "network": held.meeting.edition.network, "link": link}
        title = " ".join(held.meeting.title.split())
        letter = EmailMultiAlternatives(
            subject=_("Invitation to a meeting: %(title)s") % {"title": title},
            body=render_to_string("passes/letters/invitation.txt", values),
            to=[held.email],
        )
        letter.attach_alternative(render_to_string("passes/letters/invitation.html", values), "text/html")
    letter.send()
    ExpertPass.objects.filter(pk=pass_id).update(sent_at=clock.now())


def forget_guests() -> int:
    """Forget guests without an account a year after their last meeting; gives how many.

    Of those who have one, what they gave to sign up for an open meeting is forgotten then.
    """
    past = ExpertPass.objects.filter(is_visitor=True, guest__is_active=True)
    past.filter(meeting__ends_at__lt=clock.now() - FORGET_AFTER).delete()
    recent = ExpertPass.objects.filter(meeting__ends_at__gte=clock.now() - FORGET_AFTER)
    gone = get_user_model().objects.filter(is_active=False, email__endswith=f"@{NOBODYS}")
    gone = list(gone.exclude(expert_passes__in=recent))
    for guest in gone:
        for held in ExpertPass.objects.filter(guest=guest):
            for file in files_of(held):
                files.remove(file=file)
        personal_data.erase(guest)
    return len(gone)
