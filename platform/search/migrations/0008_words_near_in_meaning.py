"""Words near in meaning, to begin with."""

from django.db import migrations, models

from search.trade import near


def lay(apps, schema_editor):
    """Beside whatever editors have written."""
    synonym = apps.get_model("search", "Synonym")
    synonym.objects.bulk_create(synonym(words="\n".join(ways), is_near=True) for ways in near())


def lift(apps, schema_editor):
    """Away with all of them: what is not marked means the same."""
    apps.get_model("search", "Synonym").objects.filter(is_near=True).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0007_newest_first")]

    operations = [
        migrations.AddField(
            "synonym",
            "is_near",
            models.BooleanField(
                "near in meaning only",
                default=False,
                help_text="Then the other words are sought only where a question finds little.",
            ),
        ),
        migrations.RunPython(lay, lift, elidable=False),
    ]
