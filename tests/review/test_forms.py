"""A person puts rows right with forms: what they write is understood before it is saved."""

import json

import pytest

from pipeline.document.span import Span
from tests.review.conftest import ROOT
from tests.review.hands import decided, mark, open_row, rows, tab, until

REPORT = (
    "NEWS FROM THE LAKE\n\nApril - June 2021\n\n"
    "Courses for builders\n\n"
    "On 4 May, the Ministry of Fisheries of Zambia and the World Bank trained 25 boat builders in "
    "Mpulungu.\n\n"
    "The hall was painted blue.\n\n"
    "Quays and slipways\n\n"
    "In June 2021 the Lake Fund visited the harbour of Kigoma. “The water is low,” said Asha "
    "Mwangi.\n\n"
    "nets were mended\nropes were spliced\n\n"
    "Keels and masts\n\n"
    "The keels are laid in July.\n"
)


@pytest.fixture
def desk(desk_of, tmp_path):
    path = tmp_path / "raw" / "lake.txt"
    path.parent.mkdir()
    path.write_text(REPORT, "utf-8")
    return desk_of(path)


@pytest.fixture
def page(desk, page_of):
    return page_of(desk.start())


def text_of(desk):
    return (desk.out / desk.stem / "text.txt").read_text("utf-8")


def select(desk, page, words, last=""):
    text = text_of(desk)
    start = text.index(words)
    end = text.index(last, start) + len(last) if last else start + len(words)
    mark(page, Span(start=start, end=end))


def last_decision(desk):
    return json.loads(desk.journal[-1])


def told(page, cell):
    return page.locator(f"form.record .told[data-of={cell}]")


def test_a_form_says_what_it_understood_and_what_to_write(desk, page):
    select(desk, page, "The hall was painted blue.")
    page.keyboard.press("c")
    form = page.locator("form.record")
    assert form.locator("[name=name]").input_value() == "The hall was painted blue"
    form.locator("[name=date]").fill("26 - 30 April")
    form.locator("[name=country]").fill("Zambya")
    form.locator("[name=participants]").fill("forty")
    form.locator("[name=amount]").fill("1,200 euros")
    form.locator("[name=place]").fill("Mpulungu")
    told(page, "date").get_by_text("26 April 2021 to 30 April 2021, 5 days").wait_for()
    told(page, "participants").get_by_text("40").wait_for()
    told(page, "amount").get_by_text("1,200 EUR").wait_for()
    told(page, "place").get_by_text("a place of this report").wait_for()
    told(page, "country").get_by_text("is it Zambia?").wait_for()
    form.locator("button.primary").click()
    form.locator(".refused").get_by_text("Type: it is missing").or_(
        form.locator(".refused").get_by_text("is it Zambia?")
    ).wait_for()
    assert desk.journal == []
    form.locator("[name=country]").fill("Zambia")
    form.locator("[name=type]").select_option("other")
    decided(page, lambda: form.locator("button.primary").click())
    page.wait_for_selector("#panel h2 bdi:text-is('The hall was painted blue')")
    after = last_decision(desk)["after"]
    assert (after["date"], after["country"], after["participants"]) == (
        "2021-04-26/2021-04-30",
        "ZM",
        40,
    )
    assert (after["amount"], after["currency"]) == ("1200", "EUR")


def test_roles_are_lines_that_are_added_changed_and_removed(desk, page):
    tab(page, "events")
    training = next(r["event_id"] for r in rows(desk, "events") if r["type"] == "training")
    open_row(page, "events", training)
    page.keyboard.press("e")
    lines = page.locator("form.record .roles > ul > .role")
    lines.first.wait_for()
    first = lines.count()
    lines.first.locator("[name=role]").select_option("host")
    page.click("form.record [data-add-role]")
    lines.last.locator("[name=role]").select_option("funder")
    lines.last.locator("[name=who]").fill("Lake Fund of Elsewhere")
    lines.last.get_by_text("a new body").wait_for()
    decided(page, lambda: page.click("form.record button.primary"))
    page.wait_for_selector("#panel .roles-list :text('Lake Fund of Elsewhere')")
    roles = last_decision(desk)["after"]["roles"]
    assert [role["role"] for role in roles] == ["host", *["organiser"] * (first - 1), "funder"]
    page.keyboard.press("e")
    lines.first.locator("[data-remove-role]").click()
    decided(page, lambda: page.click("form.record button.primary"))
    assert len(last_decision(desk)["after"]["roles"]) == first


