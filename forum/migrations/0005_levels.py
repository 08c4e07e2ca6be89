"""Following becomes one of three levels."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0004_carry_over")]
    operations = [
        migrations.RemoveIndex(
            model_name="threadread",
            name="forum_followers",
        ),
        migrations.RemoveField(
            model_name="threadread",
            name="follows",
        ),
        migrations.AddIndex(
            model_name="threadread",
            index=models.Index(condition=models.Q(("level", "all")), fields=["thread"], name="forum_followers"),
        ),
    ]
