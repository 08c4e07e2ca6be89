"""Everyday words beside those of the field: what is laid down to begin with has grown."""

from django.db import migrations

from search.trade import near


def lay(apps, schema_editor):
    """Beside whatever editors have written; what stands already is not laid twice."""
    synonym = apps.get_model("search", "Synonym")
    there = set(synonym.objects.values_list("words", flat=True))
    laid = ("\n".join(ways) for ways in near())
    synonym.objects.bulk_create(synonym(words=words, is_near=True) for words in laid if words not in there)


class Migration(migrations.Migration):
    dependencies = [("search", "0008_words_near_in_meaning")]

    operations = [migrations.RunPython(lay, migrations.RunPython.noop, elidable=False)]
