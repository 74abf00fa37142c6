"""Clauses: who or what stands in which relation to a predicate, whatever the construction."""

import pytest


def test_a_passive_is_turned_round(slots):
    found = slots("The clinic was opened by UNDP on 5 May 2019.", "open")
    assert found["subject"] == ["UNDP"]
    assert found["object"] == ["The clinic"]


def test_the_one_who_is_given_something_is_the_recipient_of_a_passive(slots):
    found = slots("The school was given a new roof on 5 June 2019.", "give")
    assert found["recipient"] == ["The school"]
    assert found["object"] == ["a new roof"]


def test_a_coordinated_verb_borrows_its_subject(slots):
    found = slots("The Minister opened the clinic and signed the agreement.", "sign")
    assert found["subject"] == ["The Minister"]
    assert found["object"] == ["the agreement"]


def test_members_of_a_list_are_slots_of_their_own(slots):
    found = slots("UNODC, UNICEF and the Ministry of Health held a round table.", "hold")
    assert found["subject"] == ["UNODC", "UNICEF", "the Ministry of Health"]


def test_a_relative_clause_has_the_noun_that_it_describes(slots):
    found = slots("The workshop, which UNDP organised in Osh on 3 May, drew 40 people.", "organise")
    assert found["subject"] == ["UNDP"]
    assert found["object"] == ["The workshop"]


def test_a_relative_clause_behind_a_comma_describes_the_whole_phrase(slots):
    text = "The helpline for survivors of violence, which UNFPA runs, has answered 870 calls."
    assert slots(text, "run")["object"] == ["The helpline for survivors of violence"]


def test_a_participle_is_a_clause_about_its_noun(slots):
    found = slots("They attended a course organised by UNDP.", "organise")
    assert found["subject"] == ["UNDP"]
    assert found["object"] == ["a course"]


def test_a_gerund_borrows_the_subject_of_its_governor(slots):
    text = "The Academy showed good practice by hosting on 23 May 2017 a regional training."
    found = slots(text, "host")
    assert found["subject"] == ["The Academy"]
    assert found["object"] == ["a regional training"]


@pytest.mark.parametrize(
    ("text", "relation", "words"),
    [
        ("UNDP held a course in close cooperation with WHO.", "in cooperation with", "WHO"),
        ("UNDP held a course with funding from Japan.", "with funding from", "Japan"),
        ("UNDP held a course jointly with WHO.", "jointly with", "WHO"),
        ("UNDP met the press in the presence of the Mayor.", "in presence of", "the Mayor"),
        ("UNDP met them under auspices of the Senate.", "under the auspices of", "the Senate"),
    ],
)
def test_complex_prepositions_are_one_relation(read, text, relation, words):
    phrases = [phrase for clause in read(text) for slot in clause.slots for phrase in slot.walk()]
    assert words in [phrase.span.of(text) for phrase in phrases if phrase.relation == relation]


def test_a_mention_is_one_unit_whatever_words_it_is_made_of(slots):
    text = (
        "The Ministry of Labour, Social Protection and Family of Moldova signed an agreement "
        "with UNDP on 5 May 2019."
    )
    assert slots(text, "sign")["subject"] == [
        "The Ministry of Labour, Social Protection and Family of Moldova"
    ]


@pytest.mark.parametrize(
    ("text", "lemma", "words"),
    [
        ("On 3 May 2018 the European Union launched a plan.", "launch", "the European Union"),
        ("In May 2016 UNODC has trained 874 officers.", "train", "UNODC"),
        ("On 5 June 2019 parliament passed the law on water.", "pass", "parliament"),
        (
            "On 7 June the Ministry of Health and WHO launched it.",
            "launch",
            "the Ministry of Health",
        ),
    ],
)
def test_a_date_ends_where_the_subject_begins(slots, text, lemma, words):
    assert words in slots(text, lemma)["subject"]


def test_an_object_behind_a_date_is_found(slots):
    text = "Thirty officers finished on 13 May 2013 a three-week search course in Tirana."
    assert slots(text, "finish")["object"] == ["a three-week search course in Tirana"]


def test_clauses_parted_by_a_semicolon_are_two(read):
    text = "UNDP held a workshop in Osh; 34 chemists compared their casework."
    assert [clause.governor for clause in read(text)] == [None, None]


def test_a_line_without_a_verb_is_a_nominal_clause(read):
    (clause,) = read("round table on juvenile justice")
    assert (clause.kind, clause.lemma) == ("nominal", "table")


def test_verb_and_bare_noun_are_one_verb(read):
    text = "The keys changed hands in Tanji on 3 February."
    assert [clause.lemma for clause in read(text)] == ["change hands"]


def test_the_subject_behind_verb_and_noun_is_found(slots):
    text = "In the meeting took part representatives of Kenya."
    assert slots(text, "take part")["subject"][0].endswith("representatives of Kenya")


def test_a_name_in_capitals_is_no_relative_pronoun(slots):
    found = slots("Jointly with UNFPA, WHO opened a maternity ward on 9 March.", "open")
    assert found["subject"] == ["WHO"]


def test_offsets_move_with_the_paragraph(read):
    text = "UNDP opened a clinic."
    clause = read(text)[0]
    moved = clause.shift(10, 4)
    assert moved.head.start == clause.head.start + 10
    assert [s.span.start for s in moved.slots] == [s.span.start + 10 for s in clause.slots]
