"""Nouns of outcomes: the promotion file with its authors, consents and materials, its approval, its life in public."""

from networks.outcomes.models.approval import CoordinatorsTask, EditorsTask
from networks.outcomes.models.files import Attachment, Author, AuthorConsent, Outcome, Station
from networks.outcomes.models.public import Question, SchoolUse

__all__ = [
    "Attachment",
    "Author",
    "AuthorConsent",
    "CoordinatorsTask",
    "EditorsTask",
    "Outcome",
    "Question",
    "SchoolUse",
    "Station",
]
