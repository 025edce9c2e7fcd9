"""Days as the Dutch cities count them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def today():
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def in_days(count):
    return today() + timedelta(days=count)


MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
          "oktober", "november", "december"]


def in_words(day):
    """As the pages write it: 24 november 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_short(day):
    """As lists write it: 24 nov 2026."""
    month = "mrt" if day.month == 3 else MONTHS[day.month - 1][:3]
    return f"{day.day} {month} {day.year}"
