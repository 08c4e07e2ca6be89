"""The words of the trade that mean the same, to begin with."""

from django.db import migrations

from search.trade import SAME


def lay(apps, schema_editor):
    """Once, where no editor has begun."""
    synonym = apps.get_model("search", "Synonym")
    if not synonym.objects.exists():
        synonym.objects.bulk_create(synonym(words="\n".join(ways)) for ways in SAME)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_rights_in_the_index")]

    operations = [migrations.RunPython(lay, migrations.RunPython.noop, elidable=False)]
