"""Things done together: each asker gets the own answer, in order, whatever happens to the others."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from kit.together import Together


class Halves:
    """Halves even numbers and refuses odd ones; the first lot waits for the test."""

    def __init__(self, most: int = 200) -> None:
        self.lots: list[list[int]] = []
        self.told: list[int | Exception] = []
        self.go = asyncio.Event()
        self.queue = Together(self.run, self.hear, most)

    async def run(self, numbers: Sequence[int]) -> list[int | Exception]:
        """The work."""
        self.lots.append(list(numbers))
        await self.go.wait()
        return [ValueError(str(one)) if one % 2 else one // 2 for one in numbers]

    async def hear(self, results: Sequence[int | Exception]) -> None:
        """The news."""
        self.told += results


@pytest.mark.asyncio
async def test_what_comes_meanwhile_makes_the_next_lot_and_a_refusal_is_its_askers_own():
    work = Halves()
    asked = [asyncio.ensure_future(work.queue.do(one)) for one in (2, 3, 4)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    asked += [asyncio.ensure_future(work.queue.do(one)) for one in (6, 8)]
    await asyncio.sleep(0)
    work.go.set()
    results = await asyncio.gather(*asked, return_exceptions=True)
    assert [one if isinstance(one, int) else str(one) for one in results] == [1, "3", 2, 3, 4]
    assert [number for lot in work.lots for number in lot] == [2, 3, 4, 6, 8]
    assert len(work.lots) == 2


@pytest.mark.asyncio
async def test_whoever_is_gone_takes_nothing_from_the_others_and_the_news_is_told():
    work = Halves()
    first, second = (asyncio.ensure_future(work.queue.do(one)) for one in (2, 4))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()
    work.go.set()
    assert await second == 2
    assert work.told == [1, 2]


@pytest.mark.asyncio
async def test_when_a_lot_fails_everybody_in_it_hears_and_the_next_goes_on():
    work = Halves(most=1)
    work.go.set()

    async def breaks(results: Sequence[int | Exception]) -> None:
        if results == [1]:
            raise OSError("away")

    work.queue._told = breaks
    results = await asyncio.gather(*(work.queue.do(one) for one in (2, 4)), return_exceptions=True)
    assert isinstance(results[0], OSError)
    assert results[1] == 2
