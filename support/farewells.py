"""Personal data in school support: papers of the school stay with the school, under the archives act."""

from typing import Any

from accounts.personal_data import BLANK, register
from support.models import Diagnosis, LogEntry, Need, Process, StageRecord

AUTHOR = ("who did it; the school's papers stay, the name is blanked", BLANK)


def _blank(model: Any, field: str) -> Any:
    def erase(user: Any) -> None:
        model.objects.filter(**{field: user}).update(**{field: None})

    return erase


def _rows(model: Any, field: str) -> Any:
    return lambda user: model.objects.filter(**{field: user})


register(
    Process,
    plain="id institution school_year title state duration starts_on ends_on short_because county_agreed_at "
    "director_agreed_at created_at once",
    personal={"initiated_by": AUTHOR},
    rows=_rows(Process, "initiated_by"),
    erase=_blank(Process, "initiated_by"),
)
register(
    Diagnosis,
    plain="id process sources context strengths causes workshop_on workshop_record area area_because "
    "version updated_at",
    personal={"updated_by": AUTHOR},
    rows=_rows(Diagnosis, "updated_by"),
    erase=_blank(Diagnosis, "updated_by"),
)
register(Need, plain="id diagnosis text whose evidence direction priority competences created_at once")
register(
    StageRecord,
    plain="id process stage words recommendations director_on council_on version updated_at",
    personal={"updated_by": AUTHOR},
    rows=_rows(StageRecord, "updated_by"),
    erase=_blank(StageRecord, "updated_by"),
)
register(
    LogEntry,
    plain="id process stage done_on hours act in_school with_whom text created_at once",
    personal={"written_by": AUTHOR},
    rows=_rows(LogEntry, "written_by"),
    erase=_blank(LogEntry, "written_by"),
)
