import gzip
import os

os.makedirs("ocds", exist_ok=True)
TEXT = b"""{ "releases": [
    { "ocid": "ocds-abc-1", "date": "2024-02-01T00:00:00Z", "buyer": { "id": "B1" } },
    { "url": "https://example.org/r/2", "date": "2024-02-02T00:00:00Z" } ] }
"""
# Two members, as programs that append write them.
with open("ocds/one.json.gz", "wb") as file:
    file.write(gzip.compress(TEXT[:40], mtime=0) + gzip.compress(TEXT[40:], mtime=0))
