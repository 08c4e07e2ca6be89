"""Surveys of a network: what each act refuses, that one answers once, that few answers stay unseen."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from accounts.personal_data import copy_of, erase
from kit import clock
from kit.verdicts import NotThere, Refused
from moderation.models import TrailEntry
from networks.planning.models import Goal
from networks.surveying import rules, selectors, services
from networks.surveying.models import NetworkSurvey
from notifications.models import Notice
from provenance.selectors import chain_of
from surveys import drawing, tables, vault
from surveys.items import Item
from surveys.models import Participation, Sheets, Survey
from surveys.services import AnswersWrong
from tests.surveying.conftest import RATED, answer, opened

pytestmark = pytest.mark.django_db

LEADING = {
    "name": {"title": "Inny", "intro": ""},
    "put_item": {"item": Item("", "text", "Pytanie?")},
    "remove_item": {"key": "change"},
    "move_item": {"key": "change", "step": 1},
    "open_up": {"closes_on": clock.today},
    "drop": {},
    "put_off": {"closes_on": clock.today},
    "remind": {},
    "make_links": {"count": 2},
    "close": {},
    "share": {},
}


def state_of(asked):
    asked = NetworkSurvey.objects.select_related("survey").get(pk=asked.pk)
    survey = Survey.objects.filter(pk=asked.survey_id).values().get()
    return (survey, asked.reminded_at, asked.shared_at)


@pytest.mark.parametrize("act", sorted(LEADING))
@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "nina", "dov", "jan"])
def test_only_who_steers_leads_a_survey(request, asked, ada, edition, act, who):
    by = request.getfixturevalue(who)
    on = services.make(by=ada, edition=edition, title="Szkic", template="potrzeby") if act in DRAFTS else asked
    before = state_of(on)
    values = {name: value() if callable(value) else value for name, value in LEADING[act].items()}
    with pytest.raises(Refused):
        getattr(services, act)(by=by, asked=on, **values)
    assert state_of(on) == before


DRAFTS = {"name", "put_item", "remove_item", "move_item", "open_up", "drop"}


@pytest.mark.parametrize("act", sorted(DRAFTS))
def test_an_open_survey_stays_as_people_were_asked(asked, ada, act):
    before = state_of(asked)
    values = {name: value() if callable(value) else value for name, value in LEADING[act].items()}
    with pytest.raises(Refused):
        getattr(services, act)(by=ada, asked=asked, **values)
    assert state_of(asked) == before


def test_a_member_cannot_make_one_and_a_repeat_makes_one(ada, ben, edition):
    with pytest.raises(Refused):
        services.make(by=ben, edition=edition, title="Moja")
    with pytest.raises(Refused):
        services.make(by=ada, edition=edition, title="  ")
    with pytest.raises(Refused):
        services.make(by=ada, edition=edition, title="x", template="nie-ma")
    assert not Survey.objects.exists()
    key = uuid4()
    made = [services.make(by=ada, edition=edition, title="Nasza", key=key) for _once in range(2)]
    assert made[0] == made[1]
    assert Survey.objects.count() == 1


def test_a_draft_cannot_be_broken(ada, edition):
    asked = services.make(by=ada, edition=edition, title="Ankieta")
    with pytest.raises(Refused):
        services.open_up(by=ada, asked=asked, closes_on=clock.today())  # no question
    services.put_item(by=ada, asked=asked, item=Item("", "single", "Tak?", options=("tak", "nie")))
    services.put_item(by=ada, asked=asked, item=Item("", "text", "Czemu?", after="q1", when="nie"))
    kept = asked.survey.items
    for act, values in (
        (services.remove_item, {"key": "q1"}),
        (services.move_item, {"key": "q2", "step": -1}),
        (services.put_item, {"item": Item("q1", "single", "Tak?", options=("tak", "może"))}),
        (services.put_item, {"item": Item("", "single", "Jedno?", options=("tak",))}),
        (services.put_item, {"item": Item("", "text", "Po czym?", after="q2", when="tak")}),
        (services.put_item, {"item": Item("zmyślony", "text", "?")}),
    ):
        with pytest.raises(Refused):
            act(by=ada, asked=asked, **values)
    assert Survey.objects.get(pk=asked.survey_id).items == kept
    for day in (clock.today() - timedelta(days=1), clock.today() + timedelta(days=400)):
        with pytest.raises(Refused):
            services.open_up(by=ada, asked=asked, closes_on=day)


def test_opening_tells_those_who_may_answer_and_answering_tells_nobody(ben, gen, cleo, asked):
    assert Notice.objects.filter(user=ben, kind="surveying.asked").exists()
    assert not Notice.objects.filter(user__in=[gen, cleo], kind="surveying.asked").exists()
    before = (Notice.objects.count(), TrailEntry.objects.count())
    answer(asked, ben)
    assert (Notice.objects.count(), TrailEntry.objects.count()) == before


@pytest.mark.parametrize("who", ["gen", "cleo", "nina", "dov", "jan"])
def test_only_members_answer(request, asked, who):
    with pytest.raises(Refused):
        answer(asked, request.getfixturevalue(who))
    assert Participation.objects.get().people == []
    assert Sheets.objects.get().sheets == []


def test_one_answers_once_and_corrects_with_the_code(asked, ben):
    code = answer(asked, ben, change="Więcej gier")
    with pytest.raises(Refused):
        answer(asked, ben)
    answer(asked, ben, code=code.upper().replace("-", " "), change="Mniej gier")
    sheets = Sheets.objects.get().sheets
    assert [sheet["said"]["change"] for sheet in sheets] == ["Mniej gier"]
    assert Participation.objects.get().people == [ben.pk]


def test_a_half_filled_sheet_is_gone_on_with_and_not_counted(asked, ben, members, ada):
    code = vault.code_word()
    services.answer(by=ben, asked=asked, code=code, raw={"change": "Zacząłem"}, done=False)
    assert vault.sheet_of(asked.survey, code)["said"] == {"change": "Zacząłem"}
    assert not selectors.has_answered(ben, asked)
    for user in members[1:]:
        answer(asked, user)
    services.close(by=ada, asked=asked)
    assert asked.survey.outcome["answered"] == 5
    assert Sheets.objects.get().sheets == []


def test_needed_answers_are_needed_only_when_asked_and_only_at_the_end(asked, ben):
    code = vault.code_word()
    with pytest.raises(AnswersWrong) as wrong:
        services.answer(by=ben, asked=asked, code=code, raw={"knowledge": 4}, done=True)
    assert "stay" in wrong.value.wrong
    assert "why_not" not in wrong.value.wrong
    with pytest.raises(AnswersWrong):
        services.answer(by=ben, asked=asked, code=code, raw={**RATED, "knowledge": 6}, done=True)
    with pytest.raises(Refused):
        services.answer(by=ben, asked=asked, code="krótki", raw=RATED, done=True)
    answer(asked, ben, code=code, why_not="nie pytano mnie o to")
    assert "why_not" not in vault.sheet_of(asked.survey, code)["said"]


def test_after_the_last_day_nothing_changes(asked, ben, ewa):
    code = answer(asked, ben, change="Przed")
    kept = Sheets.objects.get().sheets
    with clock.moved_to(clock.now() + timedelta(days=8)):
        for user, word in ((ben, code), (ewa, vault.code_word())):
            with pytest.raises(Refused):
                answer(asked, user, code=word, change="Po")
        with pytest.raises(Refused):
            vault.empty(survey=asked.survey, code=code)
    assert Sheets.objects.get().sheets == kept


def test_a_sheet_is_emptied_with_its_code_only(asked, ben, members, ada):
    code = answer(asked, ben, change="Do usunięcia")
    with pytest.raises(Refused):
        vault.empty(survey=asked.survey, code=vault.code_word())
    vault.empty(survey=asked.survey, code=code)
    assert "Do usunięcia" not in str(Sheets.objects.get().sheets)
    with pytest.raises(Refused):
        answer(asked, ben)  # still one sheet each
    for user in members[1:]:
        answer(asked, user)
    services.close(by=ada, asked=asked)
    assert asked.survey.outcome["answered"] == 5


@pytest.mark.parametrize("count", [0, 1, 4])
def test_below_five_nothing_is_shown_and_nothing_is_kept(asked, ada, members, count):
    for user in members[:count]:
        answer(asked, user, change="Tajne słowa")
    services.close(by=ada, asked=asked)
    assert asked.survey.outcome == {"answered": count}
    assert drawing.shown(asked.survey) == []
    assert "Tajne" not in str(list(Sheets.objects.values())) + str(list(Survey.objects.values()))
    with pytest.raises(Refused):
        services.share(by=ada, asked=asked)


def test_a_question_answered_by_few_is_not_kept_either(asked, ada, members):
    for user in members[:3]:
        answer(asked, user, stay=2, why_not="Za daleko")
    for user in members[3:]:
        answer(asked, user, ways=[5, "", "", ""])
    services.close(by=ada, asked=asked)
    questions = asked.survey.outcome["questions"]
    assert questions["why_not"] == {"few": True}
    assert questions["ways"] == {"few": True}
    assert questions["stay"] == {"answered": 6, "counts": [3, 0, 3]}
    assert "Za daleko" not in str(list(Survey.objects.values()))


def test_the_outcome_is_for_nobody_before_the_end_and_for_members_once_shown(asked, ada, ben, gen, cleo, members):
    for user in members:
        answer(asked, user)
    for user in (ada, ben):
        assert not rules.may_see_outcome(user, asked)
    services.close(by=ada, asked=asked)
    assert rules.may_see_outcome(ada, asked)
    assert not rules.may_see_outcome(ben, asked)
    services.share(by=ada, asked=asked)
    asked.refresh_from_db()
    assert rules.may_see_outcome(ben, asked)
    assert not rules.may_see_outcome(cleo, asked)
    assert Notice.objects.filter(kind="surveying.shared", user=ben).count() == 1
    services.share(by=ada, asked=asked)
    assert Notice.objects.filter(kind="surveying.shared", user=ben).count() == 1


@pytest.mark.parametrize("who", ["ada", "ben", "gen", "cleo", "nina", "dov", "jan"])
def test_single_checks_and_querysets_are_twins(request, ada, edition, asked, who):
    user = request.getfixturevalue(who)
    draft = services.make(by=ada, edition=edition, title="Szkic")
    ended = opened(ada, edition)
    services.close(by=ada, asked=ended)
    for one in (asked, draft, ended):
        assert bool(rules.may_read(user, one)) == rules.readable_surveys(user).filter(pk=one.pk).exists()
        assert bool(rules.may_answer(user, one)) == rules.answerable_surveys(user).filter(pk=one.pk).exists()


# --- reminders, links, the end ---------------------------------------------------------------------------------------


def test_only_the_silent_are_reminded_and_not_twice_a_day(asked, ada, ben, ewa):
    answer(asked, ben)
    services.remind(by=ada, asked=asked)
    told = set(Notice.objects.filter(kind="surveying.silent").values_list("user", flat=True))
    assert ewa.pk in told
    assert ben.pk not in told
    with pytest.raises(Refused):
        services.remind(by=ada, asked=asked)


def test_the_worker_reminds_once_and_closes_what_is_over(asked, ada, ben, ewa, members):
    for user in (ben, *members[2:]):
        answer(asked, user)
    assert services.keep_watch() == 0
    with clock.moved_to(clock.now() + timedelta(days=5, hours=1)):
        assert services.keep_watch() == 1
        assert services.keep_watch() == 0
    assert Notice.objects.filter(kind="surveying.silent", user=ewa).count() == 1
    assert not Notice.objects.filter(kind="surveying.silent", user=ben).exists()
    with clock.moved_to(clock.now() + timedelta(days=8)):
        assert services.keep_watch() == 1
        assert services.keep_watch() == 0
    assert Survey.objects.get().state == "closed"
    assert Notice.objects.filter(kind="surveying.ended", user=ada).count() == 1


def test_a_link_answers_once_and_only_for_its_survey(asked, ada, edition):
    other = opened(ada, edition, template="potrzeby")
    first, second = services.make_links(by=ada, asked=asked, count=2)
    asked.refresh_from_db()
    assert first not in str(list(Survey.objects.values()))
    code = vault.code_word()
    services.answer_by_link(asked=asked, token=first, code=code, raw=RATED, done=True)
    services.answer_by_link(asked=asked, token=first, code=code, raw={**RATED, "stay": 1}, done=True)
    with pytest.raises(Refused):
        services.answer_by_link(asked=asked, token=first, code=vault.code_word(), raw=RATED, done=True)
    for wrong, token in ((other, first), (asked, "zmyślony"), (asked, "")):
        with pytest.raises(NotThere):
            services.answer_by_link(asked=wrong, token=token, code=vault.code_word(), raw=RATED, done=True)
    services.answer_by_link(asked=asked, token=second, code=vault.code_word(), raw=RATED, done=True)
    held = Participation.objects.get(survey=asked.survey)
    assert (held.people, len(held.links), len(vault.sheet_of(asked.survey, code)["said"])) == ([], 2, len(RATED))
    services.close(by=ada, asked=asked)
    with pytest.raises(NotThere):
        selectors.by_link(asked.pk, first)


def test_an_old_key_of_the_server_still_opens_sheets_and_links(asked, ada, ben, settings):
    code = answer(asked, ben, change="Pod starym kluczem")
    token = services.make_links(by=ada, asked=asked, count=1)[0]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "nowy-klucz-serwera"
    assert vault.sheet_of(asked.survey, code)["said"]["change"] == "Pod starym kluczem"
    assert selectors.by_link(asked.pk, token) == asked
    answer(asked, ben, code=code, change="Poprawione")
    assert len(Sheets.objects.get().sheets) == 1
    settings.SECRET_KEY_FALLBACKS = []
    settings.SECRET_KEY = "jeszcze-inny"
    assert vault.sheet_of(asked.survey, code) is None


# --- what comes of it ------------------------------------------------------------------------------------------------


def test_a_goal_of_the_plan_remembers_its_survey(asked, ada, ben, edition, members):
    for user in members:
        answer(asked, user)
    with pytest.raises(Refused):
        services.make_goal(by=ada, asked=asked, edition=edition, title="Za wcześnie")
    services.close(by=ada, asked=asked)
    with pytest.raises(Refused):
        services.make_goal(by=ben, asked=asked, edition=edition, title="Nie mój")
    assert not Goal.objects.exists()
    goal = services.make_goal(by=ada, asked=asked, edition=edition, title="Szkoły korzystają z sieci")
    assert "Ewaluacja" in str(chain_of(ada, "plan_goal", goal.pk))


def test_the_suggestion_names_what_was_rated_lowest(asked, ada, members):
    for user in members:
        answer(asked, user, ways=[5, 2, 4, 4])
    services.close(by=ada, asked=asked)
    shown = {one.item.key: one for one in drawing.shown(asked.survey)}
    words, mean = drawing.suggestion(shown["ways"])
    assert words.endswith("praca na platformie")
    assert mean == "2.0"
    assert shown["knowledge"].mean == 4


def test_an_earlier_survey_of_the_same_template_stands_beside(ada, edition, members, school_year):
    from directory.models import SchoolYear
    from networks.models import Edition, Membership

    begun = school_year.starts_on.replace(year=school_year.starts_on.year - 1)
    last = SchoolYear.objects.get_or_create(
        starts_on=begun,
        defaults={
            "ends_on": school_year.ends_on.replace(year=school_year.ends_on.year - 1),
            "second_semester_on": school_year.second_semester_on.replace(year=begun.year + 1),
        },
    )[0]
    asked = opened(ada, edition)
    for user in members:
        answer(asked, user, knowledge=2)
    services.close(by=ada, asked=asked)
    old = Edition.objects.create(network=edition.network, school_year=last, state="archived", is_current=False)
    assert not Membership.objects.filter(edition=old).exists()
    NetworkSurvey.objects.filter(pk=asked.pk).update(edition=old)
    now = opened(ada, edition)
    for user in members:
        answer(now, user, knowledge=5)
    services.close(by=ada, asked=now)
    before = selectors.earlier_of(ada, now)
    shown = {one.item.key: one for one in drawing.shown(now.survey, before.survey)}
    assert (shown["knowledge"].mean, shown["knowledge"].mean_before) == (5, 2)
    assert shown["knowledge"].bars[1].before == 100
    services.share(by=ada, asked=now)
    now.refresh_from_db()
    assert selectors.earlier_of(members[0], now) is None  # that one was not shown to members
    assert rules.may_read(ada, NetworkSurvey.objects.get(pk=asked.pk))
    assert not rules.may_read(members[0], NetworkSurvey.objects.get(pk=asked.pk))


@pytest.mark.parametrize("words", ['=HYPERLINK("http://zlo";"x")', "+1", "-2", "@SUM(A1)", " =1+1", "\t=1"])
def test_no_cell_of_a_table_is_a_formula(asked, ada, members, words):
    for user in members:
        answer(asked, user, change=words)
    services.close(by=ada, asked=asked)
    rows = tables.rows_of(drawing.shown(asked.survey))
    assert any(words.strip() in str(cell) for row in rows for cell in row)
    lines = tables.as_csv(rows).decode("utf-8-sig").splitlines()
    cells = [cell.strip('" ') for line in lines for cell in line.split(";")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    sheet = load_workbook(io.BytesIO(tables.as_xlsx(rows, asked.survey.title))).active
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


# --- erasing ---------------------------------------------------------------------------------------------------------


def test_erasing_takes_the_number_and_leaves_the_sheet(asked, ada, ben, ewa):
    answer(asked, ben, change="Ktoś napisał")
    answer(asked, ewa)
    copy = copy_of(ben)
    assert str(ewa.pk) not in str(copy.get("surveys.participation"))
    assert "Ktoś napisał" not in str(copy)
    erase(ben)
    assert Participation.objects.get().people == [ewa.pk]
    assert "Ktoś" in str(Sheets.objects.get().sheets)
    erase(ada)
    assert NetworkSurvey.objects.get().made_by is None
