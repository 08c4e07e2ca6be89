"""Whoever reported a thing may object when it was left: once, in time, answered by another person; DS-09 holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from forum.models import Post
from kit import clock
from kit.verdicts import Refused
from moderation import rules, selectors, services
from moderation.models import Case, Decision, OutsideReport, Remark, Report
from moderation.registry import MODERATED
from notifications.models import Notice

KIND = "post"


def decide(by, thing, act, **more):
    values = {"ground": "offence", "words": "To zwykły spór, nie atak."} | more
    kind = MODERATED["outside_report" if isinstance(thing, OutsideReport) else KIND]
    return services.decide(by=by, kind=kind, thing=thing, act=act, **values)


@pytest.fixture
def left(post, ada, ben):
    """Ben's report of Ewa's words, left as they are by Ada."""
    made = services.report(by=ben, kind=MODERATED[KIND], thing=post, ground="offence", words="Boli mnie to.")
    decide(ada, post, "keep")
    made.refresh_from_db()
    return made


def test_the_reporter_reads_the_outcome_with_its_reasons_and_the_way_to_object(left, ben, signed_in):
    notice = Notice.objects.get(user=ben, kind="moderation.outcome")
    assert notice.url == left.get_absolute_url()
    page = signed_in(ben).get(notice.url).content.decode()
    assert "To zwykły spór, nie atak." in page
    assert f"{notice.url}sprzeciw/" in page
    assert notice.url in signed_in(ben).get("/moderacja/zgloszenia/").content.decode()


def test_an_objection_is_decided_by_somebody_else_and_hides_with_a_statement(left, post, ada, ben, dov, ewa, signed_in):
    answer = signed_in(ben).post(f"{left.get_absolute_url()}sprzeciw/", {"words": "To mnie obraża."})
    case = Case.objects.get(why="objection")
    assert answer.url == case.get_talk_url()
    assert case.step == 2  # there is no deputy: the county
    with pytest.raises(Refused, match="inna osoba"):
        decide(ada, post, "uphold")
    assert selectors.waiting_count(ada) == 0
    assert "To mnie obraża." in signed_in(dov).get(case.get_absolute_url()).content.decode()
    sent = {"act": "hide", "ground": "offence", "words": "Jednak atak na osobę."}
    assert signed_in(dov).post(case.get_absolute_url(), sent).status_code == 302
    assert Post.objects.get(pk=post.pk).hidden_at is not None
    made = Decision.objects.get(act="hide")
    assert (made.author, made.against) == (ewa, left.decision)
    assert rules.may_appeal(ewa, made)
    assert Notice.objects.filter(user=ben, kind="moderation.outcome").count() == 2
    page = signed_in(ben).get(left.get_absolute_url()).content.decode()
    assert "ukryt" in page
    assert "Jednak atak na osobę." not in page  # that is the author's statement


def test_the_author_learns_nothing_of_who_objects(left, post, ben, dov, ewa, signed_in):
    case = services.object_to(by=ben, report=left, words="To mnie obraża.")
    assert signed_in(ewa).get(case.get_talk_url()).status_code == 404
    assert signed_in(ewa).post(case.get_talk_url(), {"words": "x"}).status_code == 404
    assert signed_in(ewa).get(left.get_absolute_url()).status_code == 404
    assert not Notice.objects.filter(user=ewa).exclude(kind__startswith="forum").exists()
    made = decide(dov, post, "hide")
    page = signed_in(ewa).get(made.get_absolute_url()).content.decode()
    assert "Ben Lis" not in page
    assert case.get_talk_url() not in page


def test_when_the_decision_stands_the_reporter_reads_why_and_the_author_hears_nothing(
    left, post, ben, dov, ewa, signed_in
):
    services.object_to(by=ben, report=left, words="To mnie obraża.")
    answer = decide(dov, post, "uphold", words="Przeczytane drugi raz: spór o metodę.")
    assert answer.author is None
    assert Post.objects.get(pk=post.pk).hidden_at is None
    page = signed_in(ben).get(left.get_absolute_url()).content.decode()
    assert "Przeczytane drugi raz: spór o metodę." in page
    assert "sprzeciw/" not in page
    assert not Notice.objects.filter(user=ewa, kind="moderation.decision").exists()
    assert signed_in(ewa).get(answer.get_absolute_url()).status_code == 404


def test_the_talk_goes_both_ways_and_stays_between_them(left, ben, dov, cleo, signed_in):
    case = services.object_to(by=ben, report=left, words="To mnie obraża.")
    assert signed_in(dov).post(case.get_talk_url(), {"words": "Które słowa?"}).status_code == 302
    assert Notice.objects.filter(user=ben, kind="moderation.talked").count() == 1
    assert "Które słowa?" in signed_in(ben).get(case.get_talk_url()).content.decode()
    assert signed_in(ben).post(case.get_talk_url(), {"words": "Ostatnie zdanie."}).status_code == 302
    assert Remark.objects.filter(case=case, by_author=True).count() == 2
    assert signed_in(cleo).get(case.get_talk_url()).status_code == 404


def test_only_its_maker_objects_once_in_time_in_words_and_only_when_it_was_left(left, post, ada, ben, ewa, said):
    for by, words in ((ewa, "x"), (ada, "x"), (ben, "  ")):
        with pytest.raises(Refused):
            services.object_to(by=by, report=left, words=words)
    with clock.moved_to(clock.now() + timedelta(days=200)), pytest.raises(Refused):
        services.object_to(by=ben, report=left, words="Późno")
    other = services.report(by=ben, kind=MODERATED[KIND], thing=said(ewa, "Inne słowa"), ground="offence")
    with pytest.raises(Refused):  # nobody has decided
        services.object_to(by=ben, report=other, words="Już?")
    decide(ada, other.about, "hide")
    with pytest.raises(Refused):  # something was done
        services.object_to(by=ben, report=Report.objects.get(pk=other.pk), words="Mało")
    assert not Case.objects.filter(why="objection").exists()
    services.object_to(by=ben, report=left, words="W porę")
    with pytest.raises(Refused):
        services.object_to(by=ben, report=left, words="Drugi raz")
    assert Case.objects.filter(why="objection").count() == 1


def test_what_others_can_no_longer_read_is_not_looked_at_again(left, post, ada, ben):
    decide(ada, post, "hide")
    with pytest.raises(Refused):
        services.object_to(by=ben, report=left, words="Za późno zauważone")
    assert not Case.objects.filter(why="objection").exists()


@pytest.mark.parametrize("act", ["keep", "show", "overturn", "ask", "publish"])
def test_an_objection_is_answered_and_not_passed_by(left, post, ben, dov, act):
    services.object_to(by=ben, report=left, words="To mnie obraża.")
    with pytest.raises(Refused):
        decide(dov, post, act)
    assert Case.objects.get(why="objection").closed_at is None


def test_a_moderator_who_objects_does_not_decide_about_it(post, deputy, ada, ewa):
    made = services.report(by=deputy, kind=MODERATED[KIND], thing=post, ground="offence")
    decide(ada, post, "keep")
    services.object_to(by=deputy, report=Report.objects.get(pk=made.pk), words="Jednak.")
    with pytest.raises(Refused, match="własnym sprzeciwie"):
        decide(deputy, post, "hide")
    assert selectors.waiting_count(deputy) == 0
    assert Case.objects.get(why="objection").step == 2


def test_all_whose_reports_were_closed_together_are_told(post, ada, ben, cleo, dov, ewa, deputy):
    first = services.report(by=ben, kind=MODERATED[KIND], thing=post, ground="offence")
    Report.objects.create(about=post, place=first.place, reporter=cleo, ground="offence")
    decide(ada, post, "keep")
    services.object_to(by=ben, report=Report.objects.get(pk=first.pk), words="Jednak.")
    decide(dov, post, "uphold")
    for person in (ben, cleo):
        assert Notice.objects.filter(user=person, kind="moderation.outcome").count() == 2


def test_who_may_object_is_the_twin_of_the_list(left, said, post, ada, ben, cleo, ewa):
    for number, act in enumerate(("hide", "keep", None)):
        thing = said(ewa, f"Słowa {number}")
        services.report(by=ben, kind=MODERATED[KIND], thing=thing, ground="offence")
        if act:
            decide(ada, thing, act)
    for _twice in range(2):
        for person in (ada, ben, cleo, ewa):
            listed = set(rules.objectionable_reports(person))
            assert listed == {made for made in Report.objects.all() if rules.may_object(person, made)}
        if _twice == 0:
            services.object_to(by=ben, report=left, words="Jednak.")


def test_an_objection_nobody_answers_climbs_past_who_decided(left, post, ben, dov, jan):
    case = services.object_to(by=ben, report=left, words="Jednak.")
    with clock.moved_to(clock.now() + timedelta(days=8)):
        services.climb()
    case.refresh_from_db()
    assert case.step == 3
    assert selectors.waiting_count(jan) == 1


def test_figures_count_objections_apart_from_appeals(left, post, ben, dov):
    services.object_to(by=ben, report=left, words="Jednak.")
    decide(dov, post, "uphold")
    made = selectors.figures(clock.today().year, place=left.place)
    assert (made.objections, made.objections_upheld, made.objections_granted) == (1, 1, 0)
    assert (made.appeals, made.appeals_upheld) == (0, 0)
    assert {"figure": "objections", "by": "", "value": 1, "year": made.year} in made.lines()


def test_when_an_appeal_brings_it_back_the_reporter_is_told(post, ada, ben, dov, ewa):
    services.report(by=ben, kind=MODERATED[KIND], thing=post, ground="offence")
    hidden = decide(ada, post, "hide")
    services.appeal(by=ewa, decision=hidden, words="To cytat.")
    decide(dov, post, "overturn", words="Racja.")
    told = Notice.objects.filter(user=ben, kind="moderation.outcome").latest("id")
    assert "ponownie" in told.title or "znów" in told.title
    assert "Racja." not in told.text


# --- without an account ------------------------------------------------------------------------------------------


@pytest.fixture
def notice(jan):
    return services.report_from_outside(
        address="https://splot.example/cos/", ground="unlawful", words="Skan podręcznika.", name="Zofia Obca",
        email="zofia@example.org",
    )  # fmt: skip


def test_somebody_without_an_account_objects_on_the_page_of_the_number(notice, jan, work_done, superuser):
    page = f"/zglos-nielegalna-tresc/{notice.number}/"
    visitor = Client()
    assert "sprzeciw" not in visitor.get(page).content.decode()
    assert visitor.post(f"{page}sprzeciw/", {"words": "Już?"}).status_code == 422
    decide(jan, notice, "keep", words="To dozwolony cytat.")
    work_done()
    letter = mail.outbox[-1]
    assert page in letter.body
    assert "To dozwolony cytat." in letter.body
    shown = visitor.get(page).content.decode()
    assert f"{page}sprzeciw/" in shown
    assert "Zofia" not in shown
    assert "podręcznika" not in shown
    assert visitor.post(f"{page}sprzeciw/", {"words": " "}).status_code == 422
    assert visitor.post(f"{page}sprzeciw/", {"words": "To cały rozdział."}).url == page
    case = Case.objects.get(why="objection")
    with pytest.raises(Refused):
        decide(jan, notice, "hide")
    assert "sprzeciw/" not in visitor.get(page).content.decode()
    assert not rules.may_talk(superuser, MODERATED["outside_report"], notice, case)
    decide(superuser, notice, "uphold", words="Drugie czytanie: cytat w granicach prawa.")
    work_done()
    assert "Drugie czytanie: cytat w granicach prawa." in mail.outbox[-1].body
    notice.refresh_from_db()
    assert notice.acted_at is None
    assert "Drugie czytanie" in visitor.get(page).content.decode()


def test_an_objection_from_outside_is_granted(notice, jan, superuser, work_done):
    decide(jan, notice, "keep")
    services.object_from_outside(notice=OutsideReport.objects.get(), words="To cały rozdział.")
    decide(superuser, notice, "hide", words="Racja.")
    work_done()
    assert "została ukryta" in mail.outbox[-1].body
    assert "Racja." not in mail.outbox[-1].body
    with pytest.raises(Refused):
        services.object_from_outside(notice=OutsideReport.objects.get(), words="Jeszcze raz")


def test_a_second_press_makes_one_objection(notice, jan, superuser):
    import uuid

    decide(jan, notice, "keep")
    sent = {"words": "To cały rozdział.", "once": str(uuid.uuid4())}
    for _twice in range(2):
        assert Client().post(f"/zglos-nielegalna-tresc/{notice.number}/sprzeciw/", sent).status_code == 302
    assert Remark.objects.count() == 1


@pytest.fixture
def superuser(jan, django_user_model):
    """A second administrator."""
    other = django_user_model.objects.create_user(email="olga@splot.test", password="x")
    django_user_model.objects.filter(pk=other.pk).update(is_superuser=True)
    other.refresh_from_db()
    return other
