"""The copy of one's data and what is left when somebody goes."""

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.urls import reverse

from accounts import personal_data, services
from accounts.models import Consent, Profile, RoleAssignment, User
from kit.verdicts import Refused, refusal

pytestmark = pytest.mark.django_db


def test_the_copy_holds_what_is_known_and_no_keys(signed_in, sara):
    services.welcome(user=sara)
    services.change_profile(by=sara, first_name="Sara", last_name="W", about="Uczę czytania", phone="600700800")
    answer = signed_in(sara).get(reverse("accounts:copy"))
    assert answer.status_code == 200
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    text = archive.read("dane.json").decode()
    data = json.loads(text)["data"]
    assert data["accounts.profile"][0]["about"] == "Uczę czytania"
    assert data["accounts.user"][0]["email"] == sara.email
    assert data["accounts.roleassignment"][0]["role"] == "sore"
    assert {row["kind"] for row in data["accounts.consent"]} == {"rules", "privacy"}
    assert "password" not in data["accounts.user"][0]
    assert sara.password not in text


def test_the_copy_of_one_person_holds_nothing_of_another(sara, nina):
    services.change_profile(by=nina, first_name="Nina", last_name="Nowa", about="KANAREK", phone="600000000")
    assert "KANAREK" not in str(personal_data.copy_of(sara))
    assert nina.email not in str(personal_data.copy_of(sara))


def test_the_copy_and_the_leaving_ask_for_fresh_proof(signed_in, nina):
    browser = signed_in(nina, fresh=False)
    for name in ("accounts:copy", "accounts:erase"):
        answer = browser.get(reverse(name))
        assert answer.status_code == 302
        assert reverse("account_reauthenticate") in answer.url
    assert browser.post(reverse("accounts:erase"), {"sure": "on"}).status_code == 302
    assert User.objects.get(pk=nina.pk).is_active


def test_leaving_takes_what_is_private_and_leaves_a_neutral_name(
    signed_in, sara, picture, django_capture_on_commit_callbacks
):
    from accounts import photos

    services.make_person(email=sara.email, first_name="Sara", last_name="W")
    services.change_profile(by=sara, about="Uczę", phone="600700800", photo=photos.prepared(picture()))
    storage, name = sara.profile.photo.storage, Profile.objects.get(user=sara).photo.name
    browser = signed_in(sara)
    browser.get(reverse("accounts:profile"))
    assert browser.post(reverse("accounts:erase"), {}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(reverse("accounts:erase"), {"sure": "on"})
    assert answer.status_code == 302
    gone = User.objects.get(pk=sara.pk)
    assert not gone.is_active
    assert not gone.has_usable_password()
    assert "Sara" not in str(gone)
    assert "@invalid" in gone.email
    assert not Profile.objects.filter(user=gone).exists()
    assert not EmailAddress.objects.filter(user=gone).exists()
    assert not UserSession.objects.filter(user=gone).exists()
    assert not storage.exists(name)
    assert not RoleAssignment.objects.filter(user=gone, to_on=None).exists()
    assert not Consent.objects.filter(user=gone, withdrawn_at=None).exists()
    assert browser.get(reverse("accounts:profile")).status_code == 302


def test_a_refused_leaving_changes_nothing(signed_in, nina):
    from accounts import rules

    with rules.LEAVING.swapped(test=lambda user: refusal("najpierw przekaż sieć")):
        with pytest.raises(Refused):
            services.erase_account(by=nina)
        assert "najpierw przekaż sieć" in signed_in(nina).get(reverse("accounts:own_data")).content.decode()
    assert User.objects.get(pk=nina.pk).first_name == "Nina"
    assert Profile.objects.filter(user=nina).exists()
