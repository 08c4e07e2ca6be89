"""From a member's proposal to the public page: what is missing, who decides, what everybody reads (CM-01)."""

from __future__ import annotations

import pytest

from kit.verdicts import NotThere, Refused
from networks.outcomes import rules, selectors, services
from networks.outcomes.models import Outcome
from tests.outcomes.conftest import WORDS, completed, fresh, step_of

pytestmark = pytest.mark.django_db


def _parts(outcome):
    return {lack.part for lack in selectors.lacks(fresh(outcome))}


def test_a_proposal_names_everything_it_misses(proposal, ben, ada):
    assert _parts(proposal) == {
        "summary", "problem", "for_whom", "how", "conditions", "evidence", "materials", "licence", "authors", "personal"
    }  # fmt: skip
    for by in (ben, ada):
        with pytest.raises(Refused) as refused:
            services.send(by=by, outcome=proposal)
        assert "Ben Lis" in str(refused.value.reason)
    assert fresh(proposal).review() is None


@pytest.mark.parametrize("name", ["summary", "problem", "for_whom", "how", "conditions", "evidence", "licence"])
def test_each_missing_word_locks_it(complete, ben, name):
    services.save(by=ben, outcome=complete, values={**WORDS, name: ""}, seen=complete.version)
    assert name in _parts(complete)
    with pytest.raises(Refused):
        services.send(by=ben, outcome=complete)


def test_pictures_without_words_and_files_without_names_lock_it(complete, ben):
    picture, file = complete.attachments.get(is_picture=True), complete.attachments.get(is_picture=False)
    services.describe(by=ben, outcome=complete, attachment_pk=picture.pk, alt="")
    assert "materials" in _parts(complete)
    services.describe(by=ben, outcome=complete, attachment_pk=picture.pk, alt="Karty")
    assert "materials" not in _parts(complete)
    services.describe(by=ben, outcome=complete, attachment_pk=file.pk, title="")
    assert "materials" in _parts(complete)
    services.detach(by=ben, outcome=complete, attachment_pk=file.pk)
    assert "materials" in _parts(complete)
    services.save(by=ben, outcome=complete, values={**WORDS, "no_materials": True}, seen=fresh(complete).version)
    assert "materials" not in _parts(complete)


def test_the_check_for_personal_data_ends_with_every_change(complete, ben):
    assert fresh(complete).is_checked
    services.add_station(by=ben, outcome=complete, kind="work", words="Próby w klasach.")
    assert _parts(complete) == {"personal"}
    with pytest.raises(Refused):
        services.check_personal_data(by=ben, outcome=complete, seen=complete.version)
    services.check_personal_data(by=ben, outcome=complete, seen=fresh(complete).version)
    assert _parts(complete) == set()


def test_what_looks_like_personal_data_is_named(complete, ben):
    assert selectors.findings(fresh(complete)) == []
    words = {**WORDS, "evidence": "Jaś ma opinię poradni i zadzwonił na 601 234 567."}
    services.save(by=ben, outcome=complete, values=words, seen=complete.version)
    assert {one.kind for one in selectors.findings(fresh(complete))} == {"phone", "pupil"}


def test_it_goes_to_that_networks_coordinator_then_to_an_editor(sent, ben, ada, ewa, cleo, dov, iga, jan, client):
    assert [person for person in (ben, ada, ewa, cleo, dov, iga, jan) if rules.may_judge(person, sent)] == [ada]
    for by in (ben, ewa, cleo, iga, jan):
        with pytest.raises(Refused):
            services.approve(by=by, outcome=sent, seen=step_of(sent))
    assert services.approve(by=ada, outcome=sent, seen=step_of(sent)) is False
    held = fresh(sent)
    assert not held.live
    assert held.pages.count() == 0
    assert [person for person in (ben, ada, ewa, cleo, dov, iga, jan) if rules.may_judge(person, held)] == [iga]
    with pytest.raises(Refused):
        services.approve(by=ada, outcome=held, seen=step_of(held))
    assert services.approve(by=iga, outcome=held, seen=step_of(held)) is True
    page = fresh(held).pages.get()
    drawn = client.get(f"/efekty/{page.slug}/").content.decode()
    for said in (WORDS["summary"], WORDS["problem"], WORDS["conditions"], WORDS["evidence"], "Klasy milczą", "Ben Lis"):
        assert said in drawn
    assert "karty.txt" not in drawn or page.materials.count() == 1


def test_another_networks_coordinator_never_decides(sent, cleo, other_network):
    from networks.services import seat

    seat(edition=other_network.editions.get(is_current=True), user=cleo, role="deputy")
    assert not rules.may_judge(cleo, sent)
    with pytest.raises(NotThere):
        selectors.outcome_in_review(cleo, sent.pk)


