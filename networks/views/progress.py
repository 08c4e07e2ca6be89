"""How the network is getting on: for who steers everybody by name, for a member oneself (D61–D64)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from kit import clock
from kit.verdicts import NotThere
from networks import progress, selectors
from networks.enums import Role
from networks.views.inside import inside

QUIET_AFTER = timedelta(days=30)


class ProgressView(View):
    """`networks:progress`: by name, never by merit; a member sees the own row alone."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the table and what might be done next."""
        standing = selectors.space_for(request.user, slug)
        if standing.role == Role.EXPERT:
            raise NotThere
        edition = standing.edition
        seated = edition.memberships.active().exclude(role=Role.EXPERT).select_related("user")
        people = seated if standing.steers else seated.filter(pk=standing.pk)
        rows = progress.rows_of(
            edition,
            people.order_by("user__last_name", "user__first_name", "pk"),
            quiet_before=clock.now() - QUIET_AFTER,
        )
        values = inside(
            standing,
            "progress",
            rows=rows,
            tracks=progress.tracks(),
            wholes=progress.facts_for(standing),
            steers=standing.steers,
            quiet=[row for row in rows if row.is_quiet] if standing.steers else [],
            acts=progress.acts_for(edition) if standing.steers else [],
        )
        return render(request, "networks/progress.html", values)
