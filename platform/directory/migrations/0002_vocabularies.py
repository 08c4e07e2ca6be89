"""Puts the vocabularies in; what is there already is left as people have edited it."""

from django.db import migrations

from directory import vocabularies


def lay(apps, schema_editor):
    def model(name):
        return apps.get_model("directory", name)

    for code, name in vocabularies.VOIVODESHIPS.items():
        model("Voivodeship").objects.get_or_create(code=code, defaults={"name": name})
    for name, number in vocabularies.INSTITUTION_TYPES.items():
        model("InstitutionType").objects.get_or_create(name=name, defaults={"rspo_code": number})
    for kind, terms in (
        ("Stage", vocabularies.STAGES),
        ("Subject", vocabularies.SUBJECTS),
        ("KeyCompetence", vocabularies.COMPETENCES),
    ):
        for position, (slug, name) in enumerate(terms.items(), start=1):
            model(kind).objects.get_or_create(slug=slug, defaults={"name": name, "position": position * 10})


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop, elidable=False)]
