"""What stages had settled in one text becomes a plan, an evaluation and a recommendation; nothing written is lost."""

from datetime import timedelta
from typing import Any

from django.db import migrations


def _kinds(apps: Any) -> None:
    process = apps.get_model("support", "Process")
    for one in process.objects.exclude(short_because=""):
        if (one.ends_on - one.starts_on) < timedelta(days=212):
            process.objects.filter(pk=one.pk).update(kind="short")


def _plan(apps: Any, record: Any) -> None:
    plan = _draft(apps, record)
    if record.process.state == "planning" and not (record.director_on and record.council_on):
        return
    day = record.council_on or record.updated_at.date()
    given = {"presented_on": day, "protocol": "—"}
    apps.get_model("support", "Plan").objects.filter(pk=plan.pk).update(state="adopted", number=1, **given)
    apps.get_model("support", "PlanVersion").objects.create(
        plan=plan,
        number=1,
        content={"area": "", "texts": {"general_goal": record.words}, "goals": []},
        adopted_at=record.updated_at,
        **given,
    )


def _draft(apps: Any, record: Any) -> Any:
    return apps.get_model("support", "Plan").objects.create(
        process=record.process, general_goal=record.words[:2000], practice=record.words[2000:],
        updated_at=record.updated_at, updated_by=record.updated_by,
    )  # fmt: skip


def _evaluation(apps: Any, record: Any) -> None:
    values = {"practice": record.words} if record.stage == "implementation" else {
        "conclusions": record.words, "director_on": record.director_on, "council_on": record.council_on,
        "protocol": "—" if record.council_on else "",
    }  # fmt: skip
    apps.get_model("support", "Evaluation").objects.update_or_create(process=record.process, defaults=values)
    closed = record.process.state == "closed" and record.council_on is not None
    for line in filter(None, (line.strip() for line in record.recommendations.splitlines())):
        apps.get_model("support", "Recommendation").objects.create(
            process=record.process, text=line[:500], because=line[500:1000],
            state="adopted" if closed else "proposed", adopted_on=record.council_on if closed else None,
        )  # fmt: skip


def carry_over(apps: Any, _editor: Any) -> None:
    """Each record becomes rows of the new tables; one of the diagnosis had no screen and holds nothing."""
    _kinds(apps)
    for record in apps.get_model("support", "StageRecord").objects.select_related("process"):
        if record.stage == "planning":
            _plan(apps, record)
        elif record.stage in ("implementation", "assessment"):
            _evaluation(apps, record)


class Migration(migrations.Migration):
    dependencies = [("support", "0002_plans_and_steps")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
