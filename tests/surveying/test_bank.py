"""The question bank and the survey after, through the screens; forms that are sent anything."""

from __future__ import annotations

import string
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kit import clock
from kit.verdicts import Refused
from networks.surveying import bank, services
from networks.surveying.models import NetworkSurvey
from surveys import vault
from surveys.models import Participation, Sheets, Survey
from surveys.templates import TEMPLATES
from tests.networks.test_screens import sign_in
from tests.surveying.conftest import RATED, answer, opened
from tests.surveying.test_screens import at, code_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def blank(ada, edition):
    return services.make(by=ada, edition=edition, title="Nasza ankieta")


def test_the_bank_holds_templates_and_what_the_network_asked(client, ada, asked, blank):
    page = sign_in(client, ada).get(at("bank", blank)).content.decode()
    for template in TEMPLATES.values():
        for item in template.items():
            assert (f'value="{template.name}:{item.key}"' in page) is item.asks
    sent = {"question": ["ewaluacja:why_not", "ewaluacja:stay", "spotkanie:pace", "zmyslone:1"]}
    client.post(at("bank", blank), sent)
    items = Survey.objects.get(pk=blank.survey_id).items
    assert [item["key"] for item in items] == ["pace", "stay", "why_not"]
    assert items[-1]["after"] == "stay"
    again = client.get(at("bank", blank)).content.decode()
    assert "spotkanie:pace" not in again
    assert "spotkanie:useful" in again


def test_a_question_taken_without_the_one_it_hung_on_is_asked_of_everybody(ada, blank):
    assert bank.take(by=ada, asked=blank, chosen=["ewaluacja:why_not"]) == 1
    assert "after" not in Survey.objects.get(pk=blank.survey_id).items[0]


def test_the_bank_is_refused_to_others_for_none_and_once_open(client, ada, ben, asked, blank):
    for by, on, chosen in ((ben, blank, ["spotkanie:pace"]), (ada, blank, []), (ada, asked, ["spotkanie:pace"])):
        with pytest.raises(Refused):
            bank.take(by=by, asked=on, chosen=chosen)
    assert Survey.objects.get(pk=blank.survey_id).items == []
    assert sign_in(client, ada).post(at("bank", blank), {}).status_code == 422
    assert client.get(at("bank", asked)).status_code == 404


def _paired(ada, edition):
    made = services.make(by=ada, edition=edition, title="", template="ewaluacja")
    services.name(by=ada, asked=made, title="Na początku", intro="", asks_word=True)
    services.open_up(by=ada, asked=made, closes_on=clock.today() + timedelta(days=7))
    return made


def test_before_and_after_in_the_browser_without_scripts(client, ada, edition, members):
    asked = _paired(ada, edition)

    def hand_in(on, user, word, step):
        sign_in(client, user)
        sent = {f"o-{key}": str(value) for key, value in {**RATED, "knowledge": step}.items()}
        page = client.post(at("answer", on), {**sent, "code": vault.code_word(), "act": "done", "word": word})
        client.logout()
        return page

    short = hand_in(asked, members[0], "abc", 2)
    assert short.status_code == 422
    assert 'href="#o-word"' in short.content.decode()
    assert Participation.objects.get().people == []
    for number, user in enumerate(members):
        assert hand_in(asked, user, f"Śnieg w maju {number}", 2).status_code == 200
    services.close(by=ada, asked=asked)
    sign_in(client, ada)
    assert "Utwórz ankietę „po”" in client.get(asked.get_absolute_url()).content.decode()
    client.post(at("after", asked))
    after = NetworkSurvey.objects.get(survey__before=asked.survey_id)
    assert "Utwórz ankietę „po”" not in client.get(asked.get_absolute_url()).content.decode()
    assert 'name="asks_word"' not in client.get(at("name", after)).content.decode()
    client.post(at("name", after), {"title": "Na koniec", "intro": ""})
    services.open_up(by=ada, asked=after, closes_on=clock.today() + timedelta(days=7))
    client.logout()
    for number, user in enumerate(members):
        hand_in(after, user, f"śnieg W MAJU  {number}", 4)
    services.close(by=ada, asked=after)
    page = sign_in(client, ada).get(after.get_absolute_url()).content.decode()
    assert "Te same osoby przed i po" in page
    table = client.get(at("table", after, form="csv")).content.decode()
    assert "2,0;4,0;6;0;0" in table