def test_nobody_changes_what_waits_and_a_return_opens_it_again(sent, ben, ada):
    for act in (
        lambda: services.save(by=ben, outcome=sent, values=WORDS, seen=sent.version),
        lambda: services.add_station(by=ben, outcome=sent, kind="need", words="Inaczej."),
        lambda: services.delete(by=ben, outcome=sent),
        lambda: services.send(by=ben, outcome=sent),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(Refused):
        services.return_file(by=ada, outcome=sent, words="  ")
    services.return_file(by=ada, outcome=sent, words="Dopisz, ile to trwa.")
    held = fresh(sent)
    assert held.returned_words == "Dopisz, ile to trwa."
    assert rules.may_edit(ben, held)
    services.send(by=ben, outcome=held)
    assert fresh(held).review() is not None


def test_a_consent_taken_back_in_review_ends_the_review(with_editors, ben, iga):
    seen = step_of(with_editors)
    services.withdraw_consent(by=ben, outcome=with_editors)
    assert fresh(with_editors).review() is None
    with pytest.raises(Refused):
        services.approve(by=iga, outcome=with_editors, seen=seen)
    assert not fresh(with_editors).live


def test_the_lock_is_asked_at_every_step(with_editors, iga):
    Outcome.objects.filter(pk=with_editors.pk).update(checked_version=None)
    with pytest.raises(Refused):
        services.approve(by=iga, outcome=with_editors, seen=step_of(with_editors))
    assert not fresh(with_editors).live


def test_publishing_past_the_workflow_does_nothing(sent, ben):
    revision = sent.latest_revision
    revision.publish(user=ben)
    assert not fresh(sent).live
    services.take_back(by=ben, outcome=sent)
    revision.publish(user=ben)
    assert not fresh(sent).live
    assert fresh(sent).pages.count() == 0


def test_two_writers_do_not_overwrite_each_other(proposal, ben, ada):
    services.save(by=ada, outcome=proposal, values={**WORDS, "summary": "Ada"}, seen=proposal.version)
    with pytest.raises(Refused):
        services.save(by=ben, outcome=proposal, values={**WORDS, "summary": "Ben"}, seen=proposal.version)
    assert fresh(proposal).summary == "Ada"


def test_only_members_propose_and_only_authors_and_steerers_write(network, proposal, nina, cleo, gen, ewa, ada):
    for outsider in (nina, cleo):
        with pytest.raises(Refused):
            services.propose(by=outsider, network=network, values={"title": "Obce"})
    with pytest.raises(Refused):
        services.save(by=ewa, outcome=proposal, values=WORDS, seen=proposal.version)
    services.save(by=ada, outcome=proposal, values=WORDS, seen=proposal.version)
    assert Outcome.objects.count() == 1


def test_the_same_proposal_twice_is_once(ben, network):
    import uuid

    key = uuid.uuid4()
    made = [services.propose(by=ben, network=network, values={"title": "Raz"}, key=key) for _time in range(2)]
    assert made[0] == made[1]


def test_what_it_is_made_from_tells_the_beginning_of_its_way(ben, ada, network, edition):
    from datetime import timedelta

    from kit import clock
    from meetings import services as meetings
    from provenance.registry import Reference

    starts = clock.now() + timedelta(days=3)
    meeting = meetings.plan(
        by=ada, edition=edition, agenda=[], title="Warsztat o błędzie", kind="working", mode="online",
        starts_at=starts, ends_at=starts + timedelta(hours=1),
    )  # fmt: skip
    made = services.propose(
        by=ben, network=network, values={"title": "Karty"}, made_from=Reference("meeting", meeting.pk)
    )
    assert [(one.kind, one.words) for one in made.way.all()] == [("meeting", "Warsztat o błędzie")]


def test_single_rules_and_their_querysets_agree(public, sent_too, ben, ada, ewa, cleo, dov, iga, jan, nina):
    for outcome in Outcome.objects.all():
        for person in (ben, ada, ewa, cleo, dov, iga, jan, nina):
            for single, many in (
                (rules.may_read, rules.readable_outcomes),
                (rules.may_judge, rules.judgeable_outcomes),
                (rules.looks_after, rules.looked_after),
            ):
                assert bool(single(person, outcome)) == many(person).filter(pk=outcome.pk).exists(), (single, person)
            if not outcome.workflow_in_progress:
                here = rules.editable_outcomes(person).filter(pk=outcome.pk).exists()
                assert bool(rules.may_edit(person, outcome)) == here


@pytest.fixture
def sent_too(ben, network):
    """Another outcome, which waits for the coordinator, and one in preparation."""
    services.propose(by=ben, network=network, values={"title": "Trzeci"})
    other = completed(services.propose(by=ben, network=network, values={"title": "Drugi"}), ben)
    services.send(by=ben, outcome=other)
    return other
