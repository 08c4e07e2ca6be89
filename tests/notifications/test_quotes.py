# ruff: noqa: E501
"""What people write in answers, as Polish and English mail programs send it."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import html
from kit.verdicts import Refused
from notifications.replying import markup, quotes
from notifications.replying.parsing import read
from tests.notifications.letters_in import answer

OURS = """---- odpowiedz nad tą linią ----

Ben Lis woła Cię w: Jak oswoić ułamki?

Otwórz w Splocie: http://127.0.0.1:8000/powiadomienia/7/

--
Skąd ten list: „…”
Bez e-maili z tej sieci: http://127.0.0.1:8000/powiadomienia/rezygnacja/abc:def/"""
QUOTED = "\n".join(f"> {line}".rstrip() for line in OURS.split("\n"))
OWN = "Zaczynam od pizzy.\n\nDzieci to lubią."
MADE = "<p>Zaczynam od pizzy.</p><p>Dzieci to lubią.</p>"

PLAIN = {
    "nothing quoted": OWN,
    "gmail": f"{OWN}\n\nśr., 14 paź 2026 o 12:00 Ben Lis – Splot <splot@example.org> napisał(a):\n\n{QUOTED}\n",
    "gmail broken": (
        f"{OWN}\n\nśr., 14 paź 2026 o 12:00 Ben Lis – Splot <splot@example.org>\nnapisał(a):\n\n{QUOTED}\n"
    ),
    "gmail english": f"{OWN}\n\nOn Wed, Oct 14, 2026 at 12:00 PM Ben Lis <splot@example.org> wrote:\n\n{QUOTED}",
    "gmail english broken": f"{OWN}\n\nOn Wed, Oct 14, 2026 at 12:00 PM Ben Lis <\nsplot@example.org> wrote:\n\n{QUOTED}",
    "thunderbird above": f"{OWN}\n\nW dniu 14.10.2026 o 12:00, Ben Lis pisze:\n{QUOTED}",
    "thunderbird below": f"W dniu 14.10.2026 o 12:00, Ben Lis pisze:\n{QUOTED}\n\n{OWN}\n",
    "thunderbird below, signed": f"W dniu 14.10.2026 o 12:00, Ben Lis pisze:\n{QUOTED}\n\n{OWN}\n\n-- \nEwa Maj\nSP 3",
    "old thunderbird": f"{OWN}\n\nW dniu 2026-10-14 12:00, Ben Lis napisał(a):\n{QUOTED}",
    "outlook": (
        f"{OWN}\n\n\n________________________________\nOd: Ben Lis – Splot <splot@example.org>\n"
        f"Wysłano: środa, 14 października 2026 12:00\nDo: Ewa Maj <ewa@example.org>\nTemat: Re: Ułamki\n\n{OURS}"
    ),
    "outlook english": (
        f"{OWN}\n\nFrom: Ben Lis <splot@example.org>\nSent: Wednesday, October 14, 2026 12:00\n"
        f"To: Ewa Maj <ewa@example.org>\nSubject: Re: Ułamki\n\n{OURS}"
    ),
    "outlook stars": f"{OWN}\n\n*Od:* Ben Lis\n*Wysłano:* środa\n*Do:* Ewa\n*Temat:* Re: Ułamki\n\n{OURS}",
    "outlook express": f"{OWN}\n\n----- Original Message -----\nFrom: Ben\nTo: Ewa\n\n{OURS}",
    "outlook express pl": f"{OWN}\n\n-----Oryginalna wiadomość-----\nOd: Ben\n\n{OURS}",
    "wp": f"{OWN}\n\nDnia 14 października 2026 12:00 Ben Lis – Splot <splot@example.org> napisał(a):\n\n{OURS}",
    "onet": f"{OWN}\n\nW dniu 2026-10-14 12:00:00 użytkownik Ben Lis <splot@example.org> napisał:\n{QUOTED}",
    "interia": f"{OWN}\n\nOd: \"Ben Lis\" <splot@example.org>\nDo: ewa@example.org\nWysłane: 12:00 Środa 2026-10-14\n"
    f"Temat: Re: Ułamki\n\n{OURS}",
    "iphone": f"{OWN}\n\nWysłano z iPhone’a\n\n> Wiadomość napisana przez Ben Lis <splot@example.org> w dniu 14.10.2026, o godz. 12:00:\n> \n{QUOTED}",
    "apple mail": f"{OWN}\n\n> On 14 Oct 2026, at 12:00, Ben Lis <splot@example.org> wrote:\n> \n{QUOTED}",
    "android": f"{OWN}\n\nWysłane z telefonu Samsung Galaxy\n\n-------- Oryginalna wiadomość --------\nOd: Ben\n\n{OURS}",
    "outlook mobile": f"{OWN}\n\nPobierz aplikację Outlook dla systemu Android\n________________________________\nFrom: Ben\nSent: x\nTo: y\nSubject: z\n\n{OURS}",
    "only our line": f"{OWN}\n\n{OURS}",
    "signed": f"{OWN}\n\n-- \nEwa Maj\nSzkoła Podstawowa nr 3\ntel. 601 602 603\n",
    "windows lines": OWN.replace("\n", "\r\n") + "\r\n\r\n-- \r\nEwa\r\n",
}  # fmt: skip


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_own_words_remain_and_nothing_else(text):
    letter = read(answer("x@splot.test", text).as_bytes())
    assert html.clean(letter.markup) == MADE


