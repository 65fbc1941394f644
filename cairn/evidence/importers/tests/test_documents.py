"""Documents and transcripts: who says what, under which heading, and when."""

import pytest

from cairn.evidence.importers import Note, Options, Refusal, Speaker, docx, transcripts, txt
from cairn.evidence.importers.tests.builders import document, docx_parts, pack, paragraph, relations

TALK = "Ann: What stays?\nBob: The huddle.\nAnd the list.\nAnn: What goes?\nBob: Forms.\n"


@pytest.fixture
def upload(tmp_path):
    def write(content):
        path = tmp_path / "upload"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def cells(reading):
    return [row.cells for row in reading.rows]


def word(*body):
    return pack(docx_parts(document(*body)))


def test_a_conversation_becomes_turns(upload):
    reading = txt.read(upload(TALK), Options())
    assert reading.speakers == (Speaker("Ann", 2), Speaker("Bob", 2))
    assert (reading.splits, reading.split) == (("file", "turn"), "turn")
    assert cells(reading) == [
        ("What stays?", "", "Ann", ""),
        ("The huddle.\nAnd the list.", "", "Bob", ""),
        ("What goes?", "", "Ann", ""),
        ("Forms.", "", "Bob", ""),
    ]


@pytest.mark.parametrize(
    ("split", "expected"),
    [
        ("turn", [("The huddle.\nAnd the list.", "", "Bob", ""), ("Forms.", "", "Bob", "")]),
        ("file", [("The huddle.\nAnd the list.\n\nForms.", "", "", "")]),
    ],
)
def test_interviewers_are_left_out_of_every_split(upload, split, expected):
    reading = txt.read(upload(TALK), Options(split=split, leave_out_speakers=("Ann",)))
    assert cells(reading) == expected
    assert reading.notes == [Note("speakers_left_out", {"count": 2})]
    assert reading.speakers == (Speaker("Ann", 2), Speaker("Bob", 2))


def test_one_line_with_a_colon_is_no_conversation(upload):
    reading = txt.read(upload("Note: made up.\nTea\n\nSee http://example.org: milk"), Options())
    assert (reading.splits, reading.speakers) == (("file",), ())
    assert cells(reading) == [("Note: made up.\nTea\n\nSee http://example.org: milk", "", "", "")]


def test_times_beside_names_are_read_in_the_ways_programs_write_them(upload):
    content = "[00:01:02] Ann: A\nBob (01:30): B\nCarys Made-up   0:03\nC\n(2:05) - Ann: D\n"
    assert cells(txt.read(upload(content), Options())) == [
        ("A", "", "Ann", "62"),
        ("B", "", "Bob", "90"),
        ("C", "", "Carys Made-up", "3"),
        ("D", "", "Ann", "125"),
    ]


def test_a_document_is_split_by_its_headings(upload):
    body = (paragraph("Before"), paragraph("Keep", "Heading1"), paragraph("Tea."), paragraph("Milk."),
            paragraph("Stop", "Heading1"), paragraph("Forms."))  # fmt: skip
    reading = docx.read(upload(word(*body)), Options())
    assert (reading.splits, reading.split) == (("file", "heading"), "heading")
    assert cells(reading) == [
        ("Before", "", "", ""),
        ("Tea.\n\nMilk.", "Keep", "", ""),
        ("Forms.", "Stop", "", ""),
    ]
    whole = docx.read(upload(word(*body)), Options(split="file"))
    assert cells(whole) == [("Before\n\nKeep\n\nTea.\n\nMilk.\n\nStop\n\nForms.", "", "", "")]


def test_a_main_part_of_another_name_is_found(upload):
    parts = docx_parts(document(paragraph("Tea.")))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = relations(("rId1", "officeDocument", "/word/document2.xml"))
    reading = docx.read(upload(pack(parts)), Options())
    assert cells(reading) == [("Tea.", "", "", "")]


def test_a_turn_ends_at_a_heading_and_at_a_table(upload):
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Change')}</w:tc><w:tc>{paragraph('Where')}</w:tc></w:tr></w:tbl>"
    body = (
        paragraph("Ann: Tea."),
        table,
        paragraph("Bob: Milk."),
        paragraph("Stop", "Heading1"),
        paragraph("x"),
    )
    assert cells(docx.read(upload(word(*body)), Options())) == [
        ("Tea.", "", "Ann", ""),
        ("Change | Where", "", "", ""),
        ("Milk.", "", "Bob", ""),
        ("x", "Stop", "", ""),
    ]


def test_words_that_are_hidden_or_struck_out_or_said_twice_are_read_as_people_see_them(upload):
    body = (
        "<w:p><w:r><w:t>Te</w:t></w:r><w:ins><w:r><w:t>a</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:br/><w:t>milk</w:t></w:r></w:p>"
    )
    reading = docx.read(upload(word(body)), Options())
    assert cells(reading) == [("Tea\nmilk", "", "", "")]
    assert reading.notes == [Note("hidden_text"), Note("tracked_changes")]


def test_a_transcript_names_voices_by_tag_or_by_label(upload):
    content = (
        "WEBVTT\n\nNOTE made up\n\n00:01.500 --> 00:02.000\n<v Ann>Tea &amp;\nmilk</v>\n\n"
        "1:00:03.000 --> 1:00:04.000\n<v.loud Bob>Yes <v Ann>No\n"
    )
    assert cells(transcripts.read(upload(content), Options())) == [
        ("Tea & milk", "", "Ann", "1.5"),
        ("Yes", "", "Bob", "3603"),
        ("No", "", "Ann", "3603"),
    ]


def test_captions_without_names_are_one_text(upload):
    content = (
        "1\n00:00:01,000 --> 00:00:02,000\nTea\n\n2\n00:00:02,000 --> 00:00:03,000\nand milk\n"
    )
    reading = transcripts.read(upload(content), Options())
    assert (cells(reading), reading.splits) == ([("Tea and milk", "", "", "1")], ("file",))


def test_words_that_belong_to_no_caption_are_not_lost_in_silence(upload):
    content = "1\n00:00:01,000 --> 00:00:02,000\nTea\n\nand milk\n"
    with pytest.raises(Refusal) as refusal:
        transcripts.read(upload(content), Options())
    assert (refusal.value.code, refusal.value.params) == ("bad_transcript", {"row": 5})
