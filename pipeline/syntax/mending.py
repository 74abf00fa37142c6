"""Repairs of a parse where the parser joins or parts what a mention shows to be otherwise.

Each of them asks for what the parser is known to get wrong, and leaves all else as it is.
"""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.language.load import abbreviations, calendar, grammar, is_people
from pipeline.syntax.tree import DEEPEST, Tree

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PAST = frozenset({"VBD", "VBN"})


def mend(tree: Tree) -> None:
    """Part names from what stands behind them, find lost verbs and subjects, join lists.

    The order matters: a list is joined once its first name has its place.
    """
    _part_names(tree)
    _part_dates(tree)
    _raise_verbs(tree)
    _raise_intents(tree)
    _raise_subjects(tree)
    _subject_names(tree)
    _lower_agents(tree)
    _raise_lists(tree)
    _join_lists(tree)
    _appose_names(tree)
    _lower_months(tree)


def _part_names(tree: Tree) -> None:
    """Part a name from the noun phrase that begins right behind it, which the parser joined.

    "On 3 May 2018 | the Union launched", "finished on 13 May | a course": a name and a phrase
    with an article of its own, and no sign between, are two phrases. The second one is the
    subject of its verb, or the object if the verb stands ahead.
    """
    for name, (_, end) in sorted(tree.extents.items(), key=lambda item: item[1]):
        if end >= len(tree.words) or tree.doc[end].is_sent_start:
            continue
        noun = _noun_from(tree, end)
        if noun is None or tree.unit[noun] != noun or noun == name:
            continue
        preposition = _preposition_over(tree, name, noun)
        if preposition is not None and tree.heads[preposition] == preposition:
            _raise_participle(tree, preposition, name, noun)
            continue
        verb = tree.verb_over(preposition) if preposition is not None else None
        if preposition is None or verb is None:
            continue
        subject = noun < verb
        if subject is not (end <= verb) or _has(tree, verb, subject=subject):
            continue
        tree.heads[name], tree.deps[name] = preposition, "pobj"
        passive = any(tree.heads[t] == verb and tree.deps[t] == "auxpass" for t in range(verb))
        tree.heads[noun] = verb
        tree.deps[noun] = ("nsubjpass" if passive else "nsubj") if subject else "dobj"


def _noun_from(tree: Tree, start: int) -> int | None:
    """The head of a noun phrase that begins with an article, behind a date, or with a name."""
    is_article = tree.words[start] in grammar().determiners.articles
    noun = tree.heads[start] if is_article else tree.unit[start]
    while tree.deps[noun] == "poss" and tree.heads[noun] > noun:
        noun = tree.heads[noun]  # "the mayors' forum"
    if _begins_noun(tree, start):
        noun = start
        while tree.deps[noun] in {"compound", "amod", "nmod"} and tree.heads[noun] > noun:
            noun = tree.heads[noun]
        return noun
    is_name = noun in tree.extents and tree.extents[noun][0] == start
    return noun if is_article or is_name else None


def _raise_participle(tree: Tree, preposition: int, name: int, noun: int) -> None:
    """Make the verb of "On 5 May | UNDP co-organised a course", read as a participle of a name."""
    verb = tree.extent(noun)[1]
    if verb >= len(tree.words) or tree.heads[verb] != noun or tree.tags[verb] not in PAST:
        return
    if tree.deps[verb] != "acl" or noun not in tree.extents:
        return
    tree.heads[verb], tree.deps[verb], tree.tags[verb] = verb, "ROOT", "VBD"
    tree.heads[preposition], tree.deps[preposition] = verb, "prep"
    tree.heads[name], tree.deps[name] = preposition, "pobj"
    tree.heads[noun], tree.deps[noun] = verb, "nsubj"


def _begins_noun(tree: Tree, token: int) -> bool:
    """Whether a bare noun stands behind a date: "On 5 June 2019 parliament passed"."""
    return token in tree.dated and tree.tags[token] in {"NN", "NNS"}


