"""The woven pattern: the same for the same slug, whole, and its own."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from theme import weave

slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=40)
shapes = st.sampled_from(sorted(weave.SHAPES))
unhurried = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(slugs, shapes)
def test_same_slug_same_pattern(slug, shape):
    first = weave.inline(slug, shape)
    weave.inline.cache_clear()
    assert weave.inline(slug, shape) == first


@unhurried
@given(slugs, shapes)
def test_every_pattern_is_whole_svg_without_styles_or_ids(slug, shape):
    drawn = weave.inline(slug, shape)
    root = ElementTree.fromstring(drawn)
    assert root.attrib["aria-hidden"] == "true"
    assert "style" not in drawn
    assert " id=" not in drawn


@unhurried
@given(slugs, shapes)
def test_cloth_shows_at_least_two_colours(slug, shape):
    woven = weave.cloth(slug, shape)
    assert len({*woven.warp, *woven.weft}) >= 2
    assert all(len(row) == len(woven.warp) for row in woven.warp_on_top)


def test_known_slugs_look_different():
    assert len({weave.inline(f"siec-{number}") for number in range(200)}) > 120


def test_pattern_is_public_and_cacheable(client, db):
    answer = client.get("/wzor/matematyka-bez-leku.svg")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert "public" in answer["Cache-Control"]
    again = client.get("/wzor/matematyka-bez-leku.svg", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
