"""HTML in which every text is escaped by construction: what is not `Html` becomes letters."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from negotiation_sim.export.listing import Code, Listing

__all__ = [
    "Html",
    "data_script",
    "details",
    "joined",
    "paragraphs",
    "table",
    "tag",
    "whole",
]

VOID = ("meta", "input", "br")


class Html(str):
    """Markup written by this package; any other text is escaped where it enters a page."""

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


def table(listing: Listing) -> Html:
    """A table with its title as caption and a heading per column and row, in a box that scrolls
    where the page is narrow.

    A table of words only stacks its cells there instead.

    Examples
    --------
    >>> from negotiation_sim.export.listing import row
    >>> shares = Listing("Shares", ("class", "share"), "lr", [row("treaty", "0.08", note="rare")])
    >>> table(shares).partition("<tbody>")[2].partition("</tbody>")[0]
    '<tr><th scope="row">treaty</th><td class="number" data-of="share">0.08</td></tr><tr><td class="note" colspan="2">rare</td></tr>'
    """
    numbers = [side == "r" for side in listing.align]
    head = tag(
        "tr",
        *(
            tag("th", name, scope="col", class_="number" if number else None)
            for name, number in zip(listing.head, numbers, strict=True)
        ),
    )
    body = []
    for one, (first, *rest) in zip(listing.rows, listing.full, strict=True):
        cells = [tag("th", _shown(first), scope="row", class_="under" if one.depth else None)]
        cells += [
            tag("td", _shown(cell), class_="number" if number else None, data_of=name)
            for cell, number, name in zip(rest, numbers[1:], listing.head[1:], strict=True)
        ]
        body.append(tag("tr", *cells))
        if one.note:
            body.append(tag("tr", tag("td", one.note, class_="note", colspan=len(listing.head))))
    notes = [tag("p", note, class_="note") for note in listing.notes]
    if not body:
        return joined([tag("p", listing.title, "."), *notes])
    parts = (tag("caption", listing.title), tag("thead", head), tag("tbody", *body))
    stacked = "stacked" if len(numbers) > 2 and not any(numbers) else None
    inner = tag("table", *parts, class_=stacked)
    box = tag("div", inner, class_="scroll", tabindex=0, role="region", aria_label=listing.title)
    return joined([box, *notes])


def _shown(cell: str) -> str:
    return tag("code", cell) if isinstance(cell, Code) and cell else cell


def whole(text: object) -> Html:
    """A short text that is never broken over two lines."""
    return tag("span", text, class_="whole")


def details(summary: object, *content: object) -> Html:
    """Content that is folded away until the reader opens it."""
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
