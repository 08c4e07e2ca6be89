"""Giving and ending roles in the CMS, and the directory's screens: administrators only (CM-04, D30, K6)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts import rules
from accounts.models import RoleAssignment
from directory.models import County, Institution, InstitutionType, KeyCompetence, SchoolYear, Stage, Subject
from moderation.models import TrailEntry
from notifications.models import Notice

pytestmark = pytest.mark.django_db


def roles(user):
    return f"/cms/osoby/{user.pk}/role/"


def test_an_administrator_gives_a_role_and_ends_it_with_a_trail(signed_in, jan, nina, county):
    browser = signed_in(jan)
    assert browser.get(roles(nina)).status_code == 200
    answer = browser.post(roles(nina), {"role": "county_coordinator", "county": county.pk})
    assert answer.status_code == 302
    held = RoleAssignment.objects.get(user=nina)
    assert (held.role, held.county, held.appointed_by) == ("county_coordinator", county, jan)
    assert Notice.objects.filter(user=nina).exists()
    assert browser.post(roles(nina), {"end": held.pk}).status_code == 302
    assert not rules.holds(nina, "county_coordinator")
    assert TrailEntry.objects.filter(by_id=jan.pk, action__startswith="accounts.").count() == 2


def test_a_role_without_its_place_is_refused_in_words_and_changes_nothing(signed_in, jan, nina):
    before = TrailEntry.objects.count()
    answer = signed_in(jan).post(roles(nina), {"role": "county_coordinator"})
    assert answer.status_code == 422
    assert "powiat" in answer.content.decode()
    assert not RoleAssignment.objects.filter(user=nina).exists()
    assert TrailEntry.objects.count() == before


@pytest.mark.parametrize("who", ["ben", "iga", "dov", "sara"])
def test_nobody_else_reaches_the_screen_of_roles(signed_in, request, who, nina):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.get(roles(nina)).status_code == 404
    assert browser.post(roles(nina), {"role": "editor"}).status_code == 404
    assert not RoleAssignment.objects.filter(user=nina).exists()


def screen(model, verb, *args):
    return reverse(f"wagtailsnippets_directory_{model._meta.model_name}:{verb}", args=args)


@pytest.fixture
def rows(voivodeship, county):
    kind = InstitutionType.objects.get_or_create(name="Szkoła podstawowa", defaults={"rspo_code": 3})[0]
    return {
        County: {"name": "powiat nowy", "slug": "nowy", "code": "1493", "voivodeship": voivodeship.pk},
        SchoolYear: {"starts_on": "2031-09-01", "second_semester_on": "2032-02-02", "ends_on": "2032-08-31"},
        Institution: {"name": "Szkoła w Nowym", "rspo": "990777", "type": kind.pk, "county": county.pk, "town": "Nowe"},
        **{
            model: {"name": "Całkiem nowe słowo", "slug": "calkiem-nowe", "position": "90"}
            for model in (Subject, Stage, KeyCompetence)
        },
    }


@pytest.mark.parametrize("model", [County, SchoolYear, Institution, Subject, Stage, KeyCompetence])
def test_an_administrator_lists_adds_and_edits_the_directory(signed_in, jan, rows, model):
    browser, sent = signed_in(jan), rows[model]
    before = set(model.objects.values_list("pk", flat=True))
    assert browser.get(screen(model, "list")).status_code == 200
    assert browser.get(screen(model, "add")).status_code == 200
    answer = browser.post(screen(model, "add"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    made = model.objects.exclude(pk__in=before).get()
    assert str(made) in browser.get(screen(model, "list"), {"per_page": 1000}).content.decode() or len(before) > 20
    assert browser.get(screen(model, "edit", made.pk)).status_code == 200
    answer = browser.post(screen(model, "edit", made.pk), sent)
    assert answer.status_code == 302, answer.context["form"].errors


@pytest.mark.parametrize("who", ["ben", "iga"])
@pytest.mark.parametrize("model", [County, SchoolYear, Institution, Subject])
def test_the_directory_is_for_administrators_only(signed_in, request, who, model, rows):
    browser = signed_in(request.getfixturevalue(who))
    before = model.objects.count()
    for verb in ("list", "add"):
        answer = browser.get(screen(model, verb))
        refused = answer.status_code in (403, 404) or (answer.status_code == 302 and answer.url == "/cms/")
        assert refused, (verb, answer.status_code)
    browser.post(screen(model, "add"), rows[model])
    assert model.objects.count() == before