def _preposition_over(tree: Tree, name: int, noun: int) -> int | None:
    """The preposition that a name and the noun behind it both hang on."""
    above = tree.heads[name]
    if tree.deps[name] == tree.deps[noun] == "pobj" and tree.heads[noun] == above:
        return above
    for at in (name, noun):
        if tree.deps[at] == "pobj":
            other = noun if at == name else name
            if tree.hangs_on(other, at):
                return tree.heads[at]
    return None


def _has(tree: Tree, verb: int, *, subject: bool) -> bool:
    wanted = {"nsubj", "nsubjpass"} if subject else {"dobj"}
    found = [
        token
        for token in range(len(tree.words))
        if tree.heads[token] == verb and tree.deps[token] in wanted and tree.unit[token] == token
    ]
    # "the Ministry and WHO launched": the last of a list, of which the rest was lost.
    return any(tree.words[max(tree.extent(token)[0] - 1, 0)] != "and" for token in found)


def _raise_verbs(tree: Tree) -> None:
    """Make a verb of what the parser took for an adjective: "UNDP convened experts in Osh".

    Only in a sentence without another verb, where a name stands right before the participle.
    """
    for root in range(len(tree.words)):
        if (
            tree.heads[root] != root
            or tree.unit[root] != root
            or not tree.tags[root].startswith("NN")
        ):
            continue
        sentence = tree.doc[root].sent
        if any(tree.tags[t] in FINITE for t in range(sentence.start, sentence.end)):
            continue
        for name, (_, end) in tree.extents.items():
            if (
                end < len(tree.words)
                and _modifies(tree, end, root)
                and tree.hangs_on(name, root)
                and name != root
            ):
                tree.heads[end], tree.deps[end], tree.tags[end] = end, "ROOT", "VBD"
                tree.heads[root], tree.deps[root] = end, "dobj"
                tree.heads[name], tree.deps[name] = end, "nsubj"
                break

        _raise_past(tree, root)


def _raise_past(tree: Tree, root: int) -> None:
    """Make the verb of "Seventeen nurses, nine of them men, graduated in Osh"."""
    for token in range(root + 1, len(tree.words)):
        if (
            tree.heads[token] != root
            or tree.deps[token] != "acl"
            or tree.tags[token] not in {"VBN", "VBD"}
        ):
            continue
        aside = any(
            tree.heads[t] == root and tree.deps[t] == "appos" for t in range(root + 1, token)
        )
        agent = any(
            tree.heads[t] == token and tree.deps[t] == "agent" for t in range(len(tree.words))
        )
        if aside and not agent and tree.words[token - 1] == ",":
            tree.heads[token], tree.deps[token], tree.tags[token] = token, "ROOT", "VBD"
            tree.heads[root], tree.deps[root] = token, "nsubj"
            return


def _modifies(tree: Tree, token: int, root: int) -> bool:
    return (
        tree.tags[token] in {"VBN", "VBD"}
        and tree.deps[token] == "amod"
        and tree.heads[token] == root
    )


def _join_lists(tree: Tree) -> None:
    """Hang a name on the one right before it, where a comma or "and" lists the two.

    "with the Ministry of X, the Ministry of Y, and the Union": the parser often takes all but
    the first for appositions of an earlier noun.
    """
    listing = grammar().conjunctions.listing
    ordered = sorted(tree.extents, key=lambda unit: tree.extents[unit])
    for first, second in pairwise(ordered):
        begin, end = tree.extents[first][1], tree.extents[second][0]
        between = tree.words[begin:end]
        listed = between and between[0] in listing and all(w in listing for w in between)
        if not listed or not _is_listed(tree, second) or begin in tree.dated:
            continue
        if (
            tree.heads[second] < first
            and tree.heads[second] != first
            and not tree.hangs_on(first, second)
        ):
            tree.heads[second], tree.deps[second] = first, "conj"


