import re
from html.parser import HTMLParser

import pytest

from cairn.reports.exporters import Figure, Heading, Paragraph, Quote, ThemePage
from cairn.reports.exporters._svg import clean_svg
from cairn.reports.exporters.web import render_body
from cairn.reports.tests.exported import export, report_of, sample, thread_address

BAD_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" '
    'onload="alert(1)"><script>alert(2)</script><style>*{fill:url(http://x.example)}</style>'
    '<image href="file:///etc/passwd"/><foreignObject><p>hid</p></foreignObject>'
    '<a xlink:href="javascript:alert(3)"><text>t</text></a><use xlink:href="http://x.example#a"/>'
    '<g id="a" style="fill:#123456;background:url(http://x.example)"><rect clip-path="url(#a)" '
    'fill="url(http://x.example)"/></g><text display="none">hidden</text></svg>'
)


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.fixture(scope="module")
def tree():
    return Page(export("html", sample(), linked=True).decode())


def test_the_page_has_language_title_and_one_first_heading(tree):
    assert [attrs["lang"] for attrs in tree.all("html")] == ["en"]
    assert len(tree.all("h1")) == len(tree.all("main")) == 1
    # The second one names the picture.
    assert len(tree.all("title")) == 2


def test_headings_are_in_order_even_when_a_level_was_left_out():
    report = report_of(
        Heading("Deep first", 2), Heading("Deep again", 2), ThemePage(1, "A", "B", narrative="C")
    )
    levels = [
        int(tag[1])
        for tag, _ in Page(export("html", report).decode()).tags
        if re.fullmatch("h[1-6]", tag)
    ]
    assert levels == [1, 2, 2, 3, 4, 3, 4]


def test_every_table_has_a_caption_and_headers_with_scope(tree):
    assert len(tree.all("table")) == len(tree.all("caption")) == 4
    assert {attrs.get("scope") for attrs in tree.all("th")} == {"col", "row"}


def test_the_figure_has_words_for_those_who_do_not_see_it(tree):
    text = export("html", sample()).decode()
    assert [attrs["role"] for attrs in tree.all("svg")] == ["img"]
    assert '<svg viewBox="0 0 640 210" font-family="Liberation Sans" font-size="15"' in text
    assert "<title>Bar chart of contributions by role." in text


def test_the_skip_link_and_the_contents_lead_somewhere(tree):
    ids = {attrs["id"] for _, attrs in tree.tags if "id" in attrs}
    targets = [attrs["href"][1:] for attrs in tree.all("a") if attrs["href"].startswith("#")]
    assert targets[0] == "report"
    assert [target for target in targets if target not in ids] == []
    assert len(targets) == 14


def test_ids_are_unique(tree):
    ids = [attrs["id"] for _, attrs in tree.tags if "id" in attrs]
    assert sorted(ids) == sorted(set(ids))


def test_quotes_and_claims_link_to_their_threads_with_words_of_their_own(tree):
    links = [attrs["href"] for attrs in tree.all("a") if attrs.get("class") == "report-thread"]
    refs = "finding-1 theme-1 x-101 x-102 x-104 theme-2 x-105 x-106 x-107 x-108 rec-1 rec-2 rec-3 gp-1 gp-2"
    assert links == [thread_address(ref) for ref in refs.split()]
    words = re.findall(
        r'class="report-thread"[^>]*>([^<]+)', export("html", sample(), linked=True).decode()
    )
    assert len(set(words)) == len(words) == len(links)


def test_no_thread_is_linked_when_no_link_is_given():
    assert "report-thread" not in render_body(sample(), link=None)


def test_the_page_asks_for_nothing_and_runs_nothing(tree):
    tags = {tag for tag, _ in tree.tags}
    assert (
        tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "video"}
        == set()
    )
    names = {name for _, attrs in tree.tags for name in attrs}
    assert [
        name for name in names if name.startswith("on") or name in {"style", "src", "srcset"}
    ] == []
    assert "@import" not in export("html", sample()).decode()


def test_the_page_names_no_author_and_no_tool(tree):
    named = [attrs["name"] for attrs in tree.all("meta") if "name" in attrs]
    assert named == ["viewport", "dcterms.created", "dcterms.modified"]
    assert "<!--" not in export("html", sample()).decode()


def test_the_body_has_classes_only_and_can_leave_the_title_to_the_page():
    body = Page(render_body(sample(), link=lambda ref: f"/threads/{ref}", titled=False))
    assert body.tags[0][0] == "article"
    assert body.all("h1", "style", "script", "html") == []
    assert [attrs for _, attrs in body.tags if "style" in attrs] == []


def test_a_quote_in_another_language_or_direction_says_so():
    body = render_body(report_of(Quote("Diolch", language="cy"), Quote("תודה")), link=None)
    assert '<blockquote lang="cy"><p class="report-words">Diolch</p>' in body
    assert '<blockquote><p class="report-words" dir="rtl">תודה</p>' in body


def test_team_prose_is_marked_and_generated_prose_is_not():
    body = render_body(report_of(Paragraph("Ours.", "team"), Paragraph("Counted.")), link=None)
    assert body.count("Written by the team") == 1
    assert body.index("Written by the team") < body.index("Ours.") < body.index("Counted.")


def test_a_picture_keeps_its_shapes_and_loses_what_could_harm():
    clean = clean_svg(BAD_SVG, description='A "fine" <picture>', prefix="figure-1-")
    assert clean == (
        '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg" role="img">'
        '<title>A "fine" &lt;picture&gt;</title><use /><g fill="#123456" id="figure-1-a">'
        '<rect clip-path="url(#figure-1-a)" /></g></svg>'
    )


@pytest.mark.parametrize("box", ["", 'viewBox="0 0 0 9"', 'viewBox="a b c d"', 'viewBox="1.2.3"'])
def test_a_picture_without_a_usable_view_box_takes_its_size(box):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40px" height="20" {box}/>'
    assert 'viewBox="0 0 40 20"' in clean_svg(svg, description="", prefix="")


def test_figures_on_one_page_do_not_share_ids():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g id="a"/></svg>'
    body = render_body(report_of(Figure("A", "a", svg), Figure("B", "b", svg)), link=None)
    assert re.findall(r'<g id="([^"]+)"', body) == ["figure-1-a", "figure-2-a"]
