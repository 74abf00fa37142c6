"""A fitted logistic score, as a data file holds it."""

import math
from collections.abc import Iterable
from importlib.resources import files

from pipeline.document.checked import Checked, read_toml


class Fitted(Checked):
    """Weights by feature, a bias, and the score below which what is scored is doubtful."""

    threshold: float
    bias: float
    weights: dict[str, float]

    def score(self, features: Iterable[str]) -> float:
        """How likely it is right, 0 to 1; a feature without a weight says nothing."""
        total = self.bias + sum(self.weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-total))


def fitted(package: str) -> Fitted:
    """The file ``confidence.toml`` of a package."""
    return read_toml(files(package) / "confidence.toml", Fitted)
