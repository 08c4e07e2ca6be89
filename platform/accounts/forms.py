"""Words of people into values."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from allauth.core import context
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.adapters import invited_address
from accounts.enums import Role, Seen
from accounts.models import Profile
from directory.models import County, Institution, Stage, Subject
from directory.selectors import offered


def _agreement() -> str:
    from django.urls import reverse

    return format_html(
        gettext(
            'I accept the <a href="{}" target="_blank">rules</a> '
            'and have read the <a href="{}" target="_blank">privacy notice</a>.'
        ),
        reverse("accounts:rules"),
        reverse("accounts:privacy"),
    )


class _Newcomer(forms.Form):
    """What every newcomer says beside the address: the name, and the agreement in a box of its own."""

    first_name = forms.CharField(
        label=_("First name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    agreement = forms.BooleanField(
        label=lazy(_agreement, str)(),
        error_messages={"required": _("Without this agreement an account cannot be made.")},
    )

    def clean_first_name(self) -> str:
        return _name(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return _name(self.cleaned_data["last_name"])


def _name(given: str) -> str:
    name = " ".join(given.split())
    if not any(char.isalpha() for char in name) or any(char in "<>@/\\" for char in name):
        raise ValidationError(gettext("Write the name with letters."))
    return name


class SignUpForm(_Newcomer, SignupForm):
    """Making an account; an invited person keeps the address of the invitation."""

    field_order = ["first_name", "last_name", "email", "password1", "agreement"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        invited = invited_address(context.request) if context.request else ""
        if invited:
            email = self.fields["email"]
            email.initial, email.disabled = invited, True
            email.help_text = gettext("The invitation was sent to this address.")

    def signup(self, request: Any, user: Any) -> None:
        """allauth calls this once the account stands."""
        services.welcome(user=user)


class SchoolSignUpForm(_Newcomer, SocialSignupForm):
    """The same for somebody who comes with a school account."""

    field_order = ["first_name", "last_name", "email", "agreement"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)

    def signup(self, request: Any, user: Any) -> None:
        """allauth calls this once the account stands."""
        services.welcome(user=user)


def plain(form: forms.Form) -> None:
    """Labels stand above fields; a placeholder that repeats them only hides what was typed."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name == "email":
            field.widget.attrs["autocomplete"] = "email"


class ProfileForm(forms.Form):
    """What a person tells of himself or herself; only the name is needed (W11)."""

    first_name = _Newcomer.base_fields["first_name"]
    last_name = _Newcomer.base_fields["last_name"]
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("JPG, PNG or WebP, up to 10 MB. Data about the place and the camera are removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    remove_photo = forms.BooleanField(label=_("Remove the present photo"), required=False)
    position = forms.CharField(
        label=_("Position"),
        max_length=120,
        required=False,
        help_text=_("For example: mathematics teacher, school pedagogue, principal."),
    )
    subjects = forms.ModelMultipleChoiceField(
        label=_("Subjects"), queryset=Subject.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    stages = forms.ModelMultipleChoiceField(
        label=_("Stages of education"),
        queryset=Stage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    about = forms.CharField(
        label=_("About me"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you work on, what you could share, what you are looking for."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    topics = forms.CharField(
        label=_("I can be asked about"),
        max_length=300,
        required=False,
        help_text=_("A few topics separated by commas, for example: debates, dyslexia, first aid."),
    )
    topics_found_by = forms.ChoiceField(
        label=_("Who finds me by these topics"),
        choices=Seen.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Whoever finds you may write to you. You can take it back at any time."),
    )
    contact_seen_by = forms.ChoiceField(
        label=_("Who sees my e-mail address and telephone"), choices=Seen.choices, widget=forms.RadioSelect
    )
    about_seen_by = forms.ChoiceField(
        label=_("Who sees my description and photo"), choices=Seen.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        self.profile = profile
        kwargs.setdefault("initial", self._present(profile))
        super().__init__(*args, **kwargs)
        for name, model in (("subjects", Subject), ("stages", Stage)):
            chosen = getattr(profile, name).all() if profile.pk else model.objects.none()
            self.fields[name].queryset = (offered(model) | model.objects.filter(pk__in=chosen.values("pk"))).distinct()
        if not profile.photo:
            del self.fields["remove_photo"]

    @staticmethod
    def _present(profile: Profile) -> dict[str, Any]:
        values = {
            name: getattr(profile, name)
            for name in (
                "position", "about", "phone", "topics", "topics_found_by", "contact_seen_by", "about_seen_by",
            )
        }  # fmt: skip
        values |= {"first_name": profile.user.first_name, "last_name": profile.user.last_name}
        if profile.pk:
            values |= {"subjects": profile.subjects.all(), "stages": profile.stages.all()}
        return values

    clean_first_name = _Newcomer.clean_first_name
    clean_last_name = _Newcomer.clean_last_name

    def clean_phone(self) -> str:
        phone = " ".join(self.cleaned_data["phone"].split())
        if phone and not (set(phone) <= set("0123456789+-() /.") and sum(map(str.isdigit, phone)) >= 6):
            raise ValidationError(gettext("This does not look like a telephone number."))
        return phone

    def clean_topics(self) -> str:
        """Each topic once, as written."""
        told = (" ".join(topic.split()) for topic in self.cleaned_data["topics"].split(","))
        return ", ".join({topic.casefold(): topic for topic in told if topic}.values())

    def clean_topics_found_by(self) -> str:
        """Nobody, unless the person says so."""
        return self.cleaned_data["topics_found_by"] or str(Seen.NOBODY)

    def clean(self) -> dict[str, Any]:
        """Nobody is found by topics that are not told."""
        values = super().clean() or {}
        if values.get("topics_found_by", Seen.NOBODY) != Seen.NOBODY and not values.get("topics", "x"):
            self.add_error("topics", gettext("Write at least one topic, or choose that nobody finds you."))
        return values

    def clean_photo(self) -> Any:
        """The photo as our own small WebP; a picture that cannot be read is refused in words."""
        from accounts import photos

        given = self.cleaned_data.get("photo")
        return photos.prepared(given) if given else None


class SchoolForm(forms.Form):
    """The school somebody chose from the results."""

    institution = forms.ModelChoiceField(queryset=Institution.objects.open(), required=False)


class EraseForm(forms.Form):
    """The last question before an account goes."""

    sure = forms.BooleanField(
        label=_("I know that my account cannot be brought back."),
        error_messages={"required": _("Tick this box if you really want to delete the account.")},
    )


class AppointForm(forms.Form):
    """Which role, where and for how long."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    county = forms.ModelChoiceField(
        label=_("County"),
        queryset=County.objects.all(),
        required=False,
        help_text=_("For a county coordinator."),
    )
    rspo = forms.IntegerField(
        label=_("RSPO number of the school"),
        required=False,
        min_value=1,
        help_text=_("For a SORE or a director."),
    )
    from_on = forms.DateField(
        label=pgettext_lazy("time", "From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    to_on = forms.DateField(label=_("To (last day)"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """The number becomes the school; scopes the role has no use for are refused."""
        values = super().clean() or {}
        number = values.pop("rspo", None)
        values["institution"] = Institution.objects.filter(rspo=number).first() if number else None
        if number and values["institution"] is None:
            self.add_error("rspo", gettext("There is no school with this RSPO number in the directory."))
        role = values.get("role")
        if role != Role.COUNTY_COORDINATOR:
            values["county"] = None
        if role not in (Role.SORE, Role.DIRECTOR):
            values["institution"] = None
        return values
