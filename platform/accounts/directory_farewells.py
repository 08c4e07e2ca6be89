"""The papers of the directory, which stands below us and knows no user: no field of it is about a person."""

from __future__ import annotations

from accounts.personal_data import register
from directory.models import (
    CalendarBreak,
    County,
    GoverningBody,
    Institution,
    InstitutionType,
    KeyCompetence,
    Municipality,
    SchoolYear,
    Stage,
    Subject,
    Voivodeship,
)

register(Voivodeship, plain="code name")
register(County, plain="code name slug voivodeship")
register(Municipality, plain="code name county")
register(InstitutionType, plain="name rspo_code")
register(GoverningBody, plain="name kind")
register(
    Institution,
    plain="rspo name folded type parent municipality county governing_body regon nip town street postcode email phone "
    "website is_public closed_on",
)
register(SchoolYear, plain="starts_on ends_on second_semester_on")
register(CalendarBreak, plain="name starts_on ends_on voivodeship")
for vocabulary in (Subject, Stage, KeyCompetence):
    register(vocabulary, plain="slug name position is_retired")
