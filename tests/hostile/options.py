"""Values for every option of the commands that play or read, thought out to break something."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

VALUES = [
    "", " ", "\n", "\t", "\0", "\x1b[31m", "\u2028", "\ud800", "a\nb", "日本", "é", "x" * 5_000, "=1+1", "-1", "--", "-", "0", "1",
    "2", "+1", "1.5", "1e3", "1e999", "nan", "inf", "-inf", "0x10", "10**3", "9" * 30, "9" * 400, "9" * 5_000, "½", "٣", "True",
    "None", "null", "[]", "{}", "[1,2]", "1,2,3", "3,2,1", "1,2", ",", ",,,", "*", "*0.5", "*nan", "*1e999", "**", "=", "==", "a=b",
    "a=b=c", "japan.norm", "japan.norm=", "japan.norm=54", "japan.norm=*2", "japan.norm=1,2", "japan.norm=nan", "japan.norm=-1e308",
    "japan.norm=1e308", "japan.strategy=spe", "japan.strategy=", "1956/japan.norm=1", "2018/japan.norm=1", "/japan.norm=1", "+", "a+b",
    "no_threat", "no_threat+no_threat", "no_threat+", "+no_threat", "baseline", "time", "time,spe", "all", "ensemble", "mesa", "MESA",
    "1/1", "1/2", "0/2", "3/2", "1/0", "a/b", "/", "//", "..", ".", "~", "/dev/null", "/dev/zero", "/etc/passwd", "/nowhere/x", "C:\\x",
    "japan=a:b", "japan=.a:b", "japan=json:loads", "japan=os:system", "nobody=a:b", "japan=a.b.c.d:E", "local:0", "local:-1", "local:x",
    "tcp://", "http://x", "%s", "%n", "{0}", "${HOME}", "$(id)", "`id`", "; rm -rf .", "' OR 1=1", "<script>", "&amp;", "\\", "\\n", "'", '"',
    "1956", "2018", "1956-10", "1956-13", "0000-00", "9999-99", "csv", "stata", "csv,stata", "run,run", "run", "DECLARATION", "outcomes", "png",
]  # fmt: skip
PLAYING = (
    "--set",
    "--intervention",
    "--drop",
    "--strategies",
    "--engine",
    "--part",
    "--agent",
    "--seed",
    "--runs",
    "--nothing",
)
READING = {
    "compare": ("--on", "--strategies", "--box-points"),
    "export": ("--format", "--columns", "--scenario"),
    "plot": ("--figure", "--format", "--theme"),
    "replay": ("--row",),
}
ALONE = {"replay": ("--run", "--seed", "--set", "--drop"), "solve": ("--at", "--set")}


def command_lines(folder: str) -> Iterator[list[str]]:
    """Every value for every option.

    Parameters
    ----------
    folder : a result folder to read
    """
    for option, value in product(PLAYING, VALUES):
        if option == "--runs" and value.strip("+").isdigit() and 1_000 < int(value[:20]) <= 10**12:
            continue  # it would be played
        yield ["run", "1956", "--runs", "3", "--out", f"{folder}.new", option, value]
    for value in VALUES:
        yield ["run", value, "--runs", "3"]
        yield ["scenarios", "check", value]
    for (command, options), value in product(READING.items(), VALUES):
        for option in options:
            yield [command, folder, option, value]
    for (command, options), value in product(ALONE.items(), VALUES):
        for option in options:
            yield [command, "1956", option, value]
