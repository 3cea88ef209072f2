"""A result folder as one page to read and to pass on."""

from negotiation_sim.report.page.document import write_report

__all__ = ["write_report"]
