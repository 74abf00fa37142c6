"""What the model has read of paragraphs: one whose text did not change since is not read again.

A review runs the pipeline over its report after every decision, and hardly a paragraph of it has
another text by then. Only a process that asks for it keeps anything.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from pipeline.extract.nlp import load

BATCH = 64
"""Paragraphs that the model reads at once: a quarter of its own default is as fast, and half the
memory of a long report."""
MOST = 4000
"""Paragraphs that are kept: those of some 200 pages, in some 100 MiB."""


class _Kept:
    """The documents of this process, those that were asked for last; none until ``most`` is set."""

    def __init__(self) -> None:
        self.most = 0
        self.docs: OrderedDict[tuple[str, str], Doc] = OrderedDict()

    def put(self, key: tuple[str, str], doc: Doc) -> None:
        self.docs[key] = doc
        self.docs.move_to_end(key)
        while len(self.docs) > self.most:
            self.docs.popitem(last=False)


_kept = _Kept()


def keep(most: int = MOST) -> None:
    """From now on keep what the model reads in this process, for texts that come again."""
    _kept.most = most


def docs_of(model: str, texts: Iterable[str]) -> Iterator[Doc]:
    """The documents of texts, in their order; what is known is not read again.

    Args:
        model: The name of the model.
        texts: Paragraphs.
    """
    nlp = load(model)
    if not _kept.most:
        yield from nlp.pipe(texts, batch_size=BATCH)
        return
    wanted = list(texts)
    known = {text: doc for text in wanted if (doc := _kept.docs.get((model, text))) is not None}
    new = [text for text in dict.fromkeys(wanted) if text not in known]
    known |= zip(new, nlp.pipe(new, batch_size=BATCH), strict=True)
    for text in wanted:
        _kept.put((model, text), known[text])
        yield known[text]
