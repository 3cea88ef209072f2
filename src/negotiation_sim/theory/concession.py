"""When two parties that concede with time meet, in closed form."""

from __future__ import annotations

from scipy.optimize import brentq

from negotiation_sim.model.strategies.time_dependent import resolve

__all__ = ["time_agreement"]


def time_agreement(beta_first: float, beta_second: float) -> tuple[float, float]:
    """Time at which the aspirations of two time tactics add up to the pie, and the first party's
    share there.

    Both ask for all at 0 and would settle for nothing at 1, ``1 - t**(1/beta)`` in between
    (Faratin, Sierra & Jennings 1998, equation 3) [1]_; with equal `beta` they meet at ``2**-beta``
    and share equally. Nobody gets anything without agreement.

    Parameters
    ----------
    beta_first, beta_second : concession shapes, above 0; below 1 tough until late

    Returns
    -------
    time, 0 to 1, and share of the first party

    References
    ----------
    .. [1] P. Faratin, C. Sierra & N. R. Jennings, "Negotiation decision functions for autonomous
       agents", Robotics and Autonomous Systems 24, 1998.
       https://doi.org/10.1016/S0921-8890(98)00029-3

    Examples
    --------
    >>> (
    ...     [round(x, 6) for x in time_agreement(0.5, 0.5)],
    ...     [round(x, 6) for x in time_agreement(0.5, 2)],
    ... )
    ([0.707107, 0.5], [0.524889, 0.724492])
    """
    if min(beta_first, beta_second) <= 0:
        raise ValueError(f"shapes {beta_first:g} and {beta_second:g}, expected above 0")
    time = float(
        brentq(lambda t: resolve(t, beta_first) + resolve(t, beta_second) - 1, 0.0, 1.0, xtol=1e-14)
    )
    return time, resolve(time, beta_first)
