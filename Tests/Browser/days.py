"""Days as the Dutch cities count them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def today():
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def in_days(count):
    return today() + timedelta(days=count)
