"""HTML in which every text is escaped by construction: what is not `Html` becomes letters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

__all__ = [
    "Html",
    "breakable",
    "data_script",
    "details",
    "joined",
    "paragraphs",
    "table",
    "tag",
    "whole",
]

VOID = ("meta", "input", "br", "wbr")


class Html(str):
    """Markup of ours; any other text is a text and is escaped where it enters a page."""

    __slots__ = ()


def _escaped(content: object) -> str:
    return content if isinstance(content, Html) else escape(str(content), quote=True)


def joined(parts: Iterable[object]) -> Html:
    """Several pieces one after the other, texts escaped."""
    return Html("".join(_escaped(part) for part in parts))


def tag(element: str, /, *content: object, **attributes: str | int | bool | None) -> Html:
    """An element; ``class_`` and ``aria_label`` are written ``class`` and ``aria-label``, a false
    attribute is left out.

    Examples
    --------
    >>> tag("p", "a < b, ", tag("b", "<script>"), class_="note")
    '<p class="note">a &lt; b, <b>&lt;script&gt;</b></p>'
    >>> tag("input", type="range", disabled=True)
    '<input type="range" disabled>'
    """
    written = ""
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        written += f" {key}" if value is True else f' {key}="{escape(str(value), quote=True)}"'
    return Html(
        f"<{element}{written}>"
        if element in VOID
        else f"<{element}{written}>{joined(content)}</{element}>"
    )


def paragraphs(text: str) -> Html:
    r"""A text as paragraphs, cut at its empty lines.

    Examples
    --------
    >>> paragraphs("One\ntwo.\n\nThree.")
    '<p>One two.</p><p>Three.</p>'
    """
    return joined(tag("p", " ".join(part.split())) for part in text.split("\n\n") if part.strip())


def table(
    caption: str, head: Sequence[object], rows: Iterable[Sequence[object]], words: int = 1
) -> Html:
    """A table with a caption and a heading per column and row, in a box that scrolls where the page
    is narrow.

    A table of words only stacks its cells there instead.

    Parameters
    ----------
    words : columns of text from the left; those after them are numbers

    Examples
    --------
    >>> table("Shares", ["class", "share"], [["TREATY", "0.08"]]).partition("<tbody>")[2].partition("</tbody>")[0]
    '<tr><th scope="row">TREATY</th><td class="number" data-of="share">0.08</td></tr>'
    """
    header = tag(
        "tr",
        *(
            tag("th", name, scope="col", class_="number" if i >= words else None)
            for i, name in enumerate(head)
        ),
    )
    body = joined(
        tag("tr", *(_cell(i, head[i], cell, words) for i, cell in enumerate(row))) for row in rows
    )
    stacked = "stacked" if len(head) == words > 2 else None
    inner = tag(
        "table", tag("caption", caption), tag("thead", header), tag("tbody", body), class_=stacked
    )
    return tag("div", inner, class_="scroll", tabindex=0, role="region", aria_label=caption)


def _cell(number: int, head: object, content: object, words: int) -> Html:
    if number == 0:
        return tag(
            "th", content if isinstance(content, Html) else breakable(str(content)), scope="row"
        )
    return tag("td", content, class_="number" if number >= words else None, data_of=str(head))


def breakable(name: str) -> Html:
    """A name that a narrow column may break at its underscores and plus signs.

    Examples
    --------
    >>> breakable("no_threat+a<b")
    'no_<wbr>threat+<wbr>a&lt;b'
    """
    return Html(_escaped(name).replace("_", "_<wbr>").replace("+", "+<wbr>"))


def whole(text: object) -> Html:
    """A short text that is never broken over two lines."""
    return tag("span", text, class_="whole")


def details(summary: object, *content: object) -> Html:
    """What is folded away until it is asked for."""
    return tag("details", tag("summary", summary), *content)


def data_script(name: str, data: Any) -> Html:
    r"""Data for the page's own script; no text in it can end the element that holds it.

    Examples
    --------
    >>> data_script("of", {"a": "</script><b>"})
    '<script type="application/json" id="of">{"a":"\\u003c/script\\u003e\\u003cb\\u003e"}</script>'
    """
    text = (
        json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        if not isinstance(data, str)
        else data
    )
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return tag("script", Html(text), type="application/json", id=name)
