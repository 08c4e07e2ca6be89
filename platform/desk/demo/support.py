"""One support process for each stage, carried there by the services and through every gate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.demo import words
from desk.demo.people import assign
from desk.demo.world import World, days_ago
from directory.models import Institution
from kit import clock
from support import selectors, services
from support.states import State


def plant(world: World) -> None:
    """Open each process and bring it as far as it is told to be."""
    sore = world.people["sore"]
    for number, told in enumerate(words.read("support")["processes"]):
        school = Institution.objects.get(rspo=told["rspo"])
        assign(sore, "sore", institution=school)
        director = world.people["dyrektor"] if number == 0 else world.others[50 - number]
        if number:
            assign(director, "director", institution=school)
        with days_ago(75 - 10 * number):
            process = services.open_process(
                by=world.people["powiat"],
                institution=school,
                title=told["title"],
                duration="school_year",
                starts_on=clock.today(),
                ends_on=clock.today() + timedelta(days=250),
            )
            process = services.agree(by=director, process=process)
        carry(sore, process, told)


def carry(sore: Any, process: Any, told: dict[str, Any]) -> None:
    """Through the gates up to the stage named in `until`."""
    with days_ago(28):
        services.log(
            by=sore, process=process, done_on=clock.today(), hours=2, act="contact", with_whom="dyrekcja",
            text="Pierwsza wizyta: cele wspomagania, oczekiwania rady, termin warsztatu.",
        )  # fmt: skip
        services.record_diagnosis(
            by=sore, process=process, version=1, sources=["survey", "workshop", "interview"], area=told["area"],
            area_because="Obszar wskazany przez radę pedagogiczną po warsztacie.", workshop_on=clock.today(),
            strengths="Zespół, który się zna i lubi uczyć od siebie.",
        )  # fmt: skip
        for need in told["needs"]:
            services.add_need(by=sore, process=process, **need)
    for stage, key in [("planning", "plan"), ("implementation", "carried"), ("assessment", "assessed")]:
        if process.state == told["until"]:
            return
        process = services.advance(by=sore, process=process)
        if key in told:
            settle(sore, process, stage, told[key], told)


def settle(sore: Any, process: Any, stage: str, text: str, told: dict[str, Any]) -> None:
    """Write what the stage settled, and its log."""
    with days_ago(9):
        day = clock.today()
        if stage == State.IMPLEMENTATION:
            for entry in told.get("logs", []):
                services.log(by=sore, process=process, done_on=day, **entry)
        version = selectors.record_of(process, stage).version
        fields: dict[str, Any] = {"words": text}
        if stage != State.IMPLEMENTATION:
            fields |= {"director_on": day, "council_on": day}
        if stage == State.ASSESSMENT:
            fields["recommendations"] = told["recommendations"]
        services.record_stage(by=sore, process=process, stage=stage, version=version, **fields)
