"""What the law asks a platform to say and to keep: contact points, how it moderates, danger to life (DS-01, 02, 07)."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

from kit import clock
from kit.verdicts import Refused
from moderation import selectors, services
from moderation.models import Case, TrailEntry
from moderation.models.trail import ForGoodError
from moderation.registry import MODERATED
from pages.models import SiteFace

URL = "/jak-moderujemy/"


def test_everybody_reads_whom_to_write_to_in_which_languages(db):
    face = SiteFace.load()
    face.operator, face.contact_email = "Ośrodek w Lipowie", "kontakt@splot.example"
    face.save()
    caches["pieces"].clear()
    page = Client().get(URL).content.decode()
    for words in ("Ośrodek w Lipowie", "mailto:kontakt@splot.example", "po polsku i po angielsku", "człowiek"):
        assert words in page, words


def test_everybody_reads_what_is_moderated_by_whom_with_what_and_how_to_object(db, jan):
    services.add_ground(by=jan, place="", words="podszywa się pod kogoś")
    page = Client().get(URL).content.decode()
    for words in ("podszywa się pod kogoś", "koordynac", "obserwowane słowa", "sześciu miesięcy", "Obowiązuje od"):
        assert words in page, words
    assert f'href="{URL}"' in Client().get("/zglos-nielegalna-tresc/").content.decode()


@pytest.fixture
def case(post, ben):
    services.report(by=ben, kind=MODERATED["post"], thing=post, ground="unlawful", words="Boję się o kogoś.")
    return Case.objects.get()


def test_a_danger_is_logged_for_good_by_who_decides_and_counted(case, post, ada, ben, ewa, signed_in):
    url = f"{case.get_absolute_url()}zagrozenie/"
    assert url in signed_in(ada).get(case.get_absolute_url()).content.decode()
    assert "112" in signed_in(ada).get(url).content.decode()
    assert signed_in(ada).post(url, {"told": "  "}).status_code == 422
    sent = {"told": "112, dyspozytor", "reference": "LP-7/2026"}
    assert signed_in(ada).post(url, sent).status_code == 302
    for person in (ben, ewa):
        assert signed_in(person).get(url).status_code == 404
        with pytest.raises(Refused):
            services.log_danger(by=person, case=case, told="112")
    entry = TrailEntry.objects.get(action="moderation.case.danger")
    assert (entry.by_id, entry.values["told"], entry.values["reference"]) == (ada.pk, "112, dyspozytor", "LP-7/2026")
    assert "LP-7/2026" in signed_in(ada).get(url).content.decode()
    with pytest.raises(ForGoodError):
        entry.delete()
    assert selectors.figures(clock.today().year, place=case.place).dangers == 1
    assert selectors.figures(clock.today().year, place="network:0").dangers == 0