def test_an_event_from_nothing_is_added_and_split_and_the_two_are_merged(page):
    tab(page, "events")
    count = page.locator("#list tr[data-row]").count()
    page.click("#new-event")
    page.fill("form.record [name=name]", "blessing of the boats")
    page.select_option("form.record [name=type]", "other")
    decided(page, lambda: page.click("form.record button.primary"))
    page.wait_for_selector("#panel h2 bdi:text-is('blessing of the boats')")
    decided(page, lambda: page.click("#panel [data-do=split]"))
    page.fill("form.record [name=name]", "launch of the boats")
    decided(page, lambda: page.click("form.record button.primary"))
    page.wait_for_selector("#panel h2 bdi:text-is('launch of the boats')")
    assert page.locator("#list tr[data-row]").count() == count + 2
    page.keyboard.press("m")
    page.fill("#panel [name=q]", "blessing")
    page.wait_for_selector("#offers [role=option]:has-text('blessing')")
    decided(page, lambda: page.keyboard.press("Enter"))
    gone = page.locator("#list tr.rejected")
    gone.wait_for()
    assert "launch of the boats" in gone.inner_text()


def test_a_section_from_words_of_others_is_made_after_a_word(desk, page):
    tab(page, "sections")
    before = page.locator("#list tr[data-row]").count()
    select(desk, page, "The hall was", last="slipways")
    page.click("#selection [data-new=sections]")
    page.fill("form.record [name=title]", "Colours")
    page.click("form.record button.primary")
    page.wait_for_selector("#replacing[open]")
    assert "Section: Courses for builders, which would keep" in page.inner_text("#replaced")
    page.click("#replacing button:not(.primary)")
    assert desk.journal == []
    page.click("form.record button.primary")
    page.wait_for_selector("#replacing[open]")
    decided(page, lambda: page.click("#replacing button.primary"))
    page.wait_for_selector("#panel h2 bdi:text-is('Colours')")
    assert page.locator("#list tr[data-row]").count() == before + 1


def test_title_body_and_boundaries_of_a_section_are_selected_words(desk, page):
    tab(page, "sections")
    quays = next(r["section_id"] for r in rows(desk, "sections") if r["title"].startswith("Quays"))
    open_row(page, "sections", quays)
    select(desk, page, "the harbour of Kigoma")
    decided(page, lambda: page.click("#selection [data-words=title]"))
    page.wait_for_selector("#panel h2 bdi:text-is('the harbour of Kigoma')")
    select(desk, page, "nets were mended")
    decided(page, lambda: page.click("#selection [data-words=body]"))
    assert last_decision(desk)["after"]["body"] == "nets were mended"
    select(desk, page, "Quays", last="mended")
    decided(page, lambda: page.click("#selection [data-words='']"))
    assert last_decision(desk)["target"]["exact"].endswith("nets were mended")


def test_a_list_and_a_quote_are_made_of_selected_words(desk, page):
    select(desk, page, "nets were mended", last="spliced")
    page.click("#selection [data-new=lists]")
    page.fill("form.record [name=title]", "Chores")
    decided(page, lambda: page.click("form.record button.primary"))
    assert last_decision(desk)["after"]["items"] == ["nets were mended", "ropes were spliced"]
    select(desk, page, "The keels are laid in July.")
    page.click("#selection [data-new=quotes]")
    page.fill("form.record [name=person]", "Asha Mwangi")
    decided(page, lambda: page.click("form.record button.primary"))
    quote = last_decision(desk)
    assert (quote["table"], quote["after"]["text"]) == ("quotes", "The keels are laid in July.")
    assert quote["after"]["person"]["name"] == "Asha Mwangi"


