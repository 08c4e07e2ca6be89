"""Things of school support: the process, its diagnosis, its plan, its evaluation."""

from support.models.county import CountyPlan, CountyYear, ProcessCost
from support.models.diagnosis import Diagnosis, Need
from support.models.difficulty import Difficulty
from support.models.evaluation import Evaluation, GoalResult, Recommendation
from support.models.extension import Extension
from support.models.plan import Activity, Goal, Plan, PlanVersion
from support.models.process import ContactPerson, LogEntry, Process, Step

__all__ = [
    "Activity",
    "ContactPerson",
    "CountyPlan",
    "CountyYear",
    "Diagnosis",
    "Difficulty",
    "Evaluation",
    "Extension",
    "Goal",
    "GoalResult",
    "LogEntry",
    "Need",
    "Plan",
    "PlanVersion",
    "Process",
    "ProcessCost",
    "Recommendation",
    "Step",
]
