"""Words into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Stage, Subject
from files.slots import DOCUMENT, PICTURE
from kit.once import OnceForm
from kit.writing import RichField, Written
from networks.outcomes.enums import Licence, OutcomeKind, WayKind
from networks.outcomes.models import Outcome
from provenance.forms import MadeFromForm


def _text(rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.Textarea({"rows": rows}), **options)


class ProposeForm(OnceForm, MadeFromForm):
    """A proposal: two fields are enough to begin with."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        error_messages={"required": _("Give the outcome a title.")},
        help_text=_("What it is called, in words that somebody from another school understands."),
    )
    problem = _text(3, label=_("What problem it answers"), max_length=1500)

    field_order = ("title", "problem")


class FileForm(forms.Form):
    """The words of the promotion file; everything but the title may wait."""

    title = forms.CharField(
        label=_("Title"), max_length=160, error_messages={"required": _("Give the outcome a title.")}
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=OutcomeKind.choices)
    summary = _text(
        3,
        label=_("Summary in plain language"),
        max_length=400,
        help_text=_("Two or three short sentences without jargon. They stand in lists and in shared links."),
    )
    problem = _text(4, label=_("What problem it answers"), max_length=1500)
    for_whom = forms.CharField(label=_("For whom"), required=False, max_length=250)
    how = RichField(label=_("How it works"), required=False)
    conditions = _text(
        3,
        label=_("What it needs"),
        max_length=1500,
        help_text=_("Time, people, rooms, equipment, money; what it will not work without."),
    )
    evidence = _text(
        3,
        label=_("How we know that it works"),
        max_length=1500,
        help_text=_("Where it was tried, with how many people, what changed and what did not."),
    )
    licence = forms.ChoiceField(
        label=_("Licence"),
        required=False,
        choices=[("", _("Choose…")), *Licence.choices],
        help_text=_("When it changes, the authors agree anew."),
    )
    no_materials = forms.BooleanField(label=_("Everything is in the text, there are no files"), required=False)
    subjects = forms.ModelMultipleChoiceField(
        label=_("Subjects"), queryset=Subject.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    stages = forms.ModelMultipleChoiceField(
        label=_("Stages of education"), queryset=Stage.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["subjects"].queryset = Subject.objects.all()
        self.fields["stages"].queryset = Stage.objects.all()
        self.fields["how"].widget.attrs.update({"data-draft": draft, "rows": 10})


def words_of(outcome: Outcome) -> dict[str, Any]:
    """What the form begins with; stored HTML is marked as such for the editor."""
    names = ("title", "kind", "summary", "problem", "for_whom", "conditions", "evidence", "licence", "no_materials")
    return {
        **{name: getattr(outcome, name) for name in names},
        "how": Written(outcome.how, "html"),
        "subjects": list(outcome.subjects.all()),
        "stages": list(outcome.stages.all()),
        "seen": outcome.version,
    }


class MaterialForm(forms.Form):
    """A file to take, with its name."""

    file = forms.FileField(
        label=_("File"), error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")}
    )
    title = forms.CharField(label=_("What it is"), max_length=160, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs["accept"] = ",".join(DOCUMENT.extensions)
        self.fields["file"].help_text = DOCUMENT.spoken


class PictureForm(forms.Form):
    """A picture, with words for those who do not see it."""

    picture = forms.FileField(
        label=_("Picture"), error_messages={"required": _("Choose a picture."), "empty": _("This file is empty.")}
    )
    alt = forms.CharField(
        label=_("What it shows"),
        max_length=250,
        required=False,
        help_text=_("For people who do not see it: one sentence. No names of pupils."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["picture"].widget.attrs["accept"] = ",".join(PICTURE.extensions)


class StationForm(forms.Form):
    """A station on the way."""

    kind = forms.ChoiceField(label=_("Station"), choices=WayKind.choices)
    words = forms.CharField(
        label=_("In a sentence"),
        max_length=250,
        help_text=_("Everybody will read it: no names, nothing that was said in confidence."),
        error_messages={"required": _("Say in a sentence what happened.")},
    )
    happened_on = forms.DateField(
        label=_("When"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class AuthorForm(forms.Form):
    """A member who worked it out too."""

    user = forms.TypedChoiceField(
        label=_("Member of the network"),
        coerce=int,
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("Choose a member of this network who is no author yet."),
        },
    )

    def __init__(self, *args: Any, places: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {place.user_id: place.user for place in places}
        self.fields["user"].choices = [("", _("Choose…")), *[(pk, str(user)) for pk, user in self.people.items()]]


class ConsentForm(forms.Form):
    """What an author agrees to."""

    agreed = forms.BooleanField(
        label=_("I agree to the publication of this outcome on this licence"),
        error_messages={"required": _("Tick the consent, or leave this page without giving it.")},
    )
    named = forms.BooleanField(label=_("My first and last name and my school may stand beside it"), required=False)
    licence = forms.CharField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """What to change, or why it leaves the public."""

    words = forms.CharField(
        label=_("What to change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what to change, so that the authors know.")},
    )


class WithdrawForm(forms.Form):
    """Why it leaves the public."""

    words = forms.CharField(
        label=pgettext_lazy("of leaving the public", "Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why, so that the authors know.")},
    )


class UseForm(OnceForm):
    """“We use it too”."""

    words = forms.CharField(
        label=_("How you use it"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Optional; everybody reads it beside the name of your school. No names of people."),
    )


class QuestionForm(OnceForm):
    """A question to the authors."""

    words = forms.CharField(
        label=_("Your question"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "The authors see your name. If they show the question with the answer to everybody, it has no name."
        ),
        error_messages={"required": _("Write the question.")},
    )


class AnswerForm(forms.Form):
    """An answer of the authors."""

    words = forms.CharField(
        label=pgettext_lazy("to a question", "Answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the answer.")},
    )
    shown = forms.BooleanField(
        label=_("Show the question and the answer on the public page, without names"), required=False
    )