def test_a_survey_after_is_refused_without_words_and_to_members(ada, ben, edition, asked):
    services.close(by=ada, asked=asked)
    paired = _paired(ada, edition)
    services.close(by=ada, asked=paired)
    for by, on in ((ada, asked), (ben, paired)):
        with pytest.raises(Refused):
            services.make_after(by=by, asked=on, edition=edition)
    assert NetworkSurvey.objects.count() == 2


def _junk(random):
    signs = string.printable + "ąęłżź\u202e\u0000\ud7ff🙂=+-@"
    return "".join(random.choice(signs) for _sign in range(random.choice((0, 1, 3, 40, 2500))))


def test_forms_sent_anything_say_no_and_keep_nothing_strange(client, asked, blank, ada, ben):
    """Random values in every field of a sheet, of a question and of the bank: 200, 302, 404 or 422, never a fault."""
    random = Random(20)
    names = [f"o-{item['key']}" for item in asked.survey.items] + [f"o-ways-{row}" for row in range(4)]
    sign_in(client, ben)
    for _round in range(60):
        sent = {name: random.choice((_junk(random), "1", "99999999999999999999", "-1", "²")) for name in names}
        sent |= {"code": random.choice((vault.code_word(), _junk(random))), "typed": _junk(random)}
        sent |= {"act": random.choice(("done", "half", "find", "empty", _junk(random))), "word": _junk(random)}
        assert client.post(at("answer", asked), sent).status_code in {200, 422}
    for sheet in Sheets.objects.get().sheets:
        assert all(value in range(1, 6) for key, value in sheet["said"].items() if key in RATED and key != "stay")
    client.logout()
    sign_in(client, ada)
    for _round in range(40):
        kind = random.choice(("single", "scale", "matrix", "ranking", "text", "several", "section"))
        sent = {name: _junk(random) for name in ("text", "help", "options", "rows", "least", "most", "after")}
        assert client.post(at("item_add", blank, kind=kind), sent).status_code in {302, 422}
        assert client.post(at("bank", blank), {"question": [_junk(random)]}).status_code == 422
    assert client.get(blank.get_absolute_url()).status_code == 200


def test_as_many_queries_for_many_answers_as_for_few(client, asked, ada, members, network):
    """The page of an open survey, its outcome and the list: 6 sheets or 200."""
    for user in members:
        answer(asked, user)
    sign_in(client, ada)
    pages = [asked.get_absolute_url(), at("answer", asked), reverse("surveying:list", kwargs={"slug": network.slug})]
    few = [_queries(client, there) for there in pages]
    for token in services.make_links(by=ada, asked=asked, count=194):
        services.answer_by_link(asked=asked, token=token, code=vault.code_word(), raw=RATED, done=True)
    assert [_queries(client, there) for there in pages] == few
    services.close(by=ada, asked=asked)
    many = _queries(client, asked.get_absolute_url())
    less = opened(ada, asked.edition)
    for user in members:
        answer(less, user)
    services.close(by=ada, asked=less)
    assert _queries(client, less.get_absolute_url()) == many


def _queries(client, there):
    client.get(there)
    with CaptureQueriesContext(connection) as asked_of:
        assert client.get(there).status_code == 200
    return len(asked_of)


def test_a_found_sheet_does_not_show_the_word(client, ada, edition, ben):
    asked = _paired(ada, edition)
    sign_in(client, ben)
    code = code_in(client.get(at("answer", asked)))
    client.post(at("answer", asked), {"o-stay": "0", "code": code, "act": "half", "word": "Tajne słowo moje"})
    page = client.post(at("answer", asked), {"act": "find", "typed": code}).content.decode()
    assert "Tajne słowo" not in page
    assert "Puste pole zostawia je bez zmian" in page