def _appose_names(tree: Tree) -> None:
    """Hang a name with a title on the post ahead of it: "by the Minister of Health, Mr. X"."""
    short = {title.lower() for title in abbreviations().titles}
    titles = {"the", ".", *short, *(f"{title}." for title in short)}
    for name, (begin, end) in tree.extents.items():
        if tree.deps[name] not in {"npadvmod", "appos", "dobj"} or end in tree.dated:
            continue
        comma = begin - 1
        while comma > 0 and tree.words[comma] in titles:
            comma -= 1
        if comma < 1 or comma == begin - 1 or tree.words[comma] != ",":
            continue
        post = _post_of(tree, tree.unit[comma - 1])
        nearer = tree.deps[name] != "appos" or post > tree.heads[name]
        if nearer and tree.tags[post].startswith("NN") and not tree.hangs_on(post, name):
            tree.heads[name], tree.deps[name] = post, "appos"


def _post_of(tree: Tree, noun: int) -> int:
    """The nearest noun for people in the phrase that a noun ends, else the head of the phrase."""
    at = noun
    for _ in range(DEEPEST):
        if is_people(tree.words[at]):
            return at
        if tree.deps[at] != "pobj":
            break
        at = tree.heads[tree.heads[at]]
    return _phrase_of(tree, noun)


def _phrase_of(tree: Tree, noun: int) -> int:
    """The head of the noun phrase that a noun behind prepositions ends: "Minister of Health"."""
    for _ in range(DEEPEST):
        above = tree.heads[tree.heads[noun]]
        if tree.deps[noun] != "pobj" or not tree.tags[above].startswith("NN"):
            break
        noun = above
    return noun


def _part_dates(tree: Tree) -> None:
    """Part a date from the phrase behind it: "by hosting on 23 May 2017 | a regional training"."""
    for name, (begin, end) in tree.extents.items():
        if end not in tree.dated or tree.deps[name] not in {"nmod", "compound"}:
            continue
        article = end < len(tree.words) and tree.words[end] in grammar().determiners.articles
        if article and begin > 0 and tree.tags[begin - 1] == "IN" and tree.heads[name] >= end:
            tree.heads[name], tree.deps[name] = begin - 1, "pobj"


def _subject_names(tree: Tree) -> None:
    """Make a name the subject of its relative clause: "the training, which FAO conducted"."""
    for pronoun in range(2, len(tree.words) - 2):
        if tree.words[pronoun] != "which" or tree.words[pronoun - 1] != ",":
            continue
        name = tree.unit[pronoun + 1]
        verb = tree.extent(name)[1]
        if not tree.is_name(name) or verb >= len(tree.words):
            continue
        if tree.tags[verb] not in {"VBD", "VBN", "VBZ", "VBP"} or tree.deps[verb] == "aux":
            continue
        noun = _phrase_of(tree, tree.unit[pronoun - 2])
        main = tree.heads[name]
        if tree.heads[noun] == noun and main != verb and tree.heads[main] == noun:
            tree.heads[main], tree.deps[main] = main, "ROOT"
            tree.heads[noun], tree.deps[noun] = main, "nsubj"
        if tree.tags[verb] == "VBN":
            tree.tags[verb] = "VBD"
        tree.heads[verb], tree.deps[verb] = noun, "relcl"
        tree.heads[name], tree.deps[name] = verb, "nsubj"
        tree.heads[pronoun], tree.deps[pronoun] = verb, "dobj"


def _lower_agents(tree: Tree) -> None:
    """Hang an agent on the participle that it belongs to: "a course given in Osh by WHO"."""
    for agent in range(len(tree.words)):
        noun = tree.heads[agent]
        if tree.words[agent] != "by" or tree.deps[agent] != "prep" or noun >= agent:
            continue
        done = [t for t in range(noun + 1, agent) if _is_participle_of(tree, t, noun)]
        if done and not any(
            tree.heads[t] == done[-1] and tree.deps[t] == "agent" for t in range(len(tree.words))
        ):
            tree.heads[agent], tree.deps[agent] = done[-1], "agent"


