"""The same numbers as the annual report's, counted another way: from raw rows, in plain SQL and plain loops."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.dateparse import parse_date, parse_datetime

from kit import clock

WARSAW = ZoneInfo("Europe/Warsaw")


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def day_of(moment: Any) -> date:
    """The day in Warsaw of a raw value of the database."""
    if isinstance(moment, str):
        moment = parse_datetime(moment)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo("UTC"))
    return moment.astimezone(WARSAW).date()


def plain_day(value: Any) -> date:
    return parse_date(value) if isinstance(value, str) else value


class Raw:
    """Everything the report says of one year, by name of the figure."""

    def __init__(self, edition: Any) -> None:
        self.edition, self.network = edition.pk, edition.network_id
        self.first, self.last = edition.school_year.starts_on, edition.school_year.ends_on
        self.label = edition.school_year.label
        self.months: Counter[tuple[int, int]] = Counter()
        self.begun: set[tuple[int, int]] = set()
        self.found: dict[str, int] = {}
        for part in (self.people, self.forum, self.library, self.plan, self.tasks, self.gatherings, self.blog):
            part()
        self.voices()
        self.surveys()
        self.rest()
        self.year()

    def within(self, moment: Any) -> bool:
        return moment is not None and self.first <= day_of(moment) <= self.last

    def mark(self, moment: Any) -> None:
        day = day_of(moment)
        self.months[day.year, day.month] += 1

    def people(self) -> None:
        held = rows("SELECT user_id, role, state FROM networks_membership WHERE edition_id = %s", self.edition)
        seated = [one for one, role, state in held if role != "expert" and state == "active"]
        places = dict(rows("SELECT user_id, institution_id FROM accounts_profile"))
        self.found |= {
            "people": len(seated),
            "schools": len({places.get(one) for one in seated} - {None}),
            "experts": sum(role == "expert" and state == "active" for _one, role, state in held),
            "gone": sum(role != "expert" and state in ("left", "removed") for _one, role, state in held),
        }

    def forum(self) -> None:
        threads = [
            row
            for row in rows(
                "SELECT id, author_id, created_at, is_question, answer_id FROM forum_thread WHERE network_id = %s",
                self.network,
            )
            if self.within(row[2])
        ]
        posts = [
            row
            for row in rows(
                "SELECT p.thread_id, p.author_id, p.number, p.created_at, p.id FROM forum_post p "
                "JOIN forum_thread t ON t.id = p.thread_id WHERE t.network_id = %s "
                "AND p.hidden_at IS NULL AND p.deleted_at IS NULL",
                self.network,
            )
            if self.within(row[3])
        ]
        shown = {row[0] for row in rows("SELECT id FROM forum_post WHERE hidden_at IS NULL AND deleted_at IS NULL")}
        for row in posts:
            self.mark(row[3])
        self.found |= {
            "forum_threads": len(threads),
            "forum_posts": len(posts),
            "forum_people": len({row[1] for row in posts} - {None}),
            "forum_questions": sum(bool(row[3]) for row in threads),
            "forum_settled": sum(bool(row[3]) and row[4] in shown for row in threads),
            "forum_answered": sum(
                any(post[0] == row[0] and post[2] > 1 and post[1] != row[1] for post in posts) for row in threads
            ),
        }

    def library(self) -> None:
        held = [
            row
            for row in rows(
                "SELECT id, kind, visibility, downloads, created_at FROM resources_resource "
                "WHERE network_id = %s AND hidden_at IS NULL",
                self.network,
            )
            if self.within(row[4])
        ]
        notes = rows(
            "SELECT n.created_at FROM resources_usenote n JOIN resources_resource r ON r.id = n.resource_id "
            "WHERE r.network_id = %s AND r.hidden_at IS NULL AND n.hidden_at IS NULL",
            self.network,
        )
        for row in held:
            self.mark(row[4])
        self.found |= {
            "resources.all": len(held),
            "resources.public": sum(row[2] == "public" for row in held),
            "resources.downloads": sum(row[3] for row in held),
            "resources.used": sum(self.within(moment) for (moment,) in notes),
        }
        self.found |= {f"resources.kind.{kind}": many for kind, many in Counter(row[1] for row in held).items()}

    def plan(self) -> None:
        today = clock.today()
        points = rows(
            "SELECT p.id, p.goal_id, p.starts_on, p.ends_on, p.done_at FROM planning_point p "
            "JOIN planning_plan l ON l.id = p.plan_id WHERE l.edition_id = %s AND l.state <> 'draft'",
            self.edition,
        )
        goals = rows(
            "SELECT g.id FROM planning_goal g JOIN planning_plan l ON l.id = g.plan_id "
            "WHERE l.edition_id = %s AND l.state <> 'draft'",
            self.edition,
        )
        undone = [point for point in points if point[4] is None]
        reached = 0
        for (goal,) in goals:
            mine = [point for point in points if point[1] == goal]
            reached += bool(mine) and all(point[4] is not None for point in mine)
        self.found |= {
            "plan_points": len(points),
            "plan_done": len(points) - len(undone),
            "plan_due": sum(plain_day(one[2]) <= today <= plain_day(one[3]) for one in undone),
            "plan_late": sum(plain_day(one[3]) < today for one in undone),
            "plan_goals": len(goals),
            "plan_reached": reached,
        }

    def tasks(self) -> None:
        given = rows("SELECT id FROM assignments_task WHERE edition_id = %s AND withdrawn_at IS NULL", self.edition)
        accepted = rows(
            "SELECT a.user_id, a.decided_at FROM assignments_assignment a JOIN assignments_task t ON t.id = a.task_id "
            "WHERE t.edition_id = %s AND t.withdrawn_at IS NULL AND a.state = 'accepted'",
            self.edition,
        )
        for _user, moment in accepted:
            if moment is not None:
                self.mark(moment)
        self.found |= {
            "tasks_given": len(given),
            "tasks_accepted": len(accepted),
            "tasks_people": len({user for user, _moment in accepted} - {None}),
        }

    def gatherings(self) -> None:
        now = clock.now()
        held = [
            row
            for row in rows(
                "SELECT id, kind, state, starts_at, ends_at, present_count FROM meetings_meeting WHERE edition_id = %s",
                self.edition,
            )
            if row[2] == "held" or (row[2] not in ("cancelled",) and day_and_hour(row[4]) < now)
        ]
        there = self.there({row[0] for row in held})
        experts = {
            row[0]
            for row in rows(
                "SELECT user_id FROM networks_membership WHERE edition_id = %s AND role = 'expert' "
                "AND state = 'active'",
                self.edition,
            )
        }
        minutes = {
            row[0]
            for row in rows("SELECT meeting_id FROM meetings_minutes WHERE state = 'published'")
            if row[0] in {one[0] for one in held}
        }
        decisions = [row[0] for row in rows("SELECT meeting_id FROM meetings_decision") if row[0] in minutes]
        seen = Counter(meeting for meeting, _user in there)
        for row in held:
            self.mark(row[3])
        self.found |= {
            "meetings_held": len(held),
            "meetings_attendance": sum(seen[row[0]] + (row[5] or 0) for row in held),
            "meetings_people": len({user for _meeting, user in there}),
            "meetings_experts": len({user for _meeting, user in there} & experts),
            "meetings_minutes": len(minutes),
            "meetings_decisions": len(decisions),
        }
        for kind, many in Counter(row[1] for row in held).items():
            self.found[f"meetings_{kind}"] = many
            self.found[f"presences_{kind}"] = sum(seen[row[0]] + (row[5] or 0) for row in held if row[1] == kind)

    def there(self, meetings: set[int]) -> set[tuple[int, int]]:
        """Who came in or signed, unless the coordinator's word says otherwise."""
        found = {(one, user) for one, user in rows("SELECT meeting_id, user_id FROM meetings_visit")}
        found |= set(rows("SELECT meeting_id, user_id FROM meetings_signin WHERE at IS NOT NULL"))
        for meeting, user, was in rows("SELECT meeting_id, user_id, was_there FROM meetings_correction"):
            (found.add if was else found.discard)((meeting, user))
        return {(one, user) for one, user in found if one in meetings and user is not None}

    def blog(self) -> None:
        entries = [
            row
            for row in rows(
                "SELECT e.page_ptr_id, e.shown_at, p.live FROM blogs_blogpostpage e "
                "JOIN wagtailcore_page p ON p.id = e.page_ptr_id "
                "WHERE e.network_id = %s AND e.shown_at IS NOT NULL AND e.hidden_at IS NULL",
                self.network,
            )
            if self.within(row[1])
        ]
        authors = {
            user
            for page, user in rows("SELECT entry_id, user_id FROM blogs_blogauthor")
            if page in {row[0] for row in entries} and user is not None
        }
        said = rows(
            "SELECT c.created_at FROM blogs_comment c JOIN blogs_blogpostpage e ON e.page_ptr_id = c.entry_id "
            "WHERE e.network_id = %s AND c.hidden_at IS NULL AND c.deleted_at IS NULL AND c.state = 'shown'",
            self.network,
        )
        for row in entries:
            self.mark(row[1])
        self.found |= {
            "blog_entries": len(entries),
            "blog_public": sum(bool(row[2]) for row in entries),
            "blog_people": len(authors),
            "blog_comments": sum(self.within(moment) for (moment,) in said),
        }

    def voices(self) -> None:
        def of(sql: str, number: int) -> int:
            return rows(sql, number)[0][0]

        self.found |= {
            "voices_needs": of("SELECT COUNT(*) FROM needs_need WHERE network_id = %s", self.network),
            "voices_wishes": of(
                "SELECT COUNT(*) FROM needs_wish WHERE edition_id = %s AND hidden_at IS NULL", self.edition
            ),
            "voices_votes": of(
                "SELECT COUNT(*) FROM needs_proposal WHERE edition_id = %s AND hidden_at IS NULL", self.edition
            ),
            "voices_ballots": of(
                "SELECT COUNT(*) FROM needs_ballot b JOIN needs_proposal p ON p.id = b.proposal_id "
                "WHERE p.edition_id = %s AND p.hidden_at IS NULL",
                self.edition,
            ),
            "voices_questions": of(
                "SELECT COUNT(*) FROM needs_question WHERE edition_id = %s AND hidden_at IS NULL", self.edition
            ),
        }

    def surveys(self) -> None:
        held = rows(
            "SELECT s.id, s.outcome FROM surveys_survey s JOIN surveying_networksurvey n ON n.survey_id = s.id "
            "WHERE n.edition_id = %s AND s.state = 'closed'",
            self.edition,
        )
        outcomes = [json.loads(one) if isinstance(one, str) else one for _survey, one in held]
        marked = sum(
            len(json.loads(one) if isinstance(one, str) else one)
            for survey, people, links in rows("SELECT survey_id, people, links FROM surveys_participation")
            for one in (people, links)
            if survey in {row[0] for row in held}
        )
        self.found |= {"surveys_closed": len(held), "surveys_answers": marked}
        assert marked == sum(one["answered"] for one in outcomes), "everybody who answered is counted once"

    def rest(self) -> None:
        asked = rows("SELECT state, hours FROM experts_expertrequest WHERE edition_id = %s", self.edition)
        worked = [hours for state, hours in asked if state in ("done", "evaluated")]
        self.found |= {
            "experts_asked": sum(state != "withdrawn" for state, _hours in asked),
            "experts_done": len(worked),
            "experts_hours": sum(hours or 0 for hours in worked),
            "outcomes": rows(
                "SELECT COUNT(*) FROM pages_outcomepage o JOIN wagtailcore_page p ON p.id = o.page_ptr_id "
                "WHERE o.network_id = %s AND o.school_year = %s AND p.live = %s",
                self.network,
                self.label,
                True,
            )[0][0],
        }

    def year(self) -> None:
        day = self.first
        while day <= min(self.last, clock.today()):
            self.begun.add((day.year, day.month))
            day += timedelta(days=1)
        months, active = self.begun, {month for month in self.months if month in self.begun}
        self.found |= {"months_active": len(active), "months_quiet": len(months) - len(active)}


def day_and_hour(moment: Any) -> datetime:
    """A raw moment of the database with its zone."""
    if isinstance(moment, str):
        moment = parse_datetime(moment)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("UTC"))
