"""What each figure counts, of whom, as part of what, and in which event."""

import pytest

from pipeline.readers import read
from pipeline.run.process import process
from pipeline.tables import check


@pytest.fixture(scope="module")
def figures_of(tmp_path_factory):
    """Figures by their words, and the names of events by their ids."""

    def told(text):
        path = tmp_path_factory.mktemp("counted") / "report.txt"
        path.write_text(text)
        tables = check(*process(read(path))).tables
        events = {event.event_id: event.name for event in tables["events"]}
        return {figure.text: figure for figure in tables["figures"]}, events

    return told


@pytest.mark.parametrize(
    "said",
    [
        "The agency trained 18 officers, including 6 women, in Kitwe on 4 May 2018.",
        "The agency trained 18 officers (6 women) in Kitwe on 4 May 2018.",
        "On 4 May 2018, 18 officers, 6 of them women, were trained in Kitwe.",
    ],
)
def test_a_part_of_those_who_were_trained_points_at_the_whole(figures_of, said):
    figures, _ = figures_of(said)
    whole, part = figures["18"], figures["6"]
    assert (whole.counted, whole.group, whole.part_of) == ("officers trained", None, None)
    assert (part.group, part.part_of) == ("women", whole.mention_id)
    assert whole.event_id is not None
    assert part.event_id == whole.event_id


def test_figures_that_add_up_to_the_one_before_are_its_parts(figures_of):
    figures, _ = figures_of(
        "On 4 May 2018 the clinic vaccinated 240 children, 130 girls and 110 boys."
    )
    assert [figures[n].group for n in ("240", "130", "110")] == ["children", "girls", "boys"]
    assert {figures[n].part_of for n in ("130", "110")} == {figures["240"].mention_id}


def test_figures_that_do_not_add_up_stand_for_themselves(figures_of):
    figures, _ = figures_of("On 4 May 2018 the clinic treated 12 men and 40 children.")
    assert [figures[n].part_of for n in ("12", "40")] == [None, None]


def test_each_of_two_events_in_a_sentence_has_its_own_figures(figures_of):
    figures, events = figures_of(
        "On 4 May 2018 customs seized 14 lorries in Kitwe and the Ministry trained 30 officers."
    )
    assert "30 officers" in events[figures["30"].event_id]
    assert figures["14"].event_id != figures["30"].event_id


def test_a_figure_of_a_state_belongs_to_no_event(figures_of):
    figures, _ = figures_of("The province has 230 schools.")
    assert figures["230"].event_id is None
    assert figures["230"].counted == "schools"
