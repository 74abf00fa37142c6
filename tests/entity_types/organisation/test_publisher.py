"""The publisher is a body of the report, also where only the masthead names it."""

from pipeline.readers import read
from pipeline.run.process import process
from pipeline.tables import check

MASTHEAD = "World Food Programme\n\nNews from the Harbour\n\nJanuary - March 2019\n\n"


def organisations(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(text)
    return check(*process(read(path)))


def test_a_publisher_that_the_text_does_not_name_has_a_row_with_its_evidence(tmp_path):
    report = organisations(
        tmp_path, f"{MASTHEAD}Boats\n\nOn 5 March 2019 the boats were painted in Lagos.\n"
    )
    assert report.tables["reports"][0].publisher == "World Food Programme"
    (row,) = report.tables["organisations"]
    assert (row.name, row.acronym, row.mentions) == ("World Food Programme", "WFP", 0)
    proofs = {
        (e.column, e.exact) for e in report.tables["evidence"] if e.row_id == row.organisation_id
    }
    assert ("name", "World Food Programme") in proofs


def test_a_publisher_that_the_text_names_by_its_acronym_has_one_row(tmp_path):
    report = organisations(tmp_path, f"{MASTHEAD}Boats\n\nOn 5 March 2019 WFP painted the boats.\n")
    (row,) = report.tables["organisations"]
    assert (row.acronym, row.mentions) == ("WFP", 1)
