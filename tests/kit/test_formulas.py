"""Formulas: drawn where they can be read, left as text where not, and never a way in for anything else."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit import formulas, html

TAG = re.compile(r"<(/?)([a-zA-Z0-9]+)((?:\s[^<>]*)?)>")
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"<>]*)"')


def test_a_formula_in_a_line_and_one_of_its_own():
    drawn = formulas.drawn(r"<p>Ile to $\frac{1}{2}+x^2$?</p><p>$$\sqrt{a} &lt; b$$</p>")
    assert '<math display="inline" alttext="\\frac{1}{2}+x^2">' in drawn
    assert "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>" in drawn
    assert 'display="block"' in drawn
    assert "<mo>&lt;</mo>" in drawn


@pytest.mark.parametrize(
    "text",
    [
        "<p>Kosztuje 5$ albo 10$.</p>",
        "<p>Od $5 do $10 za sztukę, razem $15</p>",
        "<p>$5 i 10$</p>",
        r"<pre>$\frac{1}{2}$</pre>",
        r"<p><code>$x^2$</code></p>",
        r"<p>$\nieznane{a}$ i $\frac{$ i $x^$</p>",
        r"<p>\$x^2\$</p>",
        "<p>$x <strong>+</strong> y$</p>",
        r"<p>$\href{javascript:alert}</p>",
        "<p>$" + "{" * 60 + "x" + "}" * 60 + "$</p>",
        "<p>$" + "x+" * 300 + "x$</p>",
    ],
)
def test_what_is_no_formula_stays_text(text):
    assert formulas.drawn(text) == text


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(//x.pl)}{x+1}",
        r"\class{evil}{x+1}",
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;img src=x onerror=alert(1)&gt;}",
        r"\color{red\" onclick=\"x()}{x}",
        r'\text{" onload="x()}',
    ],
)
def test_nothing_but_our_own_markup_comes_out(latex):
    only_ours(formulas.mathml(latex))


def only_ours(made: str) -> None:
    rest = TAG.sub("", made)
    assert "<" not in rest
    assert ">" not in rest.replace("&gt;", "")
    for _close, name, attributes in TAG.findall(made):
        assert name in formulas.ELEMENTS
        assert ATTRIBUTE.sub("", attributes) == ""
        for key, value in ATTRIBUTE.findall(attributes):
            assert key == "alttext" or formulas.ATTRIBUTES[key].fullmatch(value)


SIGNS = st.sampled_from(
    [
        *"xyab12+-=^_{}()[]&<>'\"|,. ",
        *(r"\frac", r"\sqrt", r"\left(", r"\right)", r"\text{", r"\begin{matrix}", r"\end{matrix}"),
        *(r"\href{", r"\style{", r"\class{", r"\color{red}", r"\\", r"\hspace{", "&lt;", "&#60;", "$", "\\"),
    ]
)


@given(st.lists(SIGNS, max_size=40).map("".join) | st.text(max_size=80))
@example(r"\text{&amp;lt;script&amp;gt;}")
def test_any_input_ends_and_lets_nothing_through(latex):
    only_ours(formulas.mathml(latex))
    text = html.clean(f"<p>${latex}$ i $$ {latex} $$</p>")
    drawn = formulas.drawn(text)
    assert html.clean(text) == text
    outside = re.sub(r"<math.*?</math>", "", drawn, flags=re.DOTALL)
    assert "<math" not in outside
    for found in re.findall(r"<math.*?</math>", drawn, flags=re.DOTALL):
        only_ours(found)


def test_a_text_full_of_formulas_draws_only_so_many():
    assert formulas.drawn("<p>" + "$x+1$ " * 150 + "</p>").count("<math") == formulas.MOST
