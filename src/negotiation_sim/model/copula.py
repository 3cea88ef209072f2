"""Rank-correlated luck: a Gaussian copula per run (Iman & Conover 1982 for the idea of correlating
ranks).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["normal_quantile", "normal_share", "together"]

SPLIT = 7.07106781186547
"""Beyond so many standard deviations a continued fraction takes over."""


def normal_share(x: float) -> float:
    """Share of a standard normal distribution below `x`, to 15 digits (Hart 1968, algorithm 5666;
    West 2005).

    Examples
    --------
    >>> normal_share(0.0), round(normal_share(1.959963984540054), 12)
    (0.5, 0.975)
    """
    z = abs(x)
    if z > 37.0:
        below = 0.0
    elif z < SPLIT:
        top = 3.52624965998911e-02 * z + 0.700383064443688
        top = ((top * z + 6.37396220353165) * z + 33.912866078383) * z + 112.079291497871
        top = (top * z + 221.213596169931) * z + 220.206867912376
        bottom = (8.83883476483184e-02 * z + 1.75566716318264) * z + 16.064177579207
        bottom = ((bottom * z + 86.7807322029461) * z + 296.564248779674) * z + 637.333633378831
        bottom = (bottom * z + 793.826512519948) * z + 440.413735824752
        below = math.exp(-0.5 * z * z) * top / bottom
    else:
        tail = z + 1.0 / (z + 2.0 / (z + 3.0 / (z + 4.0 / (z + 0.65))))
        below = math.exp(-0.5 * z * z) / tail / 2.506628274631
    return 1.0 - below if x > 0.0 else below


def normal_quantile(share: float) -> float:
    """The number below which a share of a standard normal distribution lies (Wichura 1988,
    AS 241, PPND16).

    Parameters
    ----------
    share : 0 to 1; a share nearer to an end than 2**-54 counts as that

    Examples
    --------
    >>> normal_quantile(0.5), round(normal_quantile(0.975), 9)
    (0.0, 1.959963985)
    """
    q = share - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = (2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4
        top = (top * r + 4.5921953931549871457e4) * r + 1.3731693765509461125e4
        top = (top * r + 1.9715909503065514427e3) * r + 1.3314166789178437745e2
        top = top * r + 3.3871328727963666080
        low = (5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4
        low = (low * r + 2.1213794301586595867e4) * r + 5.3941960214247511077e3
        low = (low * r + 6.8718700749205790830e2) * r + 4.2313330701600911252e1
        return q * top / (low * r + 1.0)
    nearer = min(share, 1.0 - share)
    r = math.sqrt(-math.log(nearer if nearer > 2.0**-54 else 2.0**-54))
    if r <= 5.0:
        r -= 1.6
        top = (7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r
        top = ((top + 2.41780725177450611770e-1) * r + 1.27045825245236838258) * r
        top = ((top + 3.64784832476320460504) * r + 5.76949722146069140550) * r
        top = (top + 4.63033784615654529590) * r + 1.42343711074968357734
        low = (1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r
        low = ((low + 1.51986665636164571966e-2) * r + 1.48103976427480074590e-1) * r
        low = ((low + 6.89767334985100004550e-1) * r + 1.67638483018380384940) * r
        low = (low + 2.05319162663775882187) * r + 1.0
    else:
        r -= 5.0
        top = (2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
        top = ((top + 1.24266094738807843860e-3) * r + 2.65321895265761230930e-2) * r
        top = ((top + 2.96560571828504891230e-1) * r + 1.78482653991729133580) * r
        top = (top + 5.46378491116411436990) * r + 6.65790464350110377720
        low = (2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r
        low = ((low + 1.84631831751005468180e-5) * r + 7.86869131145613259100e-4) * r
        low = ((low + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r
        low = (low + 5.99832206555887937690e-1) * r + 1.0
    return -top / low if q < 0.0 else top / low


def together(normals: Sequence[float], weights: Sequence[float], n: int) -> float:
    """Uniform number of the last of some correlated draws.

    Parameters
    ----------
    normals : independent normal deviates, its own the last of the first `n`
    weights : its row of the Cholesky factor of the correlations

    Examples
    --------
    >>> round(together([1.0, -2.0], [0.6, 0.8], 2), 6)
    0.158655
    """
    total = 0.0
    for i in range(n):
        total += weights[i] * normals[i]
    share = normal_share(total)
    return share if share < 1.0 else 1.0 - 2.0**-53
