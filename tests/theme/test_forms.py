"""Forms in the look: labels, help and errors belong to their fields, for eyes and for screen readers."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django import forms
from django.utils import translation


class ExampleForm(forms.Form):
    title = forms.CharField(max_length=5, help_text="Krótko.")
    stages = forms.MultipleChoiceField(
        choices=[("1", "pierwszy"), ("2", "drugi")], widget=forms.CheckboxSelectMultiple, help_text="Wszystkie."
    )
    agreed = forms.BooleanField()
    note = forms.CharField(required=False)


def _drawn(form):
    with translation.override("pl"):
        return BeautifulSoup(str(form), "html.parser")


def test_error_stands_beside_its_field_and_is_its_description():
    page = _drawn(ExampleForm({"title": "za długi tytuł"}))
    field = page.find(id="id_title")
    ids = field["aria-describedby"].split()
    assert ids == ["id_title_helptext", "id_title_error"]
    assert field["aria-invalid"] == "true"
    assert "Krótko." in page.find(id=ids[0]).text
    assert page.find(id=ids[1]).text.strip()
    assert field["value"] == "za długi tytuł"


def test_every_field_has_its_label():
    page = _drawn(ExampleForm())
    assert page.find("label", attrs={"for": "id_title"}).text.strip().startswith("Title")
    group = page.find("fieldset", id="id_stages")
    assert group.find("legend").text.strip().startswith("Stages")
    assert len(group.find_all("input")) == 2


def test_group_of_choices_is_described_as_one():
    page = _drawn(ExampleForm({}))
    group = page.find("fieldset", id="id_stages")
    for one in group["aria-describedby"].split():
        assert page.find(id=one) is not None


def test_summary_leads_to_every_wrong_field():
    page = _drawn(ExampleForm({}))
    links = [link["href"] for link in page.find(class_="form-summary").find_all("a")]
    assert links == ["#id_title", "#id_stages", "#id_agreed"]
    for link in links:
        assert page.find(id=link[1:]) is not None


def test_optional_fields_say_so_in_words():
    page = _drawn(ExampleForm())
    assert "nieobowiązkowe" in page.find("label", attrs={"for": "id_note"}).text
    assert "nieobowiązkowe" not in page.find("label", attrs={"for": "id_title"}).text
