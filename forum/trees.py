"""Where a post stands in its thread: a path of numbers that sorts as the conversation is read.

Each level takes six digits, so that any database sorts paths alike. Three levels are indented; what goes deeper stands
at the third level in order of time, and says to whom it answers. The path is therefore short and never rewritten.
"""

WIDTH = 6
LEVELS = 3
"""How many levels are indented (0 is the thread itself)."""
LONGEST = WIDTH * (LEVELS + 1)
MOST_POSTS = 10**WIDTH - 1


def place_of(number: int, parent_place: str = "") -> str:
    """The path of post `number` under the post at `parent_place` (empty: an answer to the thread itself)."""
    return parent_place[: WIDTH * LEVELS] + f"{number:0{WIDTH}d}"


def level_of(place: str) -> int:
    """How far a post at `place` is indented."""
    return len(place) // WIDTH - 1
