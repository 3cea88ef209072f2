"""Results as data for other programs: files, a codebook, and tables of an analysis."""

from negotiation_sim.export.exporting import export_results

__all__ = ["export_results"]
