"""Chooses what is to breach a norm."""
from organisation import post_of


class Picks:
    """People, grants and so on that no other breach has touched."""

    def __init__(self, w):
        self.w, self.used = w, set()

    def take(self, section, test=lambda row: True):
        for n, row in enumerate(self.w.rows(section)):
            if (section, n) not in self.used and test(row):
                self.used.add((section, n))
                return row
        raise LookupError(section)

    def clerk(self, unit=None, kind="staff"):
        """A person without any duty that others are kept apart from."""
        w = self.w
        return self.take("people", lambda p: w.family[p["id"]] in ("OTHER", "PROGRAMMES") and p["kind"] == kind
                         and not post_of(w, p).get("function") and "moved" not in p
                         and w.entity_of[p["unit"]] != "DMSPC" and (unit is None or p["unit"] == unit)
                         and p["id"] not in w.busy | w.asking)
