"""Where places are found, and where their mentions begin and end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.entity_types.place import build


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The forum met in Samarkand, Uzbekistan.", ["Samarkand", "Uzbekistan"]),
        ("Delegates of the Russian Federation and the USA came.", ["Russian Federation", "USA"]),
        ("It was signed with the Republic of Uzbekistan.", ["Republic of Uzbekistan"]),
        ("Farms in northern Ghana and central Mali failed.", ["northern Ghana", "central Mali"]),
        ("Fighting went on in Nangarhar province.", ["Nangarhar province"]),
        ("The court sits in the city of Kisumu.", ["city of Kisumu"]),
        ("Boats from Lake Turkana sank.", ["Lake Turkana"]),
        ("Training was held in Turkana, Kitui and Vihiga counties.",
         ["Turkana", "Kitui", "Vihiga counties"]),
        ("Prices rose in Garissa (5%), Wajir (4%) and Mandera (2%).",
         ["Garissa", "Wajir", "Mandera"]),
        ("Rain fell across West Africa and the Sahel.", ["West Africa", "Sahel"]),
        ("Bishkek's courts reopened.", ["Bishkek"]),
        ("NAIROBI, July 3 (XQB) - The court closed.", ["NAIROBI"]),
        ("GENEVA/KIGALI – The court closed.", ["GENEVA", "KIGALI"]),
        ("XQB AND YRT, joint statement - The court closed.", []),
        ("They came from the Hubei Province of China.", ["Hubei Province", "China"]),
        ("Ships crossed the Gulf of Guinea.", ["Gulf of Guinea"]),
        ("Flights to N’Djamena and Mazar-e-Sharif resumed.", ["N’Djamena", "Mazar-e-Sharif"]),
        ("Clinics in Nairobi’s Kibera and in Cox’s Bazar closed.",
         ["Nairobi", "Kibera", "Cox’s Bazar"]),
        ("Crowds gathered at Tarlabe Palace and Zumuro Stadium.",
         ["Tarlabe Palace", "Zumuro Stadium"]),
        ("Aid reached Tonj North in South Sudan.", ["Tonj North", "South Sudan"]),
        ("They were driven out of Kobane after the siege of Sinjar.", ["Kobane", "Sinjar"]),
        ("A shop in al-Hilla burned.", ["Hilla"]),
        ("The town of Tel Bamur was quiet.", ["Tel Bamur"]),
        ("In Makeni we opened two rooms.", ["Makeni"]),
        ("The board convened in Bo in the second week.", ["Bo"]),
        ("The drill at Ak-Kechu checkpoint was short.", ["Ak-Kechu checkpoint"]),
        ("The fund of the Besh-Terekli district in Osh province met.",
         ["Besh-Terekli district", "Osh province"]),
        ("A guard in Vorgutiškiai met his colleague in Zherekhan.", ["Vorgutiškiai", "Zherekhan"]),
        ("The dam gave way at Kanaipasha two days later.", ["Kanaipasha"]),
        ("17/05/2018, Vărzeni (Orhei district): the pond was cleaned.",
         ["Vărzeni", "Orhei district"]),
        ("Trucks at Khorgos waited for days.", ["Khorgos"]),
        ("They walked along the banks of the Sireshk for a week.", ["Sireshk"]),
        ("A boat capsized on the Surma. The crew is safe.", ["Surma"]),
        ("The study came out in Nepali and in English.", []),
        ("Rift Valley fever and Guinea worm disease spread in Chad.", ["Chad"]),
        ("Small Island Developing States spoke of the SAMOA Pathway.", []),
        ("The Somali justice system and Somali judges were praised.", []),
        ("Write to 40 Toktogul Street, Bishkek.", ["Bishkek"]),
        ("Nurses came from Bolivia (Plurinational State of) and Chad.", ["Bolivia", "Chad"]),
        ("Farms in the occupied Palestinian territory and the United States Virgin Islands failed.",
         ["occupied Palestinian territory", "United States Virgin Islands"]),
        ("The results in Parliament and in Phase Two were good.", []),
    ],
)  # fmt: skip
def test_places_are_found_with_their_heads_and_directions(find, text, expected):
    assert [text[found.start : found.end] for found in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('New kit went to the BCPs of Uganda - "Zubolo," "Vutike," "Amaroko."',
         ["Uganda", "Zubolo", "Vutike", "Amaroko"]),
        ("Seed was given out in three districts, namely Bolangi, Tsarvo and Ikundwe.",
         ["Bolangi", "Tsarvo", "Ikundwe"]),
        ("Police from Bolangi district took part.", ["Bolangi district"]),
    ],
)  # fmt: skip
def test_places_that_no_gazetteer_has_are_found_by_grammar(find, text, expected):
    assert [text[found.start : found.end] for found in find(text)] == expected


def test_a_list_is_of_the_kind_that_announces_it(find):
    found = find('New kit went to the BCPs of Uganda - "Zubolo," "Vutike," "Amaroko."')
    assert [candidate.detail.kind for candidate in found] == [None, *["border_crossing"] * 3]


@pytest.mark.parametrize(
    "text",
    [
        "Of all trainees, forty passed.",
        "Nice results were shown by mobile teams.",
        "Mobile clinics treated the wounded.",
        "Reading skills improved, and Police officers applauded.",
        "The Central Asian states welcomed Kyrgyz and Afghan experts.",
        "Member States adopted the plan in May.",
        "The drugs cost US$ 400 a kilogram.",
        "Two cases of Lassa fever were treated.",
        "The FAO, the SARI unit and several NGOs took part.",
        "Ms. Paris Jackson and Jordan Miller spoke.",
        "",
        "— 17 %",
    ],
)
def test_words_adjectives_acronyms_and_people_are_no_places(find, text):
    assert find(text) == []


def test_an_abbreviation_takes_its_last_dot(find):
    text = "She flew to the U.S. and back to the U.K."
    assert [text[f.start : f.end] for f in find(text)] == ["U.S.", "U.K."]


def test_a_candidate_knows_the_key_and_the_kind_that_its_words_name(find):
    (found,) = find("They live in Kakuma refugee camp.")
    assert (found.detail.key, found.detail.kind) == ("kakuma", "camp")


@pytest.fixture(scope="module")
def tokenized(nlp):
    finder = build(nlp)
    return lambda text: list(finder(nlp.make_doc(text)))


@settings(max_examples=60)
@given(st.text("Ab Kenya’-.,()&9\n\u0301ßİ", max_size=60))
def test_any_text_is_read_and_mentions_lie_within_it(tokenized, text):
    for found in tokenized(text):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
