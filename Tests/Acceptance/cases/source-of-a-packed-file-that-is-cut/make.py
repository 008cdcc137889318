import gzip
import os

os.makedirs("ocds", exist_ok=True)
with open("ocds/one.json.gz", "wb") as file:
    file.write(gzip.compress(b"{\"releases\": []}", mtime=0)[:-6])
