"""Plain reference data: territory, institutions, school years, vocabularies. Knows no user."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.folding import searchable


class Voivodeship(models.Model):
    """A voivodeship; its TERYT code has two digits, kept as text because leading zeros matter."""

    code = models.CharField(_("TERYT code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=60, unique=True)

    class Meta:
        verbose_name, verbose_name_plural = _("voivodeship"), _("voivodeships")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class County(models.Model):
    """A county (powiat) with its four-digit TERYT code."""

    code = models.CharField(_("TERYT code"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    voivodeship = models.ForeignKey(Voivodeship, models.PROTECT, related_name="counties", verbose_name=_("voivodeship"))

    class Meta:
        verbose_name, verbose_name_plural = _("county"), _("counties")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality (gmina) with its seven-character TERYT code (six digits and the kind)."""

    code = models.CharField(_("TERYT code"), max_length=7, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    county = models.ForeignKey(County, models.PROTECT, related_name="municipalities", verbose_name=_("county"))

    class Meta:
        verbose_name, verbose_name_plural = _("municipality"), _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class InstitutionType(models.Model):
    """A type of institution as the RSPO register names it; imported by label, its number kept as received."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    rspo_code = models.PositiveIntegerField(_("number in the register"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("type of institution"), _("types of institutions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GoverningBody(models.Model):
    """Who runs a school; often a unit of local government."""

    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=120, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("governing body"), _("governing bodies")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "kind"], name="directory_body_once")]

    def __str__(self) -> str:
        return self.name


class InstitutionQuerySet(models.QuerySet):
    """Adjectives of institutions."""

    def open(self) -> InstitutionQuerySet:
        """Those that have not been closed."""
        return self.filter(closed_on=None)


class Institution(models.Model):
    """A kindergarten, school or establishment: a mirror of one row of the RSPO register."""

    rspo = models.PositiveIntegerField(_("RSPO number"), unique=True)
    name = models.CharField(_("name"), max_length=300)
    folded = models.CharField(max_length=500, db_index=True, editable=False, default="")
    type = models.ForeignKey(InstitutionType, models.PROTECT, related_name="institutions", verbose_name=_("type"))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("school complex")
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="institutions", verbose_name=_("municipality")
    )
    county = models.ForeignKey(County, models.PROTECT, related_name="institutions", verbose_name=_("county"))
    governing_body = models.ForeignKey(
        GoverningBody,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="institutions",
        verbose_name=_("governing body"),
    )
    regon = models.CharField("REGON", max_length=14, blank=True)
    nip = models.CharField("NIP", max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    street = models.CharField(_("street"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    is_public = models.BooleanField(_("public"), default=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("institution"), _("institutions")
        ordering = ["name", "town"]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}" if self.town and self.town not in self.name else self.name

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the column that is searched beside what it is made from (imports write both themselves)."""
        self.folded = searchable(self.name, self.town, self.street, self.rspo)
        if options.get("update_fields") is not None:
            options["update_fields"] = {*options["update_fields"], "folded"}
        super().save(*args, **options)

    @property
    def address(self) -> str:
        """Street, postcode and town in one line."""
        place = " ".join(part for part in (self.postcode, self.town) if part)
        return ", ".join(part for part in (self.street, place) if part)


class SchoolYear(models.Model):
    """A school year: 1 September – 31 August (BR26), with the last day of the first semester."""

    starts_on = models.DateField(_("first day"), unique=True)
    ends_on = models.DateField(_("last day"))
    second_semester_on = models.DateField(_("first day of the second semester"))

    class Meta:
        verbose_name, verbose_name_plural = _("school year"), _("school years")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="directory_year_in_order",
                condition=Q(starts_on__lt=F("second_semester_on")) & Q(second_semester_on__lt=F("ends_on")),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """As people say it: 2026/2027."""
        return f"{self.starts_on.year}/{self.ends_on.year}"

    def holds(self, day: date) -> bool:
        """Whether `day` lies in this year."""
        return self.starts_on <= day <= self.ends_on


class CalendarBreak(models.Model):
    """Days without lessons: winter break of one voivodeship, or a break of the whole country (BR26, BR27)."""

    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    voivodeship = models.ForeignKey(
        Voivodeship,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="breaks",
        verbose_name=_("voivodeship"),
        help_text=_("Empty: the whole country."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("school break"), _("school breaks")
        ordering = ["starts_on", "voivodeship__name"]
        constraints = [
            models.CheckConstraint(name="directory_break_in_order", condition=Q(starts_on__lte=F("ends_on"))),
            models.UniqueConstraint(fields=["starts_on", "voivodeship"], name="directory_break_once"),
            models.UniqueConstraint(
                fields=["starts_on"], condition=Q(voivodeship=None), name="directory_break_of_all_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def holds(self, day: date) -> bool:
        """Whether `day` lies in this break."""
        return self.starts_on <= day <= self.ends_on


class Term(models.Model):
    """A word of an editable vocabulary; a retired one stays on old things and is not offered any more."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=160)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_retired = models.BooleanField(_("no longer offered"), default=False)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Subject(Term):
    """A school subject."""

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("subject"), _("subjects")


class Stage(Term):
    """A stage of education."""

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("stage of education"), _("stages of education")


class KeyCompetence(Term):
    """One of the eight key competences (EU Council Recommendation of 22 May 2018)."""

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("key competence"), _("key competences")