def test_a_form_opened_before_the_row_of_the_last_decision_is_shown_stays(desk, page):
    held = []

    def hold(route):
        held.append(route)

    select(desk, page, "nets were mended", last="spliced")
    page.click("#selection [data-new=lists]")
    page.fill("form.record [name=title]", "Chores")
    page.route("**/rows/*", hold)  # the rows are slow to come
    with page.expect_response("**/decide"):
        page.click("form.record button.primary")
    select(desk, page, "The keels are laid in July.")
    page.click("#selection [data-new=quotes]")
    page.fill("form.record [name=person]", "Asha Mwangi")
    assert held
    with page.expect_response("**/rows/*"):
        held[0].continue_()
    page.unroute_all(behavior="ignoreErrors")
    page.wait_for_timeout(1500)
    assert page.input_value("form.record [name=person]") == "Asha Mwangi"


def test_several_rows_are_changed_at_once(desk, page):
    tab(page, "sections")
    page.click("#list tr[data-row] >> nth=0")
    page.wait_for_selector("#panel .panel-head")
    page.keyboard.press("Shift+ArrowDown")
    page.click("#list tr[data-row] >> nth=2", modifiers=["ControlOrMeta"])
    assert page.locator("#list tr[aria-selected=true]").count() == 3
    until(page, "document.querySelector('#panel .panel-head')")
    page.keyboard.press("e")
    page.fill("form.record [name=month]", "May 2021")
    page.select_option("form.record [name=kind]", "story")
    decided(page, lambda: page.click("form.record button.primary"))
    made = [json.loads(line) for line in desk.journal]
    assert [d["after"]["month"] for d in made] == ["2021-05"] * 3
    assert len({d["row_id"] for d in made}) == 3
    assert len({d["time"] for d in made}) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_has_no_fault_that_axe_finds(desk, page_of, scheme):
    page = page_of(desk.start(), color_scheme=scheme)
    tab(page, "events")
    page.click("#list tr[data-row] >> nth=0")
    page.wait_for_selector("#panel .panel-head")
    page.keyboard.press("e")
    page.click("form.record [data-add-role]")
    page.evaluate((ROOT / "tests/review/vendor/axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == []


def test_words_on_the_picture_of_a_page_become_an_event(desk_of, page_of):
    desk = desk_of(ROOT / "benchmarks" / "newsletters" / "pdf" / "rosa-2021-q3.pdf")
    page = page_of(desk.start())
    page.wait_for_selector(".page svg .boxes rect", state="attached")
    page.wait_for_selector("#panel [data-do=accept]")
    page.locator(".page").first.evaluate("page => page.scrollIntoView()")
    title = page.locator(".page").first.bounding_box()
    first = title["x"] + title["width"] * 0.09, title["y"] + title["height"] * 0.09
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(first[0] + title["width"] * 0.6, first[1] + title["height"] * 0.055, steps=4)
    page.mouse.up()
    page.wait_for_selector("#selection:not([hidden])")
    page.keyboard.press("c")
    page.wait_for_selector("form.record")
    page.fill("form.record [name=name]", "first issue of the newsletter")
    page.select_option("form.record [name=type]", "publication")
    decided(page, lambda: page.click("form.record button.primary"))
    words = last_decision(desk)["anchor"]["exact"]
    assert words in text_of(desk)
    title = rows(desk, "reports")[0]["title"]
    assert title.split()[0] in words


def test_several_rows_are_rejected_at_once_and_undone_at_once(desk, page):
    tab(page, "mentions")
    page.click("#list tr[data-row] >> nth=0")
    page.click("#list tr[data-row] >> nth=3", modifiers=["Shift"])
    page.wait_for_selector("#panel .panel-head")
    decided(page, lambda: page.keyboard.press("x"))
    assert [json.loads(line)["action"] for line in desk.journal] == ["reject"] * 4
    until(page, "document.querySelectorAll('#list tr.rejected').length === 4")
    decided(page, lambda: page.keyboard.press("u"))
    until(page, "document.querySelectorAll('#list tr.rejected').length === 0")
