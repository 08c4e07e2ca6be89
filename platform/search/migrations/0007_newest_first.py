"""An order by date beside the vectors: of a common word the newest are read at once, without reading all that have it."""

from django.db import migrations


def build(apps, schema_editor):
    """The index; SQLite reads by falling numbers, which need none."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX IF NOT EXISTS search_vector_newest ON search_vector (dated_at DESC, document_id DESC)"
        )


class Migration(migrations.Migration):
    dependencies = [("search", "0006_words_of_one_meaning")]

    operations = [migrations.RunPython(build, migrations.RunPython.noop, elidable=False)]
