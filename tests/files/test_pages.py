"""On which page or slide a word stands: known where the file says so, and never guessed."""

from __future__ import annotations

import io
import zipfile

import pytest

from files import services
from tests.files import makers
from tests.files.makers import OFFICE, upload

pytestmark = pytest.mark.django_db

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(ben, work_done, name, content):
    stored = services.receive(by=ben, upload=upload(name, content))
    work_done()
    stored.refresh_from_db()
    assert stored.state == "ready", stored.note
    return stored, stored.text.split("\f")


def with_pages(told):
    body = "<w:p><w:r><w:t>pierwsza</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>druga</w:t></w:r></w:p>"
    part = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    card = f'<?xml version="1.0"?><Properties xmlns="urn:x"><Pages>{told}</Pages></Properties>'
    return makers.box(makers.small_docx(**{"word/document.xml": part, "docProps/app.xml": card}))


def test_pages_word_counted_are_kept(ben, work_done):
    stored, pages = read(ben, work_done, "a.docx", with_pages("2"))
    assert [page.strip() for page in pages] == ["pierwsza", "druga"]
    assert stored.pages == 2


@pytest.mark.parametrize("told", ["3", "", "wiele", "9" * 30])
def test_marks_that_disagree_with_the_count_are_not_believed(told, ben, work_done):
    stored, pages = read(ben, work_done, "a.docx", with_pages(told))
    assert len(pages) == 1
    assert "druga" in pages[0]
    assert stored.pages is None


def test_pages_of_an_odt_soft_and_forced(ben, work_done):
    style = (
        '<office:automatic-styles><style:style style:name="P9"><style:paragraph-properties fo:break-before="page"/>'
        "</style:style></office:automatic-styles>"
    )
    body = '<text:p>a</text:p><text:p>b<text:soft-page-break/>c</text:p><text:p text:style-name="P9">d</text:p>'
    spaces = f'xmlns:office="{OFFICE}office:1.0" xmlns:text="{OFFICE}text:1.0" xmlns:style="{OFFICE}style:1.0"'
    spaces += f' xmlns:fo="{OFFICE}xsl-fo-compatible:1.0" xmlns:meta="{OFFICE}meta:1.0"'
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}>{style}<office:body>{body}</office:body>'
        "</office:document-content>"
    )
    card = (
        f'<?xml version="1.0"?><office:document-meta {spaces}><meta:document-statistic meta:page-count="3"/>'
        "</office:document-meta>"
    )
    made = makers.odf("text", **{"content.xml": content, "meta.xml": card})
    stored, pages = read(ben, work_done, "a.odt", made)
    assert [page.split() for page in pages] == [["a", "b"], ["c"], ["d"]]
    assert stored.pages == 3


def test_slides_stand_in_the_order_of_the_show_with_their_notes(ben, work_done):
    from pptx import Presentation

    show = Presentation(io.BytesIO(makers.pptx()))
    order = show.slides._sldIdLst
    order.insert(0, order[2])
    made = io.BytesIO()
    show.save(made)
    stored, pages = read(ben, work_done, "a.pptx", made.getvalue())
    assert stored.pages == 3
    assert [page.split("\n")[0].strip() for page in pages] == ["Slajd 3", "Slajd 1", "Slajd 2"]
    assert "notatka prowadzącego" in pages[0]


def test_slides_of_an_odp(ben, work_done):
    _stored, pages = read(ben, work_done, "a.odp", makers.odf("presentation"))
    assert len(pages) == 2


def test_a_presentation_that_lists_one_slide_many_times_is_read_once(ben, work_done):
    given = makers.pptx()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "ppt/presentation.xml":
                first = content[content.index(b"<p:sldId ") :].partition(b"/>")[0] + b"/>"
                content = content.replace(first, first * 2000)
            target.writestr(name, content)
    stored, _pages = read(ben, work_done, "a.pptx", made.getvalue())
    assert stored.pages == 3


def test_an_empty_page_keeps_its_number(ben, work_done):
    stored, pages = read(ben, work_done, "a.txt", b"\fdruga\ftrzecia\n")
    assert [page.strip() for page in pages] == ["", "druga", "trzecia"]
    assert stored.letters == len(stored.text)
