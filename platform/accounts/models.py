"""The person: the account, the profile, dated roles, consents."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role, Seen
from directory.models import County, Institution, Stage, Subject
from files.models import private_storage


class UserManager(BaseUserManager["User"]):
    """Makes people; addresses are kept in one form (AU-09)."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person with this address; without a password nobody can sign in by password."""
        user = self.model(email=self.normalise(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """By address, whatever its case."""
        return self.get(email=self.normalise(username or ""))

    @staticmethod
    def normalise(email: str) -> str:
        """The one form in which addresses are stored and compared."""
        import unicodedata

        return unicodedata.normalize("NFKC", email).strip().casefold()


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address."""

    email = models.EmailField(_("e-mail"), unique=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=120, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may enter the CMS"), default=False)
    date_joined = models.DateTimeField(_("account since"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("people")
        ordering = ["last_name", "first_name"]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """First and last name; before they are given, the part of the address before @."""
        return f"{self.first_name} {self.last_name}".strip() or self.email.split("@", 1)[0]

    def get_short_name(self) -> str:
        """The first name, or what stands for it."""
        return self.first_name or self.get_full_name()


def photo_path(profile: Profile, name: str) -> str:
    """Photos lie under random names in the private storage."""
    import uuid

    return f"photos/{uuid.uuid4()}.webp"


class Profile(models.Model):
    """What a person tells of himself or herself; everything but the name is optional (W11)."""

    user = models.OneToOneField(User, models.CASCADE, related_name="profile", verbose_name=_("person"))
    photo = models.ImageField(_("photo"), upload_to=photo_path, storage=private_storage, blank=True)
    institution = models.ForeignKey(
        Institution, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("school or institution")
    )
    position = models.CharField(_("position at work"), max_length=120, blank=True)
    subjects = models.ManyToManyField(Subject, blank=True, verbose_name=_("subjects"))
    stages = models.ManyToManyField(Stage, blank=True, verbose_name=_("stages of education"))
    about = models.TextField(_("about me"), max_length=2000, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_seen_by = models.CharField(
        _("who sees my contact data"), max_length=20, choices=Seen.choices, default=Seen.NETWORKS
    )
    about_seen_by = models.CharField(
        _("who sees my description"), max_length=20, choices=Seen.choices, default=Seen.SIGNED_IN
    )
    topics = models.CharField(_("what I can be asked about"), max_length=300, blank=True)
    topics_found_by = models.CharField(
        _("who finds me by what I can be asked about"), max_length=20, choices=Seen.choices, default=Seen.NOBODY
    )

    class Meta:
        verbose_name, verbose_name_plural = _("profile"), _("profiles")

    def __str__(self) -> str:
        return str(self.user)


class RoleAssignmentQuerySet(models.QuerySet):
    """Adjectives of role assignments."""

    def on(self, day: date) -> RoleAssignmentQuerySet:
        """Those in force on `day`."""
        return self.filter(Q(from_on__lte=day) & (Q(to_on=None) | Q(to_on__gte=day)))


class RoleAssignment(models.Model):
    """One person holds one role in one scope between two days."""

    user = models.ForeignKey(User, models.CASCADE, related_name="role_assignments", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    county = models.ForeignKey(
        County, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("county")
    )
    institution = models.ForeignKey(
        Institution, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("institution")
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("appointed by"),
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("role"), _("roles")
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(name="accounts_role_days", condition=Q(to_on=None) | Q(to_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="accounts_role_scope",
                condition=(Q(role=Role.COUNTY_COORDINATOR) & Q(county__isnull=False))
                | (Q(role__in=[Role.SORE, Role.DIRECTOR]) & Q(institution__isnull=False))
                | Q(role__in=[Role.EXPERT, Role.EDITOR]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Consent(models.Model):
    """A consent as it was given: which, in which wording, when, and when withdrawn (PD-08)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="consents", verbose_name=_("person"))
    kind = models.CharField(_("consent"), max_length=40)
    version = models.CharField(_("version of the wording"), max_length=20)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("consent"), _("consents")
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "version"], condition=Q(withdrawn_at=None), name="accounts_consent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
