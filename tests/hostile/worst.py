"""Inputs made to take for ever or eat the memory, each of about a megabyte where it is a file.

``WORST`` names them: a function that writes what is needed into a folder and gives the command
line. They are written by code, since a megabyte of nonsense is no source.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

SMALL = (Path(__file__).parents[1] / "scenarios" / "valid.yaml").read_text("utf-8")
MEGABYTE, LARGEST = 1_000_000, 299_000

Words = tuple[str, ...]
WORST: dict[str, Callable[[Path], Words]] = {}


def worst(function: Callable[[Path], Words]) -> Callable[[Path], Words]:
    WORST[function.__name__.replace("_", " ")] = function
    return function


def scenario(folder: Path, text: str) -> Words:
    (folder / "worst.yaml").write_text(text[: size_for(folder)], encoding="utf-8")
    return "scenarios", "check", str(folder / "worst.yaml")


def experiment(folder: Path, text: str) -> Words:
    head = "title: t\nquestion: q\nscenarios: 1956\nruns: 10\nseed: 1\n"
    (folder / "worst.yaml").write_text((head + text)[: size_for(folder)], encoding="utf-8")
    return "experiments", "check", str(folder / "worst.yaml")


def table(folder: Path, text: str) -> Words:
    (folder / "points.csv").write_text(text[:MEGABYTE], encoding="utf-8")
    return experiment(folder, "vary: {table: points.csv}\n")


def size_for(folder: Path) -> int:
    """Bytes of a YAML file: as many as are read at all, or a megabyte, which is refused unread."""
    return MEGABYTE if folder.name == "megabyte" else LARGEST


def with_more(section: str, entries: str) -> str:
    """The small scenario with a section replaced."""
    lines, kept, skipping = SMALL.splitlines(), [], False
    for line in lines:
        if line[:1] not in ("", " ", "#"):
            skipping = line.startswith(f"{section}:")
        if not skipping:
            kept.append(line)
    return "\n".join(kept) + f"\n{section}:\n{entries}"


# ------------------------------------------------------------------ what is no file


@worst
def a_pipe(folder: Path) -> Words:
    os.mkfifo(folder / "pipe.yaml")
    return "run", str(folder / "pipe.yaml")


@worst
def a_pipe_without_ending(folder: Path) -> Words:
    os.mkfifo(folder / "pipe")
    return "run", str(folder / "pipe")


@worst
def a_device(folder: Path) -> Words:
    return "run", "/dev/zero"


@worst
def a_device_behind_a_link(folder: Path) -> Words:
    (folder / "zero.yaml").symlink_to("/dev/zero")
    return "run", str(folder / "zero.yaml")


@worst
def a_device_of_luck(folder: Path) -> Words:
    return "experiments", "check", "/dev/urandom"


@worst
def three_gigabytes(folder: Path) -> Words:
    with (folder / "large.yaml").open("wb") as file:
        file.truncate(3 * 2**30)
    return "run", str(folder / "large.yaml")


@worst
def a_table_of_three_gigabytes(folder: Path) -> Words:
    with (folder / "points.csv").open("wb") as file:
        file.truncate(3 * 2**30)
    return experiment(folder, "vary: {table: points.csv}\n")


@worst
def a_pipe_for_a_table(folder: Path) -> Words:
    os.mkfifo(folder / "points.csv")
    return experiment(folder, "vary: {table: points.csv}\n")


@worst
def a_pipe_that_is_extended(folder: Path) -> Words:
    os.mkfifo(folder / "base.yaml")
    return scenario(folder, "id: x\nextends: base.yaml\n")


@worst
def a_record_of_three_gigabytes(folder: Path) -> Words:
    with (folder / "record.json").open("wb") as file:
        file.truncate(3 * 2**30)
    return "compare", str(folder)


# ------------------------------------------------------------------ numbers on the command line


@worst
def runs_of_10_to_the_15(folder: Path) -> Words:
    return "run", "1956", "--runs", str(10**15)


@worst
def runs_of_10_to_the_400(folder: Path) -> Words:
    return "run", "1956", "--runs", str(10**400)


@worst
def runs_of_10_to_the_5000(folder: Path) -> Words:
    return "run", "1956", "--runs", "1" + "0" * 5000


@worst
def a_dry_run_of_10_to_the_15(folder: Path) -> Words:
    return "run", "1956", "--runs", str(10**15), "--dry-run"


@worst
def a_part_of_10_to_the_5000(folder: Path) -> Words:
    return "run", "1956", "--out", str(folder / "out"), "--part", "1/" + "9" * 5000


@worst
def a_row_of_10_to_the_400(folder: Path) -> Words:
    return "replay", "1956", "--run", str(10**400)


@worst
def a_long_name(folder: Path) -> Words:
    return "run", "x" * 100_000


@worst
def a_long_override(folder: Path) -> Words:
    return "run", "1956", "--set", "japan." + "x" * 100_000 + "=1"


@worst
def many_overrides(folder: Path) -> Words:
    words = [w for i in range(5_000) for w in ("--set", f"japan.n{i}=1")]
    return "run", "1956", *words


@worst
def many_scenarios(folder: Path) -> Words:
    return "run", *(f"{i}.yaml" for i in range(20_000))


@worst
def the_same_scenario_many_times(folder: Path) -> Words:
    return "run", *["1956"] * 2_000


@worst
def many_interventions(folder: Path) -> Words:
    return "run", "1956", *(w for i in range(5_000) for w in ("--intervention", f"no_{i}"))


@worst
def an_intervention_of_many(folder: Path) -> Words:
    return "run", "1956", "--intervention", "+".join(f"no_{i}" for i in range(15_000))


# ------------------------------------------------------------------ YAML as such


@worst
def brackets(folder: Path) -> Words:
    return scenario(folder, "[" * MEGABYTE)


@worst
def braces(folder: Path) -> Words:
    return scenario(folder, "id: " + "{" * MEGABYTE)


@worst
def dashes(folder: Path) -> Words:
    return scenario(folder, "- " * (MEGABYTE // 2))


@worst
def question_marks(folder: Path) -> Words:
    return scenario(folder, "? " * (MEGABYTE // 2))


@worst
def comments(folder: Path) -> Words:
    return scenario(folder, "# a comment\n" * 90_000)


@worst
def blank_lines(folder: Path) -> Words:
    return scenario(folder, "\n" * MEGABYTE)


@worst
def one_key(folder: Path) -> Words:
    return scenario(folder, "x" * MEGABYTE)


@worst
def one_text(folder: Path) -> Words:
    return scenario(folder, SMALL.replace("title: A", "title: A" + "a " * 490_000))


@worst
def one_quoted_text(folder: Path) -> Words:
    return scenario(folder, 'title: "' + "\\n" * 490_000)


@worst
def one_block_of_text(folder: Path) -> Words:
    return scenario(folder, "title: |\n" + "  a\n" * 240_000)


@worst
def one_number(folder: Path) -> Words:
    return scenario(folder, "id: " + "9" * (MEGABYTE - 10))


@worst
def one_hexadecimal(folder: Path) -> Words:
    return scenario(folder, "id: 0x" + "f" * (MEGABYTE - 10))


@worst
def tabs(folder: Path) -> Words:
    return scenario(folder, "id:\t" + "\t" * (MEGABYTE - 10))


@worst
def anchors(folder: Path) -> Words:
    return scenario(folder, "".join(f"k{i}: &a{i} x\n" for i in range(60_000)))


@worst
def aliases_of_aliases(folder: Path) -> Words:
    text = "a0: &a0 [x, x]\n"
    return scenario(
        folder, text + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 90))
    )


@worst
def the_same_key(folder: Path) -> Words:
    return scenario(folder, "title: x\n" * 100_000)


@worst
def tags(folder: Path) -> Words:
    return scenario(folder, "".join(f"k{i}: !t x\n" for i in range(80_000)))


@worst
def documents(folder: Path) -> Words:
    return scenario(folder, "---\n" * 250_000)


@worst
def a_list_of_one_letter(folder: Path) -> Words:
    return scenario(folder, "id: [" + "a," * 490_000)


@worst
def nulls(folder: Path) -> Words:
    return scenario(folder, "\0" * MEGABYTE)


@worst
def a_chain_of_files(folder: Path) -> Words:
    for i in range(3_000):
        (folder / f"f{i}.yaml").write_text(f"id: x\nextends: f{i + 1}.yaml\n")
    return "scenarios", "check", str(folder / "f0.yaml")


# ------------------------------------------------------------------ scenarios


@worst
def unknown_keys(folder: Path) -> Words:
    return scenario(folder, SMALL + "".join(f"k{i}: 1\n" for i in range(9_000)))


@worst
def unknown_names(folder: Path) -> Words:
    return scenario(folder, with_more("menu", "".join(f"  n{i}: [x]\n" for i in range(6_000))))


@worst
def unknown_levels(folder: Path) -> Words:
    return scenario(
        folder, with_more("menu", "  land: [" + ", ".join(f"l{i}" for i in range(15_000)) + "]\n")
    )


@worst
def events_of_unknown_numbers(folder: Path) -> Words:
    text = "".join(
        f"  e{i}: {{date: 2001-03, label: e, shift: {{n{i}: 1}}, source: s}}\n"
        for i in range(1_800)
    )
    return scenario(folder, with_more("events", text))


@worst
def levels_beyond_number(folder: Path) -> Words:
    text = "".join(f"  i{i}: {{label: x, levels: {{a: a, b: b}}}}\n" for i in range(1_500))
    return scenario(folder, with_more("issues", text))


@worst
def an_issue_of_many_levels(folder: Path) -> Words:
    text = "  status: {label: s, levels: {" + ", ".join(f"l{i}: x" for i in range(9_000)) + "}}\n"
    return scenario(folder, with_more("issues", text))


@worst
def many_actors(folder: Path) -> Words:
    text = "".join(f"  a{i}: {{label: A, role: principal}}\n" for i in range(2_800))
    return scenario(folder, with_more("actors", text))


@worst
def many_classes(folder: Path) -> Words:
    text = "".join(f"  - {{class: C{i}, label: c, kind: final}}\n" for i in range(2_800))
    return scenario(folder, with_more("classes", text))


@worst
def many_classes_of_one_name(folder: Path) -> Words:
    return scenario(folder, with_more("classes", "  - {class: C, kind: final}\n" * 3_000))


@worst
def many_forbidden_packages(folder: Path) -> Words:
    text = "  - {status: [none, talks, interim], land: [half, all]}\n" * 2_500
    return scenario(folder, with_more("forbid", text))


@worst
def many_parameters(folder: Path) -> Words:
    text = "".join(f"  east.n{i}: {{value: 1, unit: pts, source: s}}\n" for i in range(2_200))
    return scenario(folder, with_more("params", text))


@worst
def many_causes(folder: Path) -> Words:
    text = "".join(
        f"  c{i}: {{label: c, block: mid, absent: {{off: [x{i}]}}}}\n" for i in range(1_800)
    )
    return scenario(folder, with_more("causes", text))


@worst
def an_order_of_many(folder: Path) -> Words:
    return scenario(
        folder,
        with_more("order", "  actors: [" + ", ".join(f"a{i}" for i in range(15_000)) + "]\n"),
    )


@worst
def a_long_formula(folder: Path) -> Words:
    text = (
        "  raid:\n    keys: {wanted: raid.wanted}\n    locks: {land: {all: {wanted: '"
        + "1+" * 400_000
    )
    return scenario(folder, with_more("hazards", text + "1'}}}\n"))


@worst
def a_deep_formula(folder: Path) -> Words:
    text = (
        "  raid:\n    keys: {wanted: raid.wanted}\n    locks: {land: {all: {wanted: '"
        + "(" * 400_000
    )
    return scenario(folder, with_more("hazards", text + "1" + ")" * 400_000 + "'}}}\n"))


@worst
def wrong_items_of_a_list(folder: Path) -> Words:
    return scenario(folder, with_more("forbid", "  - 1\n" * 9_000))


@worst
def interventions_that_edit(folder: Path) -> Words:
    text = "".join(f"  i{i}: {{set: {{calendar.end: 2001-05}}}}\n" for i in range(2_900))
    return scenario(folder, with_more("interventions", text))


# ------------------------------------------------------------------ experiments


@worst
def grid_values(folder: Path) -> Words:
    return experiment(
        folder, "vary: {grid: {us.threat: [" + ", ".join(str(i) for i in range(18_000)) + "]}}\n"
    )


@worst
def wrong_grid_values(folder: Path) -> Words:
    return experiment(
        folder, "vary: {grid: {us.threat: [" + ", ".join(f"x{i}" for i in range(18_000)) + "]}}\n"
    )


@worst
def unknown_grid_addresses(folder: Path) -> Words:
    return experiment(
        folder, "vary:\n  grid:\n" + "".join(f"    us.n{i}: [1, 2]\n" for i in range(4_500))
    )


@worst
def a_grid_beyond_number(folder: Path) -> Words:
    return experiment(
        folder,
        "vary:\n  grid:\n"
        + "".join(f"    us.n{i}: {{from: 0, to: 1, steps: 10000}}\n" for i in range(300)),
    )


@worst
def listed_points(folder: Path) -> Words:
    return experiment(
        folder, "vary:\n  list:\n" + "".join(f"    - {{us.threat: {i}}}\n" for i in range(6_000))
    )


@worst
def listed_points_of_unknown_addresses(folder: Path) -> Words:
    return experiment(
        folder, "vary:\n  list:\n" + "".join(f"    - {{us.n{i}: {i}}}\n" for i in range(6_000))
    )


@worst
def addresses_of_one_key(folder: Path) -> Words:
    return experiment(
        folder, "vary: {grid: {'" + ",".join(f"us.n{i}" for i in range(100_000)) + "': [1]}}\n"
    )


@worst
def constraints(folder: Path) -> Words:
    return experiment(folder, "vary:\n  where:\n" + "    - us.threat < us.nowhere\n" * 9_000)


@worst
def one_long_constraint(folder: Path) -> Words:
    return experiment(folder, "vary: {where: ['" + "us.threat+" * 90_000 + "1 < 2']}\n")


@worst
def a_constraint_of_blanks(folder: Path) -> Words:
    return experiment(folder, "vary: {where: ['a" + " " * 900_000 + "/']}\n")


@worst
def unknown_scenarios(folder: Path) -> Words:
    text = "title: t\nquestion: q\nruns: 10\nseed: 1\nscenarios: ["
    (folder / "worst.yaml").write_text(text + ", ".join(f"n{i}" for i in range(15_000)) + "]\n")
    return "experiments", "check", str(folder / "worst.yaml")


@worst
def unknown_outputs(folder: Path) -> Words:
    return experiment(folder, "outputs: [" + ", ".join(f"o{i}" for i in range(15_000)) + "]\n")


@worst
def unknown_settings(folder: Path) -> Words:
    return experiment(folder, "set:\n" + "".join(f"  us.n{i}: 1\n" for i in range(9_000)))


@worst
def unknown_drops(folder: Path) -> Words:
    return experiment(folder, "drop: [" + ", ".join(f"d{i}" for i in range(15_000)) + "]\n")


@worst
def unknown_interventions_of_an_experiment(folder: Path) -> Words:
    return experiment(
        folder, "interventions: [" + ", ".join(f"i{i}" for i in range(15_000)) + "]\n"
    )


@worst
def definitions(folder: Path) -> Words:
    return experiment(
        folder, "define:\n" + "".join(f"  d{i}: {{drop: [x{i}]}}\n" for i in range(4_500))
    )


@worst
def conclusions(folder: Path) -> Words:
    return experiment(
        folder,
        "conclusions:\n" + "".join(f"  c{i}: {{say: s, scenario: x{i}}}\n" for i in range(3_000)),
    )


@worst
def models(folder: Path) -> Words:
    return experiment(folder, "models:\n" + "".join(f"  m{i}: [x{i}]\n" for i in range(6_000)))


@worst
def a_sample_of_many_dimensions(folder: Path) -> Words:
    text = "vary:\n  latin_hypercube:\n    points: 1000000\n    seed: 1\n    parameters:\n"
    return experiment(folder, text + "".join(f"      us.n{i}: [0, 1]\n" for i in range(4_000)))


# ------------------------------------------------------------------ tables


@worst
def blanks_before_a_quote(folder: Path) -> Words:
    return table(folder, "us.threat,us.alignment\n1," + " " * 6_000 + '"x\n')


@worst
def a_megabyte_of_blanks_before_a_quote(folder: Path) -> Words:
    return table(folder, "us.threat,us.alignment\n1," + " " * 990_000 + '"x\n')


@worst
def a_quote_that_never_ends(folder: Path) -> Words:
    return table(folder, 'us.threat\n"' + "1\n" * 490_000)


@worst
def a_head_of_many_columns(folder: Path) -> Words:
    return table(folder, ",".join(f"c{i}" for i in range(140_000)) + "\n1\n")


@worst
def a_head_of_one_name(folder: Path) -> Words:
    return table(folder, ",".join(["us.threat"] * 90_000) + "\n1\n")


@worst
def a_head_without_names(folder: Path) -> Words:
    return table(folder, "," * 900_000 + "\n1\n")


@worst
def a_full_head_and_row(folder: Path) -> Words:
    n = 70_000
    return table(folder, ",".join(f"c{i}" for i in range(n)) + "\n" + ",".join("1" * n) + "\n")


@worst
def rows_of_another_length(folder: Path) -> Words:
    return table(folder, "us.threat\n" + "1,2\n" * 240_000)


@worst
def wrong_cells(folder: Path) -> Words:
    return table(folder, "us.threat\n" + "x\n" * 490_000)


@worst
def many_good_rows(folder: Path) -> Words:
    return table(folder, "us.threat\n" + "10\n" * 330_000)


@worst
def many_quotes(folder: Path) -> Words:
    return table(folder, "us.threat\n" + '"' * 990_000)


@worst
def coded_disputes_of_a_device(folder: Path) -> Words:
    return "backtest", "/dev/zero"


@worst
def a_mapping_of_three_gigabytes(folder: Path) -> Words:
    with (folder / "mapping.csv").open("wb") as file:
        file.truncate(3 * 2**30)
    return "backtest", "--mapping", str(folder / "mapping.csv")


@worst
def cases_of_brackets(folder: Path) -> Words:
    (folder / "cases.json").write_text("[" * MEGABYTE)
    return "validate", "--cases", str(folder / "cases.json")


# ------------------------------------------------------------------ records


@worst
def a_record_of_brackets(folder: Path) -> Words:
    (folder / "record.json").write_text("[" * MEGABYTE)
    return "compare", str(folder)


@worst
def a_record_of_mappings(folder: Path) -> Words:
    (folder / "record.json").write_text('{"format":' * 90_000)
    return "report", str(folder)


@worst
def a_record_of_one_number(folder: Path) -> Words:
    (folder / "record.json").write_text("1" * MEGABYTE)
    return "export", str(folder)


@worst
def a_record_of_unknown_keys(folder: Path) -> Words:
    text = "{" + ", ".join(f'"k{i}": 1' for i in range(70_000)) + ', "format": 3}'
    (folder / "record.json").write_text(text)
    return "plot", str(folder)
