"""Signing up, in and out: through allauth's own doors, with our rules."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import NoReverseMatch, reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts import services
from accounts.models import Consent, Profile, User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

NEWCOMER = {
    "first_name": "Zofia",
    "last_name": "Nowa",
    "email": "Zofia@Example.org",
    "password1": PASSWORD,
    "agreement": "on",
}


@pytest.fixture
def known(db):
    """A person whose address is confirmed."""
    return services.make_person(email="zofia@example.org", first_name="Zofia", last_name="Nowa", password=PASSWORD)


def _code(mailoutbox):
    return re.search(r"^\s*([A-Z0-9]{4,}-?[A-Z0-9]*)\s*$", mailoutbox[-1].body, re.MULTILINE).group(1)


def _sign_in(client, **changes):
    return client.post(reverse("account_login"), {"login": "zofia@example.org", "password": PASSWORD} | changes)


def _signed_in(client):
    return "_auth_user_id" in client.session


def test_a_newcomer_confirms_the_address_by_a_code_and_is_in(client, mailoutbox, settings):
    settings.OPEN_SIGNUP = True
    client.post(reverse("account_signup"), NEWCOMER)
    assert not _signed_in(client)
    assert mailoutbox[-1].to == ["zofia@example.org"]
    client.post(reverse("account_email_verification_sent"), {"code": _code(mailoutbox)})
    assert _signed_in(client)
    user = User.objects.get(email="zofia@example.org")
    assert user.get_full_name() == "Zofia Nowa"
    assert Profile.objects.filter(user=user).exists()
    assert {(c.kind, c.version) for c in Consent.objects.filter(user=user)} == {
        ("rules", "2026-11"),
        ("privacy", "2026-11"),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"agreement": ""},
        {"first_name": ""},
        {"last_name": "  "},
        {"email": "nie-adres"},
        {"password1": "krótkie"},
        {"password1": "x" * 129},
        {"password1": "password1234"},
        {"password1": "zofia@example.org1"},
        {"password1": "splotsplot12"},
    ],
)
def test_a_wrong_word_makes_no_account_and_keeps_what_was_typed(client, settings, wrong):
    settings.OPEN_SIGNUP = True
    answer = client.post(reverse("account_signup"), NEWCOMER | wrong)
    assert answer.status_code == 200
    assert not User.objects.filter(email__startswith="zofia").exists()
    if "last_name" not in wrong:
        assert 'value="Nowa"' in answer.content.decode()


def test_the_agreement_is_not_ticked_beforehand(client, settings):
    settings.OPEN_SIGNUP = True
    box = re.search(
        r'<input[^>]*name="agreement"[^>]*>', client.get(reverse("account_signup")).content.decode()
    ).group()
    assert "checked" not in box


def test_a_known_address_gets_the_same_answer_as_a_new_one(client, known, settings, mailoutbox):
    settings.OPEN_SIGNUP = True
    answer = client.post(reverse("account_signup"), NEWCOMER)
    other = client.post(reverse("account_signup"), NEWCOMER | {"email": "inna@example.org"})
    assert (answer.status_code, answer.url) == (other.status_code, other.url)
    assert User.objects.filter(email="zofia@example.org").count() == 1


def test_without_an_invitation_a_closed_platform_makes_no_account(client, settings):
    settings.OPEN_SIGNUP = False
    page = client.get(reverse("account_signup"))
    assert 'name="password1"' not in page.content.decode()
    client.post(reverse("account_signup"), NEWCOMER)
    assert not User.objects.filter(email="zofia@example.org").exists()


def test_an_invited_person_keeps_the_invited_address_and_needs_no_code(client, settings):
    settings.OPEN_SIGNUP = False
    session = client.session
    session["invited_email"] = "Zaproszona@example.org"
    session.save()
    client.post(reverse("account_signup"), NEWCOMER | {"email": "podstawiona@example.org"})
    assert not User.objects.filter(email="podstawiona@example.org").exists()
    assert EmailAddress.objects.get(email="zaproszona@example.org").verified
    assert _signed_in(client)


@pytest.mark.parametrize("typed", ["zofia@example.org", " ZOFIA@Example.ORG "])
def test_a_person_signs_in_by_password_whatever_the_case_of_the_address(client, known, typed):
    assert _sign_in(client, login=typed).url == reverse("accounts:profile")
    assert _signed_in(client)


def test_a_wrong_password_and_an_unknown_address_look_alike(client, known):
    one = _sign_in(client, password="nie-to-hasło-12")
    two = _sign_in(client, login="nikt@example.org", password="nie-to-hasło-12")
    assert not _signed_in(client)
    pages = [re.sub(r'value="[^"]*"|nonce="[^"]*"|[A-Za-z0-9]{64}', "", page.content.decode()) for page in (one, two)]
    assert pages[0] == pages[1]


def test_after_five_wrong_passwords_even_the_right_one_waits(client, known):
    for _try in range(5):
        _sign_in(client, password="nie-to-hasło-12")
    _sign_in(client)
    assert not _signed_in(client)


def test_a_code_by_mail_lets_in_and_works_once(client, known, mailoutbox):
    client.post(reverse("account_request_login_code"), {"email": "zofia@example.org"})
    code = _code(mailoutbox)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert _signed_in(client)
    client.post(reverse("account_logout"))
    assert not _signed_in(client)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not _signed_in(client)


def test_a_link_for_a_new_password_names_our_address_and_works_once(client, known, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["testserver", "zly.example.org"]
    client.post(reverse("account_reset_password"), {"email": "zofia@example.org"}, headers={"host": "zly.example.org"})
    letter = mailoutbox[-1].body
    assert "zly.example.org" not in letter
    path = re.search(re.escape(settings.BASE_URL) + r"(/\S+)", letter).group(1)
    form = client.get(path, follow=True).redirect_chain[-1][0]
    new = "zupełnie-inne-hasło-5"
    client.post(form, {"password1": new, "password2": new})
    assert User.objects.get(pk=known.pk).check_password(new)
    assert "account" in mailoutbox[-1].subject.lower() or "has" in mailoutbox[-1].subject.lower(), "the address is told"
    again = client.get(path, follow=True).content.decode()
    assert 'name="password1"' not in again


def test_a_second_factor_is_asked_and_the_password_alone_does_not_let_in(client, known):
    TOTP.activate(known, "JBSWY3DPEHPK3PXP")
    answer = _sign_in(client)
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert not _signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not _signed_in(client)


@pytest.mark.parametrize(
    "away", ["https://zly.example.org/", "//zly.example.org", "/\\zly.example.org", "javascript:alert(1)"]
)
def test_the_way_back_leads_nowhere_else(client, known, away):
    assert _sign_in(client, next=away).url == reverse("accounts:profile")


def test_the_way_back_on_our_host_is_kept(client, known):
    assert _sign_in(client, next="/konto/zgody/").url == "/konto/zgody/"


@given(st.text(max_size=40))
def test_only_paths_are_a_way_back(url):
    from accounts.adapters import AccountAdapter

    if not url.startswith("/") or url.startswith("//"):
        assert not AccountAdapter().is_safe_url(url)


@pytest.mark.parametrize("required", [True, False])
def test_some_set_a_second_factor_up_before_anything_else(signed_in, dov, nina, settings, required):
    settings.REQUIRE_SECOND_FACTOR = required
    answer = signed_in(dov).get(reverse("accounts:profile"))
    assert (answer.status_code, getattr(answer, "url", "")) == (
        (302, reverse("accounts:second_factor")) if required else (200, "")
    )
    assert signed_in(dov).get(reverse("accounts:second_factor")).status_code == 200
    assert signed_in(dov).get(reverse("mfa_activate_totp")).status_code == 200
    assert signed_in(nina).get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize(("who", "led"), [("jan", True), ("dov", True), ("sara", True), ("ben", False), ("ada", False)])
@pytest.mark.parametrize("address", ["/pulpit/", "/sieci/", "/szukaj/"])
def test_the_factor_comes_before_anything_else_for_those_who_need_it(signed_in, request, settings, who, led, address):
    settings.REQUIRE_SECOND_FACTOR = True
    answer = signed_in(request.getfixturevalue(who)).get(address)
    assert (getattr(answer, "url", "") == reverse("accounts:second_factor")) == led


def test_with_the_factor_set_up_the_platform_opens(signed_in, dov, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    TOTP.activate(dov, "JBSWY3DPEHPK3PXP")
    assert signed_in(dov).get(reverse("accounts:profile")).status_code == 200
    Authenticator.objects.all().delete()
    from django.core.cache import caches

    caches["pieces"].clear()  # the answer is remembered for a minute
    assert signed_in(dov).get(reverse("accounts:profile")).status_code == 302


def test_the_demo_lets_in_with_one_click_and_lists_only_who_is_there(client, settings):
    settings.DEMO = True
    services.make_person(email="nauczycielka@example.org", first_name="Anna", last_name="Pokazowa")
    page = client.get(reverse("account_login")).content.decode()
    assert "Anna Pokazowa" in page
    assert "sore@example.org" not in page
    client.post(reverse("accounts:demo_enter"), {"email": "nauczycielka@example.org"})
    assert _signed_in(client)


@pytest.mark.parametrize(
    ("demo", "email"), [(False, "nauczycielka@example.org"), (True, "zofia@example.org"), (True, "")]
)
def test_nobody_else_enters_by_the_demo(client, known, settings, demo, email):
    settings.DEMO = demo
    services.make_person(email="nauczycielka@example.org", first_name="Anna", last_name="Pokazowa")
    assert client.post(reverse("accounts:demo_enter"), {"email": email}).status_code == 404
    assert not _signed_in(client)
    if not demo:
        assert "Anna Pokazowa" not in client.get(reverse("account_login")).content.decode()


def test_the_demo_entry_wants_its_token(settings):
    from django.test import Client

    settings.DEMO = True
    services.make_person(email="nauczycielka@example.org", first_name="Anna", last_name="Pokazowa")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("accounts:demo_enter"), {"email": "nauczycielka@example.org"}).status_code == 403
    assert strict.get(reverse("accounts:demo_enter")).status_code in {404, 405}


def test_other_sessions_are_seen_and_ended(signed_in, nina):
    from django.test import Client

    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    elsewhere.force_login(nina, backend="django.contrib.auth.backends.ModelBackend")
    elsewhere.get(reverse("accounts:profile"))
    here = signed_in(nina)
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Firefox, Windows" in page
    here.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    assert here.get(reverse("accounts:profile")).status_code == 200


def _screens():
    from django.urls import get_resolver

    found = []
    for name in sorted(key for key in get_resolver().reverse_dict if isinstance(key, str)):
        if name.startswith(("account_", "mfa_", "usersessions_", "socialaccount_")):
            try:
                found.append((name, reverse(name)))
            except NoReverseMatch:
                continue
    return found


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_no_screen_of_signing_in_breaks(client, signed_in, nina, settings, who):
    settings.OPEN_SIGNUP = True
    if who == "member":
        signed_in(nina)
        services.complete_person(user=nina)
    for name, address in _screens():
        answer = client.get(address)
        assert answer.status_code in {200, 302, 401, 404, 405}, name
        if who == "member" and "logout" in name:
            assert _signed_in(client), "signing out asks first"


def test_providers_stand_on_the_page_only_when_they_are_set_up(client, db, settings):
    assert "Microsoft" not in client.get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "microsoft": {"APPS": [{"client_id": "a", "secret": "b", "name": "Microsoft 365", "settings": {"tenant": "x"}}]}
    }
    assert "Microsoft 365" in client.get(reverse("account_login")).content.decode()
