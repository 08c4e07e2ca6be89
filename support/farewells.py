"""Personal data in school support: papers of the school stay with the school, under the archives act."""

from typing import Any

from accounts.personal_data import BLANK, register
from support.models import (
    Activity,
    ContactPerson,
    CountyPlan,
    CountyYear,
    Diagnosis,
    Difficulty,
    Evaluation,
    Extension,
    Goal,
    GoalResult,
    LogEntry,
    Need,
    Plan,
    PlanVersion,
    Process,
    ProcessCost,
    Recommendation,
    Step,
)

AUTHOR = ("who did it; the school's papers stay, the name is blanked", BLANK)


def _blank(model: Any, field: str) -> Any:
    def erase(user: Any) -> None:
        model.objects.filter(**{field: user}).update(**{field: None})

    return erase


def _rows(model: Any, field: str) -> Any:
    return lambda user: model.objects.filter(**{field: user})


register(
    Process,
    plain="id institution school_year title state duration kind starts_on ends_on short_because project "
    "county_agreed_at director_agreed_at follows created_at once",
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
register(Need, plain="id diagnosis text whose evidence direction priority competences recommendation created_at once")
register(
    LogEntry,
    plain="id process stage done_on hours act in_school with_whom text next_step created_at once",
    personal={"written_by": AUTHOR},
    rows=_rows(LogEntry, "written_by"),
    erase=_blank(LogEntry, "written_by"),
)
register(
    Difficulty,
    plain="id process stage seen_on text reaction solved_on version created_at once",
    personal={"written_by": AUTHOR},
    rows=_rows(Difficulty, "written_by"),
    erase=_blank(Difficulty, "written_by"),
)
register(
    Extension,
    plain="id process before after why made_at once",
    personal={"made_by": AUTHOR},
    rows=_rows(Extension, "made_by"),
    erase=_blank(Extension, "made_by"),
)
register(
    Step,
    plain="id process source target is_back why taken_at",
    personal={"taken_by": AUTHOR},
    rows=_rows(Step, "taken_by"),
    erase=_blank(Step, "taken_by"),
)
register(ContactPerson, plain="id process name function email phone created_at once")
register(
    Plan,
    plain="id process state general_goal practice information experts monitoring evaluating effects costs legal_basis "
    "number why returned_because presented_on protocol version updated_at",
    personal={"updated_by": AUTHOR},
    rows=_rows(Plan, "updated_by"),
    erase=_blank(Plan, "updated_by"),
)
register(
    PlanVersion,
    plain="id plan number why content presented_on protocol adopted_at",
    personal={"adopted_by": AUTHOR},
    rows=_rows(PlanVersion, "adopted_by"),
    erase=_blank(PlanVersion, "adopted_by"),
)
register(Goal, plain="id plan text indicators needs version created_at once")
register(
    Activity,
    plain="id goal form title content audience team leader hours planned_on place responsible since progress held_on "
    "participants outcome cancelled_because version created_at once",
)
register(
    Evaluation,
    plain="id process practice influence conclusions direction none_because director_on council_on protocol version "
    "updated_at",
    personal={"updated_by": AUTHOR},
    rows=_rows(Evaluation, "updated_by"),
    erase=_blank(Evaluation, "updated_by"),
)
register(GoalResult, plain="id goal attainment evidence version updated_at")
register(
    Recommendation,
    plain="id process text because addressee due_year sign state adopted_on dropped_because created_at once",
)
register(
    CountyPlan,
    plain="id county number title starts_on ends_on resolution state priorities goals competences organisation "
    "monitoring why written_at once",
    personal={"written_by": AUTHOR},
    rows=_rows(CountyPlan, "written_by"),
    erase=_blank(CountyPlan, "written_by"),
)
register(
    CountyYear,
    plain="id county school_year declared note salaries for_support for_networks for_other summary version updated_at",
    personal={"updated_by": AUTHOR},
    rows=_rows(CountyYear, "updated_by"),
    erase=_blank(CountyYear, "updated_by"),
)
register(
    ProcessCost,
    plain="id process amount note version updated_at",
    personal={"updated_by": AUTHOR},
    rows=_rows(ProcessCost, "updated_by"),
    erase=_blank(ProcessCost, "updated_by"),
)