def test_answers_between_the_lines_keep_what_they_answer():
    text = (
        "W dniu 14.10.2026 o 12:00, Ben Lis pisze:\n> Od czego zaczynacie?\n\nOd pizzy.\n\n> A potem?\n\nOd osi.\n\n"
        "> Z pozdrowieniami\n> Ben\n"
    )
    letter = read(answer("x@splot.test", text).as_bytes())
    assert html.clean(letter.markup) == (
        "<blockquote><p>Od czego zaczynacie?</p></blockquote><p>Od pizzy.</p>"
        "<blockquote><p>A potem?</p></blockquote><p>Od osi.</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "W dniu egzaminu dzieci pisze się na listę:\n- Ania\n- Bartek",
        "Od: poniedziałku do piątku jestem w szkole.",
        "Ona napisała: nie wiem.\nJa też nie.",
        "2 < 3, a 5 > 4",
        "Do zobaczenia!\nEwa",
        "Temat: ułamki. To ważne.",
        "--- \nlinia środkiem",
    ],
)
def test_sentences_that_only_look_like_it_stay(text):
    letter = read(answer("x@splot.test", text).as_bytes())
    assert " ".join(html.text_of(html.clean(letter.markup)).split()) == " ".join(text.split())


PAGES = {
    "gmail": '<div dir="ltr"><div>Zaczynam od <b>pizzy</b>.</div><div><br></div><div>Dzieci to lubią.</div></div><br>'
    '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">śr., 14 paź 2026 o 12:00 Ben napisał(a):<br></div>'
    '<blockquote class="gmail_quote">stary list</blockquote></div>',
    "outlook": '<html><head><style>p.MsoNormal{margin:0}</style></head><body><div class="WordSection1">'
    '<p class="MsoNormal">Zaczynam od <b>pizzy</b>.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
    '<p class="MsoNormal">Dzieci to lubią.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt">'
    "<p><b>Od:</b> Ben<br><b>Wysłano:</b> środa</p></div></div><p>stary list</p></div></body></html>",
    "outlook web": '<div>Zaczynam od <strong>pizzy</strong>.</div><div><br></div><div>Dzieci to lubią.</div>'
    '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Ben</div><div>stary list</div>',
    "thunderbird": '<p>Zaczynam od <b>pizzy</b>.</p><p>Dzieci to lubią.</p><div class="moz-cite-prefix">W dniu 14.10.2026 o'
    ' 12:00, Ben pisze:<br></div><blockquote type="cite" cite="mid:x">stary list</blockquote>',
    "apple": '<div>Zaczynam od <b>pizzy</b>.</div><div><br></div><div>Dzieci to lubią.</div><div><br><blockquote type="cite">'
    "<div>On 14 Oct 2026, at 12:00, Ben wrote:</div><div>stary list</div></blockquote></div>",
    "plain lines": "Zaczynam od <b>pizzy</b>.<br><br>Dzieci to lubią.<br><br>Dnia 14 października 2026 12:00 Ben Lis"
    " &lt;splot@example.org&gt; napisał(a):<br><br>stary list",
    "header without dress": "<div>Zaczynam od <b>pizzy</b>.</div><div>Dzieci to lubią.</div><div><b>Od:</b> Ben<br>"
    "<b>Wysłano:</b> środa<br><b>Do:</b> Ewa<br><b>Temat:</b> x</div><div>stary list</div>",
    "our line": "<div>Zaczynam od <b>pizzy</b>.</div><div>Dzieci to lubią.</div><p>– odpowiedz nad tą linią –</p><p>stary list</p>",
    "from a phone": "<div>Zaczynam od <b>pizzy</b>.</div><div>Dzieci to lubią.</div><div>Wysłano z iPhone’a</div>",
}  # fmt: skip


