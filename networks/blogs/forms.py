"""Words into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.slots import DOCUMENT, PICTURE
from kit.once import OnceForm
from kit.writing import RichField
from moderation.forms import ReadFirstForm
from networks.blogs.enums import SECTION_KEYS, SECTIONS, Form, Reading
from networks.blogs.models import BlogPostPage
from networks.blogs.services.writing import MOST_TAGS
from provenance.forms import MadeFromForm


class EntryForm(forms.Form):
    """The words of an entry. Which of them are drawn depends on its form."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        error_messages={"required": _("Give the entry a title.")},
        help_text=_("For example: “The failed lesson we learnt most from”."),
    )
    lead = forms.CharField(
        label=_("In two sentences"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What it is about; shown in lists. Left empty, the beginning of the text stands there."),
    )
    body = RichField(label=pgettext_lazy("of an entry", "Text"), required=False)
    tags = forms.CharField(
        label=_("Tags"), required=False, max_length=400, help_text=_("Words separated by commas, eight at most.")
    )
    in_network_name = forms.BooleanField(
        label=_("In the network's name"),
        required=False,
        help_text=_("The network's name stands under it instead of the authors' names."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, story: bool, steers: bool, draft: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.story = story
        if story:
            del self.fields["body"]
            place = list(self.fields).index("tags")
            parts = {key: RichField(label=heading, required=False, help_text=words) for key, heading, words in SECTIONS}
            rest = list(self.fields.items())
            self.fields = dict([*rest[:place], *parts.items(), *rest[place:]])
            for key in SECTION_KEYS:
                self.fields[key].widget.attrs.update({"data-draft": f"{draft}-{key}", "rows": 4})
        else:
            self.fields["body"].widget.attrs.update({"data-draft": draft, "rows": 14})
        if not steers:
            del self.fields["in_network_name"]

    def clean_tags(self) -> list[str]:
        """Each word once, whatever its case."""
        found: dict[str, str] = {}
        for word in self.cleaned_data["tags"].replace(";", ",").split(","):
            tidy = " ".join(word.replace("#", " ").split())[:40]
            if tidy:
                found.setdefault(tidy.casefold(), tidy)
        if len(found) > MOST_TAGS:
            raise forms.ValidationError(_("At most %(most)s tags.") % {"most": MOST_TAGS})
        return list(found.values())

    @property
    def words(self) -> dict[str, Any]:
        """The values the service takes."""
        values = self.cleaned_data
        return {
            "title": values["title"],
            "lead": values.get("lead", ""),
            "form": Form.STORY if self.story else Form.FREE,
            "body": values.get("body", ""),
            "story": {key: values[key] for key in SECTION_KEYS if values.get(key)} if self.story else {},
            "tags": values.get("tags", []),
            "in_network_name": values.get("in_network_name", False),
        }


class BeginForm(EntryForm, OnceForm, MadeFromForm):
    """A new entry."""


def words_of(entry: BlogPostPage) -> dict[str, Any]:
    """What the form of a change begins with; stored HTML is marked as such for the editor."""
    from kit.writing import Written

    return {
        "title": entry.title,
        "lead": entry.lead,
        "body": Written(entry.body, "html"),
        "tags": ", ".join(sorted(tag.name for tag in entry.tags.all())),
        "in_network_name": entry.in_network_name,
        **{key: Written(entry.story.get(key, ""), "html") for key in SECTION_KEYS},
    }


class PictureForm(forms.Form):
    """A picture with its words."""

    picture = forms.FileField(
        label=_("Picture"), error_messages={"required": _("Choose a picture."), "empty": _("This file is empty.")}
    )
    alt = forms.CharField(
        label=_("What it shows"),
        max_length=250,
        help_text=_("For people who do not see it: one sentence. No names of pupils."),
        error_messages={"required": _("Say in a sentence what the picture shows; some readers do not see it.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["picture"].widget.attrs["accept"] = ",".join(PICTURE.extensions)


class AttachForm(forms.Form):
    """A file to take."""

    file = forms.FileField(
        label=_("File"), error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs["accept"] = ",".join(DOCUMENT.extensions)
        self.fields["file"].help_text = DOCUMENT.spoken


class CoauthorForm(forms.Form):
    """A member who is to write too."""

    user = forms.TypedChoiceField(
        label=_("Member of the network"),
        coerce=int,
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("Choose a member of this network who does not write the entry yet."),
        },
    )

    def __init__(self, *args: Any, places: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {place.user_id: place.user for place in places}
        self.fields["user"].choices = [("", _("Choose…")), *[(pk, str(user)) for pk, user in self.people.items()]]


class PlanForm(forms.Form):
    """The hour at which the network is to read the entry."""

    at = forms.DateTimeField(
        label=_("Show it on"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"],
        error_messages={
            "required": _("Choose the day and the hour."),
            "invalid": _("Write the day and the hour like this: 14.10.2026 16:30."),
        },
    )


class AskPublicForm(forms.Form):
    """Asking for the public, by name or without it."""

    named = forms.BooleanField(
        label=_("My name may stand under the public entry"),
        required=False,
        help_text=_("You can take this back at any time in your account; the name then disappears from public pages."),
    )


class ReturnForm(forms.Form):
    """What to change before the entry goes public."""

    words = forms.CharField(
        label=_("What to change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what to change, so that the authors know.")},
    )


class CommentForm(OnceForm):
    """A comment."""

    text = RichField(label=_("Your comment"))

    def __init__(self, *args: Any, draft: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].widget.attrs["data-draft"] = draft


def local(moment: Any) -> str:
    """A moment as the field of an hour shows it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else ""


class CommentOrderForm(ReadFirstForm):
    """What of the network's comments is read before others see it."""

    first_comments = forms.IntegerField(
        label=_("How many first comments of a new person"), min_value=1, max_value=50, initial=3
    )

    field_order = ("mode", "first_comments")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mode"].choices = Reading.choices
