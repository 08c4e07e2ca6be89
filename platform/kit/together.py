"""Things asked for one by one and done together: whatever comes while the last lot is under way makes the next one.

Nothing waits on purpose: one thing alone is done at once, and the more come, the more of them share a visit to the
database (docs/decisions/0013).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Together(Generic[T, R]):
    """A queue before `run`, which gives for each thing its result or the exception to be raised for it, in order.

    `told` hears the results of a lot before those who asked do; it hears them even if none of those is still there.
    """

    def __init__(
        self,
        run: Callable[[Sequence[T]], Awaitable[Sequence[R | Exception]]],
        told: Callable[[Sequence[R | Exception]], Awaitable[None]],
        most: int = 200,
    ) -> None:
        self._run, self._told, self._most = run, told, most
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._task: asyncio.Task | None = None

    async def do(self, thing: T) -> R:
        """Have `thing` done; gives its result or raises its exception."""
        asked: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((thing, asked))
        if self._task is None:
            self._task = asyncio.ensure_future(self._go_on())
        return await asked

    async def _go_on(self) -> None:
        try:
            while self._waiting:
                lot, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                await self._do_all(lot)
        finally:
            self._task = None

    async def _do_all(self, lot: list[tuple[T, asyncio.Future[R]]]) -> None:
        results: Sequence[Any]
        try:
            results = await self._run([thing for thing, _asked in lot])
            await self._told(results)
        except Exception as error:
            results = [error] * len(lot)
        for (_thing, asked), result in zip(lot, results, strict=True):
            if asked.done():  # whoever asked has gone
                continue
            if isinstance(result, Exception):
                asked.set_exception(result)
            else:
                asked.set_result(result)
