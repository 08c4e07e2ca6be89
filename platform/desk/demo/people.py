"""People, places and roles of the demo data."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import Profile, RoleAssignment, User
from accounts.services import change_profile, make_person
from desk.demo import words
from desk.demo.world import World
from directory.folding import fold
from directory.models import County, Institution, InstitutionType, Subject, Voivodeship
from kit import clock

HOW_MANY = 60


def plant(world: World) -> None:
    """Two counties, twelve schools, sixty people; the accounts of the sign-in page among them."""
    places()
    told = words.read("people")
    for account in told["accounts"]:
        world.people[account["email"].split("@", 1)[0]] = enrol(account)
    schools = list(Institution.objects.filter(rspo__range=(990001, 990999)).order_by("rspo"))
    topics = told["topics"]
    firsts, lasts = told["first_names_f"] + told["first_names_m"], told["last_names"]
    for number in range(HOW_MANY - len(world.people)):
        first = firsts[number % len(firsts)]
        woman = first in told["first_names_f"]
        pair = lasts[(number * 7) % len(lasts)].split(":")
        position = told["positions"][number % len(told["positions"])].split(":")
        account = {
            "email": f"osoba{number + 1:02d}@example.org",
            "first": first,
            "last": pair[0 if woman else 1],
            "position": position[0 if woman else 1],
            "school": schools[number % len(schools)].rspo,
            "topics": topics.get(str(number), ""),
            "found_by": "networks" if number % 2 else "signed_in",
        }
        world.others.append(enrol(account))


def places() -> None:
    """The invented counties and schools."""
    told = words.read("places")
    for county in told["counties"]:
        region = Voivodeship.objects.get(code=county["voivodeship"])
        County.objects.get_or_create(
            code=county["code"], defaults={"name": county["name"], "slug": county["slug"], "voivodeship": region}
        )
    for school in told["schools"]:
        kind, _made = InstitutionType.objects.get_or_create(name=school["type"])
        values = {key: school[key] for key in ("name", "town", "street")}
        line = " ".join([school["name"], school["town"], school["street"], str(school["rspo"])])
        Institution.objects.get_or_create(
            rspo=school["rspo"], defaults=values | {"type": kind, "county_id": school["county"], "folded": fold(line)}
        )


def enrol(account: dict[str, Any]) -> User:
    """A person with a profile and, where told, a role. Nobody in the demo has a password: entry is by one click."""
    staff = account.get("staff", False)
    user = make_person(
        email=account["email"],
        first_name=account["first"],
        last_name=account["last"],
        is_staff=staff,
        is_superuser=staff,
    )
    school = Institution.objects.filter(rspo=account.get("school")).first()
    profile, _made = Profile.objects.update_or_create(
        user=user, defaults={"institution": school, "position": account["position"]}
    )
    if account.get("topics"):
        change_profile(by=user, topics=account["topics"], topics_found_by=account.get("found_by", "signed_in"))
    if "matematyki" in account["position"]:
        profile.subjects.set(Subject.objects.filter(slug="matematyka"))
    if account.get("role"):
        assign(user, account["role"], county_id=account.get("county"), institution=school)
    return user


def assign(user: User, role: str, **scope: Any) -> None:
    """A role since the first day of last school year."""
    since = date(clock.today().year - 1, 9, 1)
    kept = {name: value for name, value in scope.items() if value is not None}
    if role == "county_coordinator":
        kept.pop("institution", None)
    RoleAssignment.objects.create(user=user, role=role, from_on=since, **kept)
