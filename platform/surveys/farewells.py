"""Personal data in surveys: only that a person has answered (PD-01). The sheet stays; nobody can tell which it is."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kit.personal_data import ERASE, register
from surveys import vault
from surveys.models import Participation, Sheets, Survey


def _rows(user: Any) -> Any:
    """The lists in which the person stands. JSON is searched here: SQLite cannot ask for a value inside a list."""
    lists = Participation.objects.values_list("pk", "people")
    return Participation.objects.filter(pk__in=[pk for pk, people in lists if user.pk in people])


register(
    Survey,
    plain="title intro template items state revision closes_on asks_word before links made_at opened_at closed_at "
    "outcome",
)
register(
    Participation,
    plain="survey links",
    personal={"people": (_("that the person has answered; what was answered has no owner"), ERASE)},
    rows=_rows,
    erase=vault.forget,
    private="people links",
)
register(Sheets, plain="survey sheets words")
