"""What holds for every exporter, found by looking."""

from dataclasses import replace

import pytest

from cairn.reports.exporters import (
    Figure,
    FigureError,
    Heading,
    Paragraph,
    Quote,
    Section,
    erase_quotes,
)
from cairn.reports.tests.exported import (
    EXPORTERS,
    SAMPLES,
    export,
    pages_of,
    report_of,
    sample,
    text_of,
)

ODD_TEXTS = {
    "script": "<script>window.canary = 1</script><img src=x onerror=alert(1)>\"'&amp;",
    "control": "be\x00fo\x1fre \ud800 and after",
    "long word": "Llanfair" * 60,
    "right to left": "שלום, תודה על המילים",
    "emoji": "thank you 🙂👩‍⚕️",
    "markup": "{{ 7 * 7 }} {% raw %} ]]> TITLE LANGUAGE DATE",
}
every_exporter = pytest.mark.parametrize("name", EXPORTERS)


def test_the_exporters_are_the_three_that_reports_promise():
    assert list(EXPORTERS) == ["docx", "html", "pdf"]


def test_every_exporter_has_a_sample_and_every_sample_an_exporter():
    folders = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())
    assert folders == sorted(EXPORTERS)


@every_exporter
def test_every_exporter_says_what_it_makes(name):
    module = EXPORTERS[name]
    assert all(
        isinstance(getattr(module, said), str)
        for said in ("NAME", "LABEL", "EXTENSION", "MEDIA_TYPE")
    )
    assert name == module.NAME


@every_exporter
def test_the_sample_reads_as_expected(name):
    expected = (SAMPLES / name / "expected.txt").read_text(encoding="utf-8")
    assert text_of(name, export(name, sample(), linked=True)) + "\n" == expected


@every_exporter
def test_the_same_report_gives_the_same_bytes(name):
    first = EXPORTERS[name].export(sample(), link=None)
    assert EXPORTERS[name].export(sample(), link=None) == first


@every_exporter
def test_an_erased_quote_leaves_a_marked_gap_and_none_of_its_words(name):
    report = report_of(Quote("canarywords of mine", "Canaryrole", "x-1"), Paragraph("After."))
    before = text_of(name, export(name, report))
    after = text_of(name, export(name, erase_quotes(report, {"x-1"}, notice="One was withdrawn.")))
    assert ("canarywords of mine" in before, "Canaryrole" in before) == (True, True)
    assert ("canarywords" in after, "Canaryrole" in after) == (False, False)
    assert "A quotation stood here. The words were withdrawn and have been erased. After." in after
    assert "One was withdrawn." in after


@every_exporter
@pytest.mark.parametrize(
    ("status", "mark"),
    [
        ("draft", "Draft: not yet approved for publication"),
        ("machine", "Suggested by machine, not signed off by a person"),
    ],
)
def test_a_report_nobody_approved_says_so_at_its_start_and_in_each_section(name, status, mark):
    sections = (Section("One", (Paragraph("a"),)), Section("Two", (Paragraph("b"),), appendix=True))
    text = text_of(name, export(name, report_of(status=status, sections=sections)))
    assert f"1 One {mark} a" in text
    assert f"Appendix A: Two {mark} b" in text
    assert text.index(mark) < text.index("1 One")


@every_exporter
def test_a_published_report_carries_no_mark(name):
    text = text_of(name, export(name, report_of()))
    assert ("Draft" in text, "machine" in text) == (False, False)


@every_exporter
@pytest.mark.parametrize("kind", ODD_TEXTS)
def test_odd_text_is_printed_as_it_stands_wherever_it_stands(name, kind):
    odd = ODD_TEXTS[kind]
    blocks = (Heading(odd), Paragraph(odd), Quote(odd, odd, "x-1"))
    report = report_of(title=odd, subtitle=odd, sections=(Section(odd, blocks),))
    text = text_of(name, export(name, report, linked=True)).replace(" ", "")
    printed = odd.replace("\x00", "\ufffd").replace("\x1f", "\ufffd").replace("\ud800", "\ufffd")
    # Reading a PDF back turns right-to-left words round and stumbles over emoji without a glyph,
    # so there it is only sure that the pages were made and the words before it are whole.
    if name == "pdf" and kind in {"right to left", "emoji"}:
        assert len(pages_of(export(name, report))) == 3
    else:
        assert text.count(printed.replace(" ", "")) >= 6


@every_exporter
def test_fixed_words_are_welsh_when_the_report_is(name):
    text = text_of(name, export(name, replace(sample(), language="cy")))
    welsh = [
        "Cynnwys",
        "Thema 1:",
        "Argymhelliad 2",
        "Ffigur 1:",
        "Tabl 2:",
        "Atodiad A:",
        "5 Mawrth 2026",
    ]
    assert [word for word in welsh if word not in text] == []
    english = [
        "Contents",
        "Theme 1",
        "Recommendation 2",
        "Figure 1",
        "Table 2",
        "Appendix A",
        "March",
    ]
    assert [word for word in english if word in text] == []


@every_exporter
@pytest.mark.parametrize(
    "svg", ["", "<p>no</p>", "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>']
)
def test_a_figure_that_is_no_picture_is_refused(name, svg):
    with pytest.raises(FigureError, match="SVG picture"):
        EXPORTERS[name].export(report_of(Figure("Title", "Description", svg)), link=None)


@every_exporter
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "x"]
)
def test_a_link_that_is_no_plain_address_is_refused(name, address):
    with pytest.raises(ValueError, match="cannot carry the address"):
        EXPORTERS[name].export(report_of(Quote("words", "Nurse", "x-1")), link=lambda ref: address)


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_a_file_that_travels_is_refused_an_address_without_a_host(name):
    with pytest.raises(ValueError, match="cannot carry the address"):
        EXPORTERS[name].export(
            report_of(Quote("words", "Nurse", "x-1")), link=lambda ref: f"/{ref}"
        )


@pytest.mark.parametrize("status", ["draft", "machine"])
def test_every_page_of_an_unapproved_pdf_carries_the_mark(status):
    marks = {"draft": "Draft: not yet approved", "machine": "Suggested by machine, not signed off"}
    pages = pages_of(export("pdf", replace(sample(), status=status)))
    assert len(pages) > 3
    assert [page for page in pages if marks[status] not in page] == []
