"""Where a post stands in its thread: a path of numbers that sorts as the conversation is read.

Each level takes six digits, so that any database sorts paths alike. A page indents three levels and leads on to the
page of a branch; what goes deeper than `DEEPEST` stands at that level in order of time. A path is never rewritten, and
the numbers of all posts above can be read from it.
"""

WIDTH = 6
LEVELS = 3
"""How many levels a page indents below its root (0 is the thread itself)."""
DEEPEST = 24
LONGEST = WIDTH * (DEEPEST + 1)
MOST_POSTS = 10**WIDTH - 1


def place_of(number: int, parent_place: str = "") -> str:
    """The path of post `number` under the post at `parent_place` (empty: an answer to the thread itself)."""
    return parent_place[: WIDTH * DEEPEST] + f"{number:0{WIDTH}d}"


def level_of(place: str) -> int:
    """How deep a post at `place` stands; 0 answers the thread itself."""
    return len(place) // WIDTH - 1


def above(place: str, level: int) -> int:
    """The number of the post at `level` on the way down to `place`."""
    return int(place[WIDTH * level : WIDTH * (level + 1)])


def branch_level(level: int) -> int | None:
    """The level of the post on whose branch page a post at `level` is shown; None: on the thread's own page."""
    return None if level <= LEVELS else LEVELS * ((level - 1) // LEVELS)


def branch_of(place: str) -> int | None:
    """The number of the post on whose branch page the post at `place` is shown; None: on the thread's own page."""
    level = branch_level(level_of(place))
    return None if level is None else above(place, level)
