"""What the platform keeps about people, why, and what is left when somebody goes (annex B of the quality plan)."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Consent, Profile, RoleAssignment, User
from accounts.personal_data import BLANK, ERASE, KEEP, register
from kit import clock
from search import services as search

ACCOUNT = gettext_lazy("to let the person in and to know who acts")
OFFICE = gettext_lazy("who held which office when; kept without the name as long as the documents of that office")
TELLS = gettext_lazy("the person tells it to others of his or her own will")


def leave(user: User) -> None:
    """The account becomes an empty shell without a way in; what the person wrote stays under a neutral name."""
    fresh = User.objects.get(pk=user.pk)
    fresh.email = f"usuniete-{fresh.pk}@invalid"
    fresh.first_name, fresh.last_name = _("Deleted"), _("account")
    fresh.is_active = fresh.is_staff = fresh.is_superuser = False
    fresh.last_login = None
    fresh.set_unusable_password()
    fresh.save()
    fresh.groups.clear()
    fresh.user_permissions.clear()


def forget_profile(user: User) -> None:
    """The profile goes with its photo."""
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return
    if profile.photo:
        name, storage = profile.photo.name, profile.photo.storage
        transaction.on_commit(lambda: storage.delete(name))
    search.changed(profile)
    profile.delete()


def end_sessions(user: User) -> None:
    """Every open session ends at once, in all browsers."""
    for session in UserSession.objects.filter(user=user):
        session.end()


register(
    User,
    personal={
        "email": (ACCOUNT, BLANK),
        "first_name": (ACCOUNT, BLANK),
        "last_name": (ACCOUNT, BLANK),
        "password": (ACCOUNT, ERASE),
        "last_login": (gettext_lazy("security of the account"), BLANK),
        "date_joined": (gettext_lazy("proof of when the account was made"), KEEP),
    },
    plain="is_active is_staff is_superuser groups user_permissions",
    private="password",
    rows=lambda user: User.objects.filter(pk=user.pk),
    erase=leave,
)
register(
    Profile,
    personal={
        "user": (TELLS, ERASE),
        "photo": (TELLS, ERASE),
        "institution": (TELLS, ERASE),
        "position": (TELLS, ERASE),
        "subjects": (TELLS, ERASE),
        "stages": (TELLS, ERASE),
        "about": (TELLS, ERASE),
        "phone": (TELLS, ERASE),
        "topics": (TELLS, ERASE),
    },
    plain="contact_seen_by about_seen_by topics_found_by",
    rows=lambda user: Profile.objects.filter(user=user),
    erase=forget_profile,
)
register(
    RoleAssignment,
    personal={
        "user": (
            OFFICE,
            KEEP,
        ),
        "appointed_by": (gettext_lazy("who answers for the appointment"), KEEP),
    },
    plain="role county institution from_on to_on",
    rows=lambda user: RoleAssignment.objects.filter(user=user),
    erase=lambda user: RoleAssignment.objects.filter(user=user, to_on=None).update(
        to_on=clock.today() - timedelta(days=1)
    ),
)
register(
    Consent,
    personal={"user": (gettext_lazy("proof of consent, validity and three years (GDPR 7(1))"), KEEP)},
    plain="kind version given_at withdrawn_at",
    rows=lambda user: Consent.objects.filter(user=user),
    erase=lambda user: Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=clock.now()),
)
register(
    EmailAddress,
    personal={
        "user": (ACCOUNT, ERASE),
        "email": (ACCOUNT, ERASE),
        "verified": (ACCOUNT, ERASE),
        "primary": (ACCOUNT, ERASE),
    },
    rows=lambda user: EmailAddress.objects.filter(user=user),
)
register(
    SocialAccount,
    personal={
        "user": (gettext_lazy("signing in with a school account"), ERASE),
        "uid": (gettext_lazy("signing in with a school account"), ERASE),
        "extra_data": (gettext_lazy("signing in with a school account"), ERASE),
        "last_login": (gettext_lazy("security of the account"), ERASE),
        "date_joined": (gettext_lazy("security of the account"), ERASE),
        "provider": (gettext_lazy("signing in with a school account"), ERASE),
    },
    rows=lambda user: SocialAccount.objects.filter(user=user),
)
register(
    Authenticator,
    personal=dict.fromkeys(
        ("user", "type", "data", "created_at", "last_used_at"), (gettext_lazy("second factor"), ERASE)
    ),
    private="data",
    rows=lambda user: Authenticator.objects.filter(user=user),
)
register(
    UserSession,
    personal=dict.fromkeys(
        ("user", "created_at", "ip", "last_seen_at", "session_key", "user_agent", "data"),
        (gettext_lazy("security of the account"), ERASE),
    ),
    private="session_key data",
    rows=lambda user: UserSession.objects.filter(user=user),
    erase=end_sessions,
)
