"""Pictures show what is true, come out the same each time, and say so to those who cannot see them."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import pytest

from mlekl_symbolic.pictures import chebyshev_band, common_optimum, drawing, likelihood_simplex, two_bumps
from mlekl_symbolic.pictures.drawing import FORMATS, drawn, inline_svg
from mlekl_symbolic.pictures.errors import PictureError
from mlekl_symbolic.pictures.gallery import find_pictures, picture, pictures, pictures_of
from mlekl_symbolic.pictures.slim import relative
from mlekl_symbolic.proof.library import library

NAMES = sorted(pictures())
SVG = "{http://www.w3.org/2000/svg}"


def test_pictures_are_found() -> None:
    assert NAMES == ["chebyshev_band", "common_optimum", "likelihood_simplex", "two_bumps"]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_belongs_to_derivations_and_is_told_in_words(name: str) -> None:
    shown = pictures()[name]
    assert shown.shows
    assert set(shown.shows) <= set(library())
    assert shown.title
    assert len(shown.alt) > 200
    assert all(shown in pictures_of(d) for d in shown.shows)


def test_names_that_are_not_there() -> None:
    assert [p.name for p in find_pictures("weak_law")] == ["chebyshev_band"]
    with pytest.raises(PictureError, match="did you mean two_bumps"):
        find_pictures("two_bump")
    with pytest.raises(PictureError, match="there are chebyshev_band, common_optimum"):
        find_pictures("xyz")
    with pytest.raises(ValueError, match="two pictures called two_bumps"):
        picture("two_bumps", title="", shows=(), example="", alt="")(lambda _figure: None)


class TestDrawn:
    """What needs matplotlib."""

    @pytest.fixture(autouse=True)
    def _needs_matplotlib(self) -> None:
        pytest.importorskip("matplotlib", reason="the extra `plots` is not installed")

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("format_name", FORMATS)
    def test_equal_runs_draw_equal_bytes(self, name: str, format_name: str) -> None:
        shown = pictures()[name]
        made = drawn(shown, format_name)
        assert made == drawn(shown, format_name)
        assert made.startswith({"svg": b"<?xml", "pdf": b"%PDF-", "png": b"\x89PNG"}[format_name])
        assert not re.search(rb"CreationDate|<dc:date>|matplotlib v", made)

    @pytest.mark.parametrize("name", NAMES)
    def test_a_drawing_is_labelled_and_needs_nothing_else(self, name: str) -> None:
        shown = pictures()[name]
        root = ElementTree.fromstring(drawn(shown, "svg"))
        assert root.get("role") == "img"
        by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
        title, alt = (by_id[part] for part in (root.get("aria-labelledby") or "").split())
        assert (title.tag, title.text) == (f"{SVG}title", shown.title)
        assert (alt.tag, alt.text) == (f"{SVG}desc", shown.alt)
        links = [v for e in root.iter() for k, v in e.attrib.items() if k.endswith("href")]
        assert {link.removeprefix("#") for link in links} <= set(by_id)
        short = "".join(word[0] for word in name.split("_"))
        assert all(re.fullmatch(rf"{name}-(title|alt)|{short}-[0-9a-f]+", i) for i in by_id if i)
        assert {i for i in by_id if i and i.startswith(f"{short}-")} == {
            v.removeprefix("#") for v in links
        } | {*re.findall(r"url\(#([^)]+)", drawn(shown, "svg").decode())}
        assert not list(root.iter(f"{SVG}text"))

    @pytest.mark.parametrize("name", NAMES)
    def test_a_drawing_for_a_page_is_one_element(self, name: str) -> None:
        made = inline_svg(pictures()[name])
        assert made.startswith("<svg ")
        assert made.rstrip().endswith("</svg>")
        assert len(made) < 55_000

    def test_no_two_drawings_share_an_identifier(self) -> None:
        found = [i for p in pictures().values() for i in re.findall(r' id="([^"]+)"', inline_svg(p))]
        assert len(found) == len({*found})

    def test_an_unknown_format(self) -> None:
        with pytest.raises(PictureError, match="cannot be written as 'gif'"):
            drawn(pictures()["two_bumps"], "gif")

    def test_the_settings_of_a_user_change_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        base = drawing.matplotlib()
        plain = drawn(pictures()["common_optimum"], "svg")
        monkeypatch.setitem(base.rcParams, "font.size", 30)
        assert drawn(pictures()["common_optimum"], "svg") == plain


PATH = "M 10.04 20 L 30.26 20.5 L -1 0 Q 1 1 2.34 2 C 0 0 1.5 1 3 3.96 z M 5 5 L 6 7 z"


def _ends(path: str) -> list[tuple[float, float]]:
    """Where the segments of a path of relative commands end."""
    length = {"m": 2, "l": 2, "q": 4, "c": 6, "z": 0}
    tokens = re.findall(r"[a-z]|-?(?:\d+\.?\d*|\.\d+)", path)
    out, here, start, command, at = [], (0.0, 0.0), (0.0, 0.0), "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        if command == "z":
            here = start
            continue
        last = tokens[at + length[command] - 2 : at + length[command]]
        here = here[0] + float(last[0]), here[1] + float(last[1])
        start = here if command == "m" else start
        out.append(here)
        at += length[command]
    return out


def test_relative_paths_end_where_the_others_do() -> None:
    absolute = re.findall(r"(-?[\d.]+) (-?[\d.]+)(?= [MLQCz])", PATH)
    ends = [(float(x), float(y)) for x, y in absolute]
    found = _ends(relative(PATH))
    assert found == [pytest.approx(e, abs=0.051) for e in ends]
    assert found != [pytest.approx((x + 1, y), abs=0.051) for x, y in ends]
    assert len(relative(PATH)) < len(PATH)


def test_rounding_does_not_add_up() -> None:
    path = "M 0 0 " + " ".join(f"L {0.14 * n:.2f} 0" for n in range(1, 1001))
    assert _ends(relative(path))[-1] == pytest.approx((140, 0), abs=0.051)


def test_a_missing_library_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(drawing, "import_module", refuse)
    drawing.inline_svg.cache_clear()
    with pytest.raises(PictureError, match=r"needs matplotlib, .* pip install '\.\[plots\]'"):
        drawn(pictures()["two_bumps"], "svg")


def test_both_objectives_have_one_optimum_and_a_constant_distance() -> None:
    divergence, likelihood, entropy = common_optimum.objectives()
    assert math.isclose(entropy, -0.6 * math.log(0.6) - 0.4 * math.log(0.4))
    for t in (0.05, 0.3, 0.59, 0.61, 0.9):
        assert divergence(t) > divergence(0.6)
        assert likelihood(t) < likelihood(0.6)
        assert math.isclose(divergence(t) + likelihood(t), -entropy)
    assert abs(divergence(0.6)) < 1e-15


def test_the_forward_fit_has_the_moments_and_beats_its_neighbours() -> None:
    mean, deviation = two_bumps.forward_fit()

    def loss(m: float, s: float) -> float:
        return two_bumps.divergence(two_bumps.target, lambda x: two_bumps.normal(x, m, s))

    for m, s in ((0.05, 0), (-0.05, 0), (0, 0.05), (0, -0.05)):
        assert loss(mean, deviation) < loss(mean + m, deviation + s)


def test_the_reverse_fit_takes_one_bump() -> None:
    (_, left, _), (_, right, _) = two_bumps.BUMPS
    fits = [two_bumps.reverse_fit(m, s) for _, m, s in two_bumps.BUMPS]
    assert [abs(m - at) < 0.1 for (m, _), at in zip(fits, (left, right), strict=True)] == [True, True]
    losses = [
        two_bumps.divergence(lambda x, m=m, s=s: two_bumps.normal(x, m, s), two_bumps.target) for m, s in fits
    ]
    assert losses[0] < losses[1]


def test_the_band_is_that_of_chebyshev() -> None:
    _, variance = chebyshev_band.moments()
    for n in (1, 10, 10_000):
        assert math.isclose(variance / (n * chebyshev_band.band(n) ** 2), chebyshev_band.RISK)
    outside = 0
    mean, _ = chebyshev_band.moments()
    for seed in range(chebyshev_band.SAMPLES):
        path = chebyshev_band.means(seed)
        outside += sum(abs(path[n - 1] - mean) >= chebyshev_band.band(n) for n in (1, 10, 100, 1000, 10_000))
    assert outside == 0


def test_the_likelihood_is_highest_at_the_relative_frequencies() -> None:
    total = sum(likelihood_simplex.COUNTS.values())
    best = tuple(n / total for n in likelihood_simplex.COUNTS.values())
    highest = likelihood_simplex.mean_log_likelihood(best)
    for q in likelihood_simplex.grid():
        gap = math.fsum(p * math.log(p / r) for p, r in zip(best, q, strict=True))
        assert math.isclose(highest - likelihood_simplex.mean_log_likelihood(q), gap, abs_tol=1e-12)
        assert math.isclose(sum(q), 1)
