"""Numbers, days and lists as text, in the language chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.locale import _, pgettext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

NOTHING = "–"
_MINUS = "−"


def decimal(number: float | Decimal, digits: int | None = None) -> str:
    """A number with its language's decimal separator.

    Args:
        number: To be written without an exponent and without thousands apart.
        digits: Behind the separator; when None as many as it takes, without needless zeros.
    """
    if digits is None:
        text = f"{number:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{number:.{digits}f}"
    return text.replace("-", _MINUS).replace(".", pgettext("decimal separator", "."))


def percent(share: float | None) -> str:
    """A percentage to one decimal with its sign, such as 56.8%; a dash of nothing."""
    return NOTHING if share is None else _("{value}%", value=decimal(share, 1))


def signed(change: int | None) -> str:
    """A change with its sign; 0 has none, a dash stands where there is nothing to compare."""
    if change is None:
        return NOTHING
    return f"{change:+d}".replace("-", _MINUS) if change else "0"


def day(date: dt.date | None) -> str:
    """A day as people write it, or that there is none."""
    if date is None:
        return _("undated")
    months = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
        *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
    )
    month = months[date.month - 1]
    return _("{day} {month} {year}", day=date.day, month=month, year=f"{date.year:04}")


def iso_day(date: dt.date | None) -> str:
    """A day as files have it, or that there is none."""
    return date.isoformat() if date else _("no date")


def listed(items: Iterable[str]) -> str:
    """Items one behind the other."""
    return pgettext("between the items of a list", ", ").join(items)


def capital(text: str) -> str:
    """The same beginning with a capital letter, as a label that stands alone."""
    return text[:1].upper() + text[1:]
