"""The own profile, the photo, the school, and how others see it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import Profile
from directory.models import Stage, Subject

pytestmark = pytest.mark.django_db

EDIT = "accounts:profile_edit"


def _words(**changes):
    return {
        "first_name": "Nina",
        "last_name": "Nowa",
        "contact_seen_by": "networks",
        "about_seen_by": "signed_in",
    } | changes


def test_what_is_written_is_shown_and_kept(signed_in, nina):
    subject = Subject.objects.get_or_create(slug="matematyka", defaults={"name": "matematyka"})[0]
    stage = Stage.objects.get_or_create(slug="etap-2", defaults={"name": "II etap"})[0]
    browser = signed_in(nina)
    answer = browser.post(
        reverse(EDIT),
        _words(
            position="pedagog",
            about="Lubię <b>tablice</b>",
            phone="600 700 800",
            subjects=[subject.pk],
            stages=[stage.pk],
        ),
    )
    assert answer.url == reverse("accounts:profile")
    page = browser.get(answer.url).content.decode()
    for words in ("pedagog", "600 700 800", subject.name, stage.name, "&lt;b&gt;tablice"):
        assert words in page
    assert "tablice" in browser.get(reverse(EDIT)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_name": ""},
        {"last_name": " "},
        {"first_name": "<script>"},
        {"phone": "zadzwoń"},
        {"contact_seen_by": "x"},
    ],
)
def test_wrong_words_are_answered_beside_the_field_and_change_nothing(signed_in, nina, wrong):
    answer = signed_in(nina).post(reverse(EDIT), _words(position="nowe stanowisko", **wrong))
    assert answer.status_code == 422
    assert "nowe stanowisko" in answer.content.decode(), "what was typed stays"
    assert Profile.objects.get(user=nina).position == ""


def test_nobody_writes_what_is_not_in_the_form(signed_in, nina, jan):
    signed_in(nina).post(
        reverse(EDIT), _words(is_superuser="1", email="inny@example.org", user=str(jan.pk), is_staff="on")
    )
    nina.refresh_from_db()
    assert not nina.is_superuser
    assert not nina.is_staff
    assert nina.email == "nina.nowa@example.org"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_made_anew_without_its_metadata(signed_in, nina, picture, form):
    signed_in(nina).post(reverse(EDIT), _words(photo=picture(form=form)))
    photo = Profile.objects.get(user=nina).photo
    content = photo.read()
    kept = Image.open(BytesIO(content))
    assert (kept.format, kept.size) == ("WEBP", (512, 512))
    assert b"tajemnica" not in content
    assert not kept.getexif()


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"GIF89a" + b"\x00" * 9, b"\xff\xd8\xff\xe0zepsute"]
)
def test_what_is_no_photo_is_refused_in_words(signed_in, nina, content):
    answer = signed_in(nina).post(reverse(EDIT), _words(photo=SimpleUploadedFile("a.jpg", content, "image/jpeg")))
    assert answer.status_code == 422
    assert not Profile.objects.get(user=nina).photo


def test_a_photo_of_too_many_pixels_is_refused(signed_in, nina):
    out = BytesIO()
    Image.new("1", (6000, 5000)).save(out, "PNG")
    answer = signed_in(nina).post(reverse(EDIT), _words(photo=SimpleUploadedFile("a.png", out.getvalue(), "image/png")))
    assert answer.status_code == 422
    assert not Profile.objects.get(user=nina).photo


def test_a_photo_is_served_to_those_who_may_see_it(signed_in, client, nina, ben, picture):
    address = reverse("accounts:photo", kwargs={"number": nina.pk})
    signed_in(nina).post(reverse(EDIT), _words(photo=picture()))
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    client.post(reverse(EDIT), _words(about_seen_by="nobody"))
    assert client.get(address).status_code == 200, "one always sees oneself"
    signed_in(ben)
    assert client.get(address).status_code == 404
    assert client.get(reverse("accounts:photo", kwargs={"number": ben.pk})).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_an_old_photo_goes_when_a_new_one_comes_or_it_is_removed(
    signed_in, nina, picture, django_capture_on_commit_callbacks
):
    browser = signed_in(nina)
    browser.post(reverse(EDIT), _words(photo=picture()))
    first = Profile.objects.get(user=nina).photo
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse(EDIT), _words(photo=picture((100, 100))))
    assert not first.storage.exists(first.name)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse(EDIT), _words(remove_photo="on"))
    assert not Profile.objects.get(user=nina).photo


def test_the_school_is_found_and_chosen_without_scripts(signed_in, nina, school):
    school.save()
    browser = signed_in(nina)
    page = browser.get(reverse("accounts:school"), {"q": "lipowo 990001"}).content.decode()
    for words in (school.name, "Szkoła podstawowa", "990001"):
        assert words in page
    browser.post(reverse("accounts:school"), {"institution": school.pk})
    assert Profile.objects.get(user=nina).institution == school
    browser.post(reverse("accounts:school"), {"institution": "999999"})
    assert Profile.objects.get(user=nina).institution == school
    browser.post(reverse("accounts:school"), {"institution": ""})
    assert Profile.objects.get(user=nina).institution is None


def test_with_scripts_only_the_results_come(signed_in, nina, school):
    answer = signed_in(nina).get(reverse("accounts:school"), {"q": "zzzz"}, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content


def test_the_card_shows_contact_only_to_whom_it_should(signed_in, ben, nina):
    ben.profile.contact_seen_by = "nobody"
    ben.profile.save()
    address = reverse("accounts:person", kwargs={"number": ben.pk})
    assert address == f"/osoby/{ben.pk}/"
    page = signed_in(nina).get(address).content.decode()
    assert str(ben) in page
    assert ben.email not in page
    ben.profile.contact_seen_by = "signed_in"
    ben.profile.save()
    assert ben.email in signed_in(nina).get(address).content.decode()


def test_absent_and_gone_people_look_alike(signed_in, nina, person):
    gone = person("Odeszła", "Dawno", is_active=False)
    browser = signed_in(nina)
    for number in (gone.pk, 999999):
        assert browser.get(reverse("accounts:person", kwargs={"number": number})).status_code == 404


@pytest.mark.parametrize(
    "name", ["profile", "profile_edit", "school", "settings", "consents", "own_data", "second_factor", "copy", "erase"]
)
def test_the_own_account_is_closed_to_visitors(client, db, name):
    answer = client.get(reverse(f"accounts:{name}"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


@pytest.mark.parametrize(
    "name", ["profile", "profile_edit", "school", "settings", "consents", "own_data", "second_factor"]
)
def test_every_screen_of_the_account_opens(signed_in, nina, name):
    answer = signed_in(nina).get(reverse(f"accounts:{name}"))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_the_screens_ask_a_fixed_number_of_queries(signed_in, nina, django_assert_max_num_queries):
    browser = signed_in(nina)
    browser.get(reverse("accounts:profile"))
    with django_assert_max_num_queries(12):
        browser.get(reverse("accounts:profile"))
