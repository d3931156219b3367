"""The head for who says what is trained by the same sums that read with it, and learns where an attribution's parts begin and end."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dateline.neural import attribution
from dateline.neural.window import Pieces

torch = pytest.importorskip("torch")
recipe = pytest.importorskip("attribution")

N = 60


def pieces() -> Pieces:
    at = np.arange(N) * 4
    return Pieces(np.arange(N), at, at + 3, np.repeat([0, 1, 2], N // 3), ((0, N),))


def article(row: dict[str, object] | None = None) -> recipe.Article:  # type: ignore[name-defined]
    x = np.random.default_rng(0).normal(size=(N, 384)).astype(np.float16)
    told = recipe.lessons(row or {"attributions": []}, pieces())
    return recipe.Article(x, np.arange(N) % 16, pieces(), np.repeat([0, 1], N // 2), *told)


def test_torch_and_numpy_point_at_the_same_spans() -> None:
    torch.manual_seed(3)
    head = recipe.Head().eval()
    for bias in (head.far, head.paragraph):
        torch.nn.init.normal_(bias.weight)
    a = article()
    a.cues = [(25, 26), (44, 44)]
    weights = {name: value.detach().numpy() for name, value in head.state_dict().items()}
    with torch.no_grad():
        z = head.states(a)
        scores = head.pointers(z, a).numpy()
    assert attribution.states(a.x.astype(np.float32), a.shape, weights) == pytest.approx(z.numpy(), abs=1e-4)
    keys = attribution.linear("key", z.numpy(), weights)
    for cue, told in zip(a.cues, scores, strict=True):
        ours = attribution.point((z.numpy(), keys), cue, (a.pieces, a.paragraphs), weights)
        for part, span in enumerate(ours):
            first, last = told[2 * part, : 2 * recipe.REACH + 1], told[2 * part + 1, : 2 * recipe.REACH + 1]
            ends = itertools.combinations_with_replacement(range(N), 2)
            at = lambda piece, cue=cue: piece - cue[0] + recipe.REACH  # noqa: E731
            best = max(ends, key=lambda s: first[at(s[0])] + last[at(s[1])])
            none = told[2 * part, -1] + told[2 * part + 1, -1]
            assert span == (None if none > first[at(best[0])] + last[at(best[1])] else best)


def test_a_part_reaches_from_its_first_fragment_to_its_last() -> None:
    spans = {"source": [(80, 87)], "cue": [(88, 91)], "content": [(92, 99), (40, 59)]}
    row = {"attributions": [{part: [{"start": s, "end": e} for s, e in ends] for part, ends in spans.items()}]}
    a = article(row)
    assert (a.cues, a.spans) == ([(22, 22)], [((20, 21), (10, 24))])
    assert a.tags[22].tolist() == [1, 0, 0]
    assert a.tags[20:22, 1].tolist() == [1, 2]
    assert np.flatnonzero(a.tags[:, 2] == 1).tolist() == [10, 23]
    reach = recipe.REACH
    assert recipe.targets(a).tolist() == [[reach - 2, reach - 1, reach - 12, reach + 2]]
