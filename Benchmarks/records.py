"""Rows as records."""


def nested(columns, row):
    """A record of a row: `valid.from` becomes `from` inside `valid`; what is missing is left out."""
    record = {}
    for column, value in zip(columns, row):
        if value is None:
            continue
        place = record
        *outer, name = column.split(".")
        for each in outer:
            place = place.setdefault(each, {})
        place[name] = value
    return record
