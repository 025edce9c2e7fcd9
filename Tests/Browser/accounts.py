"""The demo's accounts; nothing here needs more than Python itself."""

PASSWORD = "samen-aan-tafel-2026"


def email(account):
    return f"{account}@coalitie.example"
