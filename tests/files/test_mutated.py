"""Thousands of spoiled files through the reading child: each ends with an answer, and nothing grows or stays behind."""

from __future__ import annotations

import os
import random
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from files import child
from files.slots import TYPES
from tests.files import makers

MANY = int(os.environ.get("SPLOT_MUTATED_FILES", "150"))
"""Each is a process of its own; SPLOT_MUTATED_FILES=5000 is the long proof (half an hour on two cores)."""


def seeds() -> dict[str, bytes]:
    """A sound file of every type."""
    return {
        "pdf": makers.pdf(pages=2), "docx": makers.docx(), "pptx": makers.pptx(), "xlsx": makers.xlsx(),
        "odt": makers.odf("text"), "odp": makers.odf("presentation"), "ods": makers.odf("spreadsheet"),
        "html": f"<html><body><p>{makers.WORDS}</p><table><tr><td>a</td></tr></table></body></html>".encode(),
        "txt": makers.WORDS.encode() * 20, "png": makers.picture("PNG", (60, 40)),
        "jpeg": makers.picture("JPEG", (60, 40)), "webp": makers.picture("WEBP", (60, 40)),
    }  # fmt: skip


def spoiled(raw: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut, doubled, or put in from elsewhere."""
    data = bytearray(raw)
    for _n in range(chance.randint(1, 8)):
        at = chance.randrange(len(data)) if data else 0
        way = chance.randrange(5)
        if way == 0 and data:
            data[at] = chance.randrange(256)
        elif way == 1:
            del data[at : at + chance.randint(1, 200)]
        elif way == 2:
            data[at:at] = chance.randbytes(chance.randint(1, 60))
        elif way == 3:
            data[at:at] = data[at : at + chance.randint(1, 400)]
        else:
            del data[max(1, at) :]
    return bytes(data)


@pytest.mark.alone
def test_spoiled_files_end_with_an_answer_and_memory_is_flat(tmp_path: Path) -> None:
    sound, chance = seeds(), random.Random(2026)
    words = {"broken", "bomb", "macros", "disguised", "password", "paths", "entities", "pixels", "encoding", "slow"}
    cases = [(n, kind := chance.choice(sorted(sound)), spoiled(sound[kind], chance)) for n in range(MANY)]

    def tried(case: tuple[int, str, bytes]) -> str:
        number, kind, raw = case
        bench = tmp_path / str(number)
        bench.mkdir()
        place = bench / "file"
        place.write_bytes(raw)
        try:
            child.ask("check", TYPES[kind], place, bench)
            child.ask("read", TYPES[kind], place, bench)
            told = "read"
        except child.Unfit as unfit:
            told = unfit.how
        for left in bench.iterdir():
            left.unlink()
        bench.rmdir()
        return told

    with ThreadPoolExecutor(2) as pool:
        first = list(pool.map(tried, cases[: MANY // 5]))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        told = first + list(pool.map(tried, cases[MANY // 5 :]))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert len(told) == MANY
    assert set(told) <= words | {"read"}, set(told)
    assert grown < 30 * 1024, f"{grown} kB more"
    assert not list(tmp_path.iterdir())
