"""No screen of accounts speaks Polish to men only."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from accounts.neighbours_words import SAID_ANEW

MEN_ONLY = re.compile(r"\b(?!hasłem)\w+(?:łeś|łaś|łem|łam)\b|\b(?:pewny|pewien|zalogowany|powinieneś)\b", re.IGNORECASE)
SCREENS = ["account_email", "usersessions_list", "mfa_index", "mfa_activate_totp", "account_change_password"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_screens_before_signing_in_speak_to_everybody(client, name):
    assert MEN_ONLY.findall(client.get(reverse(name)).content.decode()) == []


@pytest.mark.parametrize("name", SCREENS)
def test_screens_of_the_account_speak_to_everybody(signed_in, ben, name):
    answer = signed_in(ben).get(reverse(name))
    assert answer.status_code == 200
    assert MEN_ONLY.findall(answer.content.decode()) == []


@pytest.mark.parametrize("words", SAID_ANEW)
def test_our_words_come_before_those_of_the_neighbour(words):
    with override("pl"):
        said = gettext(words)
    assert said != words
    assert MEN_ONLY.findall(said) == []
