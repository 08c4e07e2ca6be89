"""Adaptations with what their licences ask for, and the ledger of consents."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, Verdict, insist
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference
from resources import licences, rules
from resources.enums import Others
from resources.models import Origin, Permit, Resource
from resources.notices import ADAPTED


def check_adapted(by: Any, original: Resource, licence: str) -> None:
    """Raise Refused when `by` may not share a changed version of `original` under `licence`."""
    insist(rules.may_adapt(by, original))
    insist(licences.may_carry(original.licence, licence, own=rules.is_own(by, original)))


def check_still(resource: Resource, origin: Origin) -> Verdict:
    """Whether the licence of an adaptation still fits what it was made from."""
    original = origin.original
    maker = resource.created_by
    own = original is not None and maker is not None and rules.is_own(maker, original)
    return licences.may_carry(origin.licence, resource.licence, own=own)


def adapted(*, by: Any, resource: Resource, original: Resource) -> Origin:
    """Write down what `resource` was made from; its title, author and licence stay said when the original goes."""
    named = original.author or (str(original.created_by) if original.created_by else "")
    origin = Origin.objects.create(
        resource=resource,
        original=original,
        title=original.title,
        author=named,
        licence=original.licence,
        number=original.number,
    )
    # The licence's attribution is the Origin; the step makes the chain of work visible as well.
    source = Reference("resource", original.pk)
    provenance.record(by=by, source=source, result=Reference("resource", resource.pk))
    if original.created_by is not None:
        notify(
            ADAPTED,
            to=[original.created_by],
            by=by,
            about=resource,
            title=_("Somebody adapted “%(title)s”") % {"title": original.title},
            url=resource.get_absolute_url(),
        )
    return origin


def keep_permits(resource: Resource, permits: dict[str, tuple[str, str]] | None, *, by: Any, needed: bool) -> None:
    """Bring the ledger to `permits` ({about: (who agreed, where the paper is kept)}); None leaves it as it stands.

    Raises Refused when the resource is said to hold what belongs to others and nobody agreed.
    """
    if permits is not None:
        told = {about: words for about, words in permits.items() if all(words)}
        if resource.shows_others != Others.SOME:
            told = {}
        resource.permits.exclude(about__in=told).delete()
        for about, (agreed, kept) in told.items():
            Permit.objects.update_or_create(
                resource=resource,
                about=about,
                defaults={"agreed": agreed, "kept": kept, "written_by": by, "written_at": clock.now()},
            )
    if needed and resource.shows_others == Others.SOME and not resource.permits.exists():
        raise Refused(_("Say who agreed and where the consent is kept."))
