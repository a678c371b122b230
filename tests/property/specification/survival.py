"""Incidences of competing causes, as the sum that defines them, in fractions.

Belongs here: what a stay comes to. What counts as a stay, and when it is over, is told
in `deals` and `journey_stages`.
"""

from collections.abc import Iterable
from fractions import Fraction

# Days, and what the stay ended with; none where it still ran.
Stay = tuple[float, str | None]


def incidence(stays: Iterable[Stay], cause: str, horizon: float) -> Fraction:
    """Aalen-Johansen: share of stays that a cause has ended up to the horizon.

    Of two stays one ends by the win at once. The other is there until day 3:

    >>> incidence([(1, "won"), (3, "lost")], "won", 2)
    Fraction(1, 2)

    It is never known to end if it is censored, and what ends later weighs more:

    >>> incidence([(1, None), (2, "won"), (3, "lost")], "won", 9)
    Fraction(1, 2)
    """
    known = list(stays)
    still_there, ended_by_cause = Fraction(1), Fraction(0)
    for instant in sorted({days for days, _ in known if days <= horizon}):
        at_risk = sum(days >= instant for days, _ in known)
        ends = [end for days, end in known if days == instant and end is not None]
        ended_by_cause += still_there * Fraction(ends.count(cause), at_risk)
        still_there *= 1 - Fraction(len(ends), at_risk)
    return ended_by_cause
