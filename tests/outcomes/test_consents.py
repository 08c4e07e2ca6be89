"""Consents of authors: acts each does alone, and takes back at once (CM-08, GDPR 7)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from accounts.services import give_consent, withdraw_consent
from kit.verdicts import Refused
from networks.outcomes import selectors, services
from networks.outcomes.models import AuthorConsent
from search.models import Document
from tests.outcomes.conftest import WORDS, fresh, step_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(complete, ben, ewa):
    """Ben's complete file with Ewa as its second author, who was not asked yet."""
    services.add_author(by=ben, outcome=complete, user=ewa)
    return fresh(complete)


def test_each_author_agrees_alone(two, ben, ewa, ada, cleo):
    assert [lack.part for lack in selectors.lacks(two)] == ["authors"]
    assert "Ewa Maj" in selectors.lacks(two)[0].sentence
    for other in (ada, cleo):
        with pytest.raises(Refused):
            services.agree(by=other, outcome=two, licence="cc-by", named=True)
    services.agree(by=ben, outcome=two, licence="cc-by", named=True)
    with pytest.raises(Refused):
        services.send(by=ben, outcome=two)
    services.agree(by=ewa, outcome=two, licence="cc-by", named=False)
    assert selectors.lacks(fresh(two)) == []
    assert AuthorConsent.objects.filter(author__user=ewa, withdrawn_at=None).get().wording


def test_another_licence_asks_everybody_anew(two, ben, ewa):
    services.agree(by=ewa, outcome=two, licence="cc-by", named=True)
    services.save(by=ben, outcome=two, values={**WORDS, "licence": "cc0"}, seen=two.version)
    missing = [lack.sentence for lack in selectors.lacks(fresh(two)) if lack.part == "authors"]
    assert "Ben Lis" in missing[0]
    assert "Ewa Maj" in missing[0]
    with pytest.raises(Refused):
        services.agree(by=ewa, outcome=fresh(two), licence="cc-by", named=True)


def test_acts_are_kept_and_only_one_stands(complete, ben):
    services.agree(by=ben, outcome=complete, licence="cc-by", named=False)
    acts = list(AuthorConsent.objects.filter(author__outcome=complete))
    assert [act.withdrawn_at is None for act in acts] == [False, True]
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthorConsent.objects.create(author=acts[0].author, licence="cc-by", wording="x", named=True)


def _names(client, page):
    drawn = client.get(f"/efekty/{page.slug}/").content.decode()
    found = client.get("/efekty/?q=lis").content.decode()
    return "Ben Lis" in drawn, page.title in found


def test_a_name_taken_back_is_gone_from_page_gallery_and_search_at_once(public, page, ben, client, work_done):
    work_done()
    assert _names(client, page) == (True, True)
    assert "Ben Lis" in Document.objects.get(kind="outcome").text
    services.agree(by=ben, outcome=public, licence="cc-by", named=False)
    work_done()
    assert _names(client, page) == (False, False)
    assert "Ben Lis" not in Document.objects.get(kind="outcome").text
    services.agree(by=ben, outcome=public, licence="cc-by", named=True)
    work_done()
    assert _names(client, page) == (True, True)


def test_the_general_consent_of_the_account_counts_too(public, page, ben, client):
    withdraw_consent(by=ben, kind="publication")
    assert "Ben Lis" not in client.get(f"/efekty/{page.slug}/").content.decode()
    give_consent(by=ben, kind="publication")
    assert "Ben Lis" in client.get(f"/efekty/{page.slug}/").content.decode()


def test_the_whole_consent_taken_back_takes_the_page_from_the_public(public, page, ben, client):
    services.withdraw_consent(by=ben, outcome=public)
    assert client.get(f"/efekty/{page.slug}/").status_code == 410
    assert not fresh(public).live
    with pytest.raises(Refused):
        services.withdraw_consent(by=ben, outcome=public)


def test_an_author_who_left_the_network_still_takes_it_back(public, page, ben, edition, client, signed_in):
    edition.memberships.filter(user=ben).update(ended_at="2026-11-01T10:00:00Z")
    edition.memberships.filter(user=ben).delete()
    inside = signed_in(ben)
    assert inside.get(f"/efekty/zgoda/{public.pk}/").status_code == 200
    assert inside.post(f"/efekty/zgoda/{public.pk}/", {"act": "withdraw"}).status_code == 302
    assert client.get(f"/efekty/{page.slug}/").status_code == 410


def test_who_goes_takes_the_name_along(public, page, ben, ada, client):
    from networks.outcomes.farewells import leave_authorship

    leave_authorship(ben)
    assert "Ben Lis" not in client.get(f"/efekty/{page.slug}/").content.decode()
    assert not fresh(page).authors.exists()
    assert all("Ben Lis" not in str(revision.content) for revision in fresh(page).revisions.all())


def test_after_a_new_round_the_page_is_the_same_address_with_new_words(public, page, ben, ada, iga, client):
    services.withdraw_consent(by=ben, outcome=public)
    services.save(by=ben, outcome=public, values={**WORDS, "summary": "Nowe słowa."}, seen=fresh(public).version)
    services.check_personal_data(by=ben, outcome=public, seen=fresh(public).version)
    services.agree(by=ben, outcome=public, licence="cc-by", named=False)
    services.send(by=ben, outcome=public)
    services.approve(by=ada, outcome=public, seen=step_of(public))
    services.approve(by=iga, outcome=public, seen=step_of(public))
    drawn = client.get(f"/efekty/{page.slug}/").content.decode()
    assert "Nowe słowa." in drawn
    assert "Ben Lis" not in drawn
    assert public.pages.count() == 1
    assert fresh(page).materials.count() == 1
