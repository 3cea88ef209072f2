"""A section of the report."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation_sim.report.page.markup import Html, tag

__all__ = ["Section"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    Parameters
    ----------
    name : one word, its address in the page
    """

    name: str
    title: str
    body: Html

    @property
    def html(self) -> Html:
        return tag(
            "section",
            tag("h2", self.title, id=f"{self.name}-title"),
            self.body,
            id=self.name,
            aria_labelledby=f"{self.name}-title",
        )
