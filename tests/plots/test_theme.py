from __future__ import annotations

import colorsys
import itertools

import plotly.graph_objects as go

from negotiation_sim.plots.theme import (
    ACTOR_COLOURS,
    CLASS_COLOURS,
    LIGHT,
    PRINT,
    SPARE_COLOURS,
    actor_colours,
    class_colours,
    for_print,
)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1) of ``#rrggbb``."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_classes_are_those_of_the_model_in_order():
    assert list(CLASS_COLOURS) == [
        "TREATY_NONE",
        "TREATY_TWO",
        "TREATY_TWO_PLEDGED",
        "TREATY_TWO_GUARANTEED",
        "TREATY_TWO_PLUS",
        "TREATY_TWO_PLUS_GUARANTEED",
        "TREATY_FOUR_PHASED",
        "TREATY_FOUR",
        "DECLARATION",
        "ACCELERATED_TALKS",
        "STALEMATE",
        "SUSPENSION",
        "RATIFICATION_FAILED",
    ]


def test_no_two_classes_and_no_two_actors_share_a_colour():
    assert len(set(CLASS_COLOURS.values())) == len(CLASS_COLOURS)
    assert len(set(ACTOR_COLOURS.values())) == len(ACTOR_COLOURS)
    assert not set(SPARE_COLOURS) & (set(CLASS_COLOURS.values()) | set(ACTOR_COLOURS.values()))


def test_none_of_the_first_spare_colours_has_both_hue_and_lightness_of_a_class():
    def parts(colour):
        return colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))

    for one, other in itertools.product(SPARE_COLOURS[:8], CLASS_COLOURS.values()):
        (hue, lightness, _), (its_hue, its_lightness, _) = parts(one), parts(other)
        assert abs(hue - its_hue) > 0.01 or abs(lightness - its_lightness) > 0.1, (one, other)


def test_every_colour_stands_out_from_white_paper():
    for colour in itertools.chain(CLASS_COLOURS.values(), ACTOR_COLOURS.values()):
        assert 1.05 / (luminance(colour) + 0.05) > 1.7, colour


def test_a_known_name_keeps_its_colour_in_any_company():
    assert (
        class_colours(["QUOTA_SHARED", "SUSPENSION"])["SUSPENSION"] == CLASS_COLOURS["SUSPENSION"]
    )
    assert actor_colours(["norway", "us"])["us"] == ACTOR_COLOURS["us"]


def test_unknown_names_get_different_colours_while_there_are_any():
    names = [f"CLASS_{i}" for i in range(len(SPARE_COLOURS))]
    assert list(class_colours(names).values()) == list(SPARE_COLOURS)
    assert class_colours([*names, "ONE_MORE"])["ONE_MORE"] == SPARE_COLOURS[0]


def test_the_print_version_is_a_copy():
    fig = go.Figure(layout={"template": LIGHT})
    assert for_print(fig).layout.template.layout.font.color == PRINT.layout.font.color == "#000000"
    assert fig.layout.template.layout.font.color == LIGHT.layout.font.color
