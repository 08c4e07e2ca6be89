"""The first content of the vocabularies (domain.md 3.3)."""

from directory import vocabularies


def test_the_counts_are_those_of_the_sources():
    assert len(vocabularies.VOIVODESHIPS) == 16
    assert len(vocabularies.COMPETENCES) == 8
    assert all(len(code) == 2 and code.isdigit() for code in vocabularies.VOIVODESHIPS)


def test_the_migration_puts_them_in_and_may_run_again(db):
    from importlib import import_module

    from django.apps import apps

    from directory.models import KeyCompetence, Stage, Subject, Voivodeship

    lay = import_module("directory.migrations.0002_vocabularies").lay
    lay(apps, None)
    Subject.objects.filter(slug="matematyka").update(name="matematyka (zmieniona)")
    lay(apps, None)
    assert Voivodeship.objects.count() == 16
    assert KeyCompetence.objects.count() == 8
    assert Stage.objects.count() >= 6
    assert Subject.objects.get(slug="matematyka").name == "matematyka (zmieniona)"
