"""Chains of news, tables in pieces, running heads: reports whose text alone is left."""

NEWS = (
    "News from the Bay\n\nPort Mission | Bulletin 7 | July 2017\n\n"
    "Newsroom\nDivers of three ports agree on a common code for work under water\n"
    "News | 19 July 2017\n\n"
    "CALLAO – The divers of three ports met for two days and agreed on a code.\n\n"
    "Lanterns for the pier\nPress release | 18 July 2017\n\n"
    "Survey of the sea bed comes to a close in all bays of the south\nNews | 17 July 2017\n\n"
    "LIMA – The survey of the sea bed was finished on 14 July by nine ships.\n"
)
TITLES = [
    "Divers of three ports agree on a common code for work under water",
    "Lanterns for the pier",
    "Survey of the sea bed comes to a close in all bays of the south",
]


def test_each_item_of_a_press_list_is_a_section(of_text):
    titles = [title for _, title in of_text(NEWS).sections]
    assert [title for title in titles if title in TITLES] == TITLES
    assert "Newsroom" in titles


LONG_TITLE = (
    "Second Phase of the Project for Divers and Fishermen of the Southern Provinces was Launched "
    "in Callao"
)


def test_a_title_of_several_lines_over_a_dateline_is_one_heading(of_text):
    report = of_text(
        "News from the Bay\n\nApril-June 2016\n\nPERU\n"
        "Second Phase of the Project for Divers and Fishermen of\n"
        "the Southern Provinces was Launched in\nCallao\n"
        "Callao, 12 April 2016 – In the presence of donors the\n"
        "second phase of the project was launched by the mayor\n"
        "and by the office of the harbour on the pier, which had\n"
        "been repaired in the winter. Nine boats with lanterns\n"
        "went out at night to the light house and came back.\n\n"
        "pilots of Four Ports Improved Their Skills\n"
        "Lima, May 2-3 – Eighteen pilots of four ports learned to\n"
        "steer in fog and in wind with the help of the navy.\n"
    )
    titles = [title for _, title in report.sections]
    assert titles[-2:] == [LONG_TITLE, "pilots of Four Ports Improved Their Skills"]


def test_the_date_under_the_only_title_makes_no_chain(of_text):
    report = of_text("Lanterns for the pier\n\nNews | 18 July 2017\n\nNine lanterns were bought.\n")
    assert report.title == "Lanterns for the pier"


def test_cells_of_a_table_in_pieces_are_no_headings(of_text):
    cells = "Harbour\n\nLanterns\n\nCALLAO\n\n40\n\nILO\n\n35\n\nPAITA\n\n12 given\n\nChile\n\n7"
    report = of_text(
        "News from the Bay\n\nJuly 2017\n\nLights\n\nThe list shows what the harbours got.\n\n"
        f"Lanterns by harbour\n\n{cells}\n\nConstraints\n\n"
        "The wind kept the boats in port for nine days, and two lanterns were lost.\n"
    )
    assert [title for _, title in report.sections] == [
        "Lights",
        "Lanterns by harbour",
        "Constraints",
    ]


def test_what_the_masthead_says_is_a_running_head_further_on(of_text):
    report = of_text(
        "Dispatch of the Bay\n\nNewsletter Quarterly, Vol 4, April 2016 – June 2016\n\nLights\n\n"
        "All buoys are lit.\n\f\nNewsletter Quarterly, Vol 4\n\nDivers\n\nNine divers met.\n\n"
        "Dispatch of the Bay · Newsletter Quarterly, Vol 4\n"
    )
    assert [title for _, title in report.sections] == ["Lights", "Divers"]
    assert report.of_role("furniture") == [
        "Newsletter Quarterly, Vol 4",
        "Dispatch of the Bay · Newsletter Quarterly, Vol 4",
    ]
