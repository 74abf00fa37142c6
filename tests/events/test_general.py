"""Events told in words of no list, and what a story or list lends to the events in it."""

import pytest

LETTER = """Harbour Letter
Quarterly letter from the IOM Mission in Fiji, January–March 2018

What the Mission did, month by month

January

9: Relocation of 84 Tongans from Ba to Suva, in buses on loan from UNDP.

15–17: Course on net repair for 20 fishers in Nadi.

February

5: Handover of a boat to the Levuka Fishers Association, in Levuka. Worth USD 900; a gift of Japan.

Calendar

20 April: opening of a slipway in Suva, financed by Norway.
"""


@pytest.fixture(scope="module")
def letter(rows_of):
    return {row.name.partition(" ")[0].lower(): row for row in rows_of(LETTER)}


def test_days_that_lead_items_stand_in_the_month_above_them(letter):
    dates = [letter[name].date for name in ("relocation", "course", "handover")]
    assert dates == ["2018-01-09", "2018-01-15/2018-01-17", "2018-02-05"]


def test_a_list_of_its_own_activities_is_the_publishers_also_without_a_mention(letter):
    assert ("organiser", "IOM Mission in Fiji") in letter["course"].roles
    assert ("organiser", "IOM Mission in Fiji") in letter["handover"].roles


def test_who_lent_is_a_partner_and_nationals_are_people(letter):
    assert ("partner", "UNDP") in letter["relocation"].roles
    assert letter["relocation"].participants == 84


def test_what_gives_only_the_giver_says_more_of_the_gift_before_it(letter):
    assert ("funder", "Japan") in letter["handover"].roles
    assert "gift" not in letter


def test_what_lies_behind_the_period_is_planned(letter):
    assert letter["opening"].status == "planned"
    assert ("organiser", "IOM Mission in Fiji") not in letter["opening"].roles


def test_people_who_did_an_everyday_thing_on_a_day_made_an_event(rows_of):
    (row,) = rows_of("On 5 May 2018, 40 weavers formed a line of boats across the bay in Gizo.")
    assert (row.date, row.place, row.participants) == ("2018-05-05", "Gizo", 40)


def test_what_is_held_is_an_event_in_any_word(rows_of):
    (row,) = rows_of("The Fisheries Ministry staged a night of lanterns in Gizo on 5 May 2018.")
    assert row.name.startswith("night of lanterns")
    assert ("organiser", "Fisheries Ministry") in row.roles


@pytest.mark.parametrize(
    "said",
    [
        "On 5 May 2018 nine judges followed from a gallery how a trial is conducted in Malta.",
        "Patrols along the reef had hitherto been carried out on foot.",
    ],
)
def test_indirect_questions_and_what_had_been_before_are_no_events(rows_of, said):
    assert rows_of(said) == []


def test_two_bodies_are_the_two_not_who_came_along(rows_of):
    _, agreed = rows_of(
        "Gizo, 9 June 2018 – The scanners were inspected jointly by the Port Authority and the "
        "Customs Authority, who were accompanied by the adviser Ms. Birgit Hallor. "
        "On the same day the two agreed to share images of sealed containers."
    )
    assert agreed.roles == {
        ("organiser", "Port Authority"),
        ("organiser", "Customs Authority"),
    }


def test_a_giver_in_the_next_sentence_funds_the_handover(rows_of):
    (row,) = rows_of(
        "On 24 May 2018 Ms. Ada Poe handed over nine canoes to the Fisheries Ministry in Gizo. "
        "They were donated by Norway and are worth EUR 48,600."
    )
    assert ("funder", "Norway") in row.roles


def test_a_gift_told_with_its_own_number_is_an_event_of_its_own(rows_of):
    rows = rows_of(
        "Norway donated nine canoes to the Fisheries Ministry on 5 May 2018 in Gizo. "
        "Two boats were donated by France."
    )
    assert len(rows) == 2


def test_a_dateline_reaches_as_far_as_its_story(rows_of):
    rows = rows_of(
        "Amman, 23 April 2018 – A panel on nets was held by the Fisheries Ministry.\n\n"
        "The manual was published on 23 June 2018 by UNICEF.\n"
    )
    assert [row.place for row in rows] == ["Amman", None]


def test_who_walks_on_a_day_marks_it(rows_of):
    (row,) = rows_of("Some 700 people walked to the sea in Gizo on World Oceans Day, 8 June 2018.")
    assert row.type == "campaign"


def test_people_leave_from_where_they_were(rows_of):
    (row,) = rows_of(
        "5 May 2018: Departure of 38 refugees from Lusaka for resettlement in Canada, with IOM."
    )
    assert (row.place, row.country) == ("Lusaka", "ZM")


def test_titles_in_quotation_marks_are_published(rows_of):
    (row,) = rows_of("“Evidence at Sea”, a pocket guide, was brought out by UNODC on 22 May 2018.")
    assert (row.type, row.roles) == ("publication", {("organiser", "UNODC")})


def test_each_of_those_who_opened_a_thing_is_named_behind_a_by_of_his_or_her_own(rows_of):
    (row,) = rows_of(
        "The reading room was opened in Kukës on 3 October 2013 by the Mayor, Mr. Hasan Gjoka, "
        "and by the Commissioner General of Libraries, Ms. Greta Lind."
    )
    assert row.roles == {("opened_by", "Hasan Gjoka"), ("opened_by", "Greta Lind")}


def test_a_country_within_the_name_of_another_is_none(rows_of):
    rows = rows_of(
        "Health Notes: Papua New Guinea\n"
        "Health Office of the Region | No. 6 | January–March 2021 | Issued on 20 April 2021\n\n"
        "Courses\n\n"
        "On 19 March a tent was put up by Coral Relief, the poles being on loan from the "
        "Australian High Commission.\n"
    )
    assert [row.country for row in rows] == ["PG"]