def _is_participle_of(tree: Tree, token: int, noun: int) -> bool:
    return tree.heads[token] == noun and tree.deps[token] == "acl" and tree.tags[token] == "VBN"


def _raise_lists(tree: Tree) -> None:
    """Make names the subject of a verb: "With funding provided by A, | B and C carried out".

    The parser takes what stands behind "with" for the subject, and the names for more agents.
    """
    for noun in range(1, len(tree.words)):
        verb = tree.heads[noun]
        if tree.deps[noun] != "nsubj" or tree.words[noun - 1] != "with" or verb <= noun:
            continue
        commas = [t for t in range(noun, verb) if tree.words[t] == ","]
        names = sorted(n for n in tree.extents if commas and commas[0] < n < verb)
        if not names:
            continue
        tree.heads[noun - 1], tree.deps[noun - 1] = verb, "prep"
        tree.heads[noun], tree.deps[noun] = noun - 1, "pobj"
        _make_subject(tree, verb, [names[0], *(n for n in names[1:] if _is_listed(tree, n))])


def _raise_intents(tree: Tree) -> None:
    """Make a verb of what the parser took for a noun: "UNDP plans to open a clinic"."""
    for root in range(1, len(tree.words) - 2):
        name = tree.unit[root - 1]
        if tree.heads[root] != root or tree.tags[root] != "NNS" or tree.heads[name] != root:
            continue
        if tree.is_name(name) and tree.words[root + 1] == "to" and tree.tags[root + 2] == "VB":
            tree.tags[root] = "VBZ"
            tree.heads[name], tree.deps[name] = root, "nsubj"
            tree.heads[root + 2], tree.deps[root + 2] = root, "xcomp"


def _raise_subjects(tree: Tree) -> None:
    """Make the names right before a verb without a subject its subject.

    "On 6 June in Karachi, | UNODC and the Agency held": the parser lists them with the place.
    """
    listing = grammar().conjunctions.listing
    names = sorted(tree.extents, key=lambda unit: tree.extents[unit])
    for second, last in enumerate(names):
        verb = tree.extents[last][1]
        if verb >= len(tree.words) or tree.tags[verb] not in FINITE:
            continue
        if tree.deps[verb] in {"aux", "auxpass"}:
            continue
        if not _is_listed(tree, last) or _has(tree, verb, subject=True):
            continue
        members = [last]
        for name in reversed(names[:second]):
            between = tree.words[tree.extents[name][1] : tree.extents[members[0]][0]]
            if not between or not _is_listed(tree, name):
                break
            if not all(word in listing for word in between):
                break
            members.insert(0, name)
        if tree.hangs_on(verb, members[0]):
            continue
        _make_subject(tree, verb, members)


def _is_listed(tree: Tree, name: int) -> bool:
    """Whether the parser took a name for a further one of a list, or another word for it."""
    return tree.deps[name] in {"conj", "appos"}


def _make_subject(tree: Tree, verb: int, names: Sequence[int]) -> None:
    """Make a list of names the subject of a verb."""
    first, *others = names
    tree.heads[first], tree.deps[first] = verb, "nsubj"
    for name in others:
        tree.heads[name], tree.deps[name] = first, "conj"


def _lower_months(tree: Tree) -> None:
    """Make an object of a noun that the parser took for a month: "organised a march"."""
    for noun, word in enumerate(tree.words):
        verb = tree.heads[noun]
        if word not in calendar().months or not tree.doc[noun].is_lower or tree.is_name(noun):
            continue
        if tree.deps[noun] == "npadvmod" and verb < noun and tree.tags[verb].startswith("VB"):
            tree.deps[noun] = "dobj"
