"""Words into values, one file a theme."""

from resources.forms.consents import ConsentFields
from resources.forms.depositing import DepositForm, ResourceForm, values_of
from resources.forms.importing import ImportForm
from resources.forms.shelving import ShelfForm
from resources.forms.tags import TagsField
from resources.forms.using import NoteForm, ReviewForm

__all__ = [
    "ConsentFields",
    "DepositForm",
    "ImportForm",
    "NoteForm",
    "ResourceForm",
    "ReviewForm",
    "ShelfForm",
    "TagsField",
    "values_of",
]