@pytest.mark.parametrize("sent", PAGES.values(), ids=PAGES.keys())
def test_pages_lose_what_is_quoted_and_keep_their_form(sent):
    letter = read(answer("x@splot.test", None, page=sent).as_bytes())
    assert html.clean(letter.markup) == "<p>Zaczynam od <strong>pizzy</strong>.</p><p>Dzieci to lubią.</p>"


def test_a_list_and_a_link_survive():
    page = '<ul><li>raz</li><li>dwa</li></ul><p><a href="https://zpe.gov.pl/a">tu</a></p>'
    made = html.clean(read(answer("x@splot.test", None, page=page).as_bytes()).markup)
    assert made.startswith("<ul><li>raz</li><li>dwa</li></ul>")
    assert 'href="https://zpe.gov.pl/a"' in made


def test_lines_a_program_broke_are_one_again():
    text = (
        "To jest długie zdanie, które program pocztowy łamie po siedemdziesięciu\nznakach, choć nikt tego nie chciał.\n"
        "- a to jest lista\n- druga"
    )
    assert quotes.unwrapped(text).split("\n") == [
        "To jest długie zdanie, które program pocztowy łamie po siedemdziesięciu znakach, choć nikt tego nie chciał.",
        "- a to jest lista",
        "- druga",
    ]


LINES = st.one_of(
    st.sampled_from(
        ["> a", ">> b", "", "-- ", "W dniu 1.1.2026, X pisze:", "Od: a", "Wysłano: b", "Do: c", "Temat: d"]
    ),
    st.sampled_from(["----- Original Message -----", "Wysłano z iPhone'a", "________________", quotes.LINES["pl"]]),
    st.text(max_size=30),
)


@given(st.lists(LINES, max_size=40))
@settings(max_examples=300)
def test_whatever_comes_gives_lines_of_the_letter_and_no_others(lines):
    text = "\n".join(lines)
    for piece in quotes.own_words(text):
        for line in piece.text.split("\n"):
            assert line.strip() in text.replace("\u00a0", " ").replace("\u200b", "")


@given(st.lists(st.one_of(st.sampled_from(list(PAGES.values())), st.text(max_size=40)), max_size=6).map("".join))
@settings(max_examples=200)
def test_whatever_page_comes_is_read(page):
    with contextlib.suppress(Refused):
        html.clean(markup.own_words(page))


@pytest.mark.parametrize(
    "text",
    ["> " * 100_000, "W dniu " * 60_000, "Od: x\n" * 80_000, "<div>" * 90_000, "a " * 250_000, "<p>x" * 100_000,
     "x\n\nW dniu\n" * 40_000, "-- " * 100_000, " " * 400_000, "\n" * 400_000, "<p>W dniu</p>" * 30_000],
)  # fmt: skip
def test_no_letter_takes_long(text):
    """A bound against slowness that grows with the square: seconds, where such a letter would take hours."""
    begun = time.process_time()
    read(answer("x@splot.test", text).as_bytes())
    read(answer("x@splot.test", None, page=text).as_bytes())
    assert time.process_time() - begun < 20
