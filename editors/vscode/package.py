#!/usr/bin/env python3
"""Packs the extension as VS Code installs it, without npm: package.py OUT.vsix"""
import json
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

FOLDER = Path(__file__).resolve().parent
LEFT_OUT = {"package.py"}
TYPES = {".json": "application/json", ".js": "application/javascript", ".md": "text/markdown", ".vsixmanifest": "text/xml"}


def manifest(package):
    languages = package["contributes"]["languages"]
    tags = [f"__ext_{extension[1:]}" for language in languages for extension in language["extensions"]]
    identity = " ".join(f"{name}={quoteattr(value)}" for name, value in {
        "Language": "en-US", "Id": package["name"], "Version": package["version"], "Publisher": package["publisher"]}.items())
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata><Identity {identity}/>
<DisplayName>{escape(package["displayName"])}</DisplayName>
<Description xml:space="preserve">{escape(package["description"])}</Description>
<Tags>{escape(",".join(tags))}</Tags><Categories>{escape(",".join(package["categories"]))}</Categories>
<Properties><Property Id="Microsoft.VisualStudio.Code.Engine" Value={quoteattr(package["engines"]["vscode"])}/></Properties>
</Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation><Dependencies/>
<Assets>
<Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
<Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
</Assets></PackageManifest>
"""


def content_types(files):
    suffixes = sorted({path.suffix for path in files} | {".vsixmanifest"})
    entries = "".join(f'<Default Extension="{suffix}" ContentType="{TYPES[suffix]}"/>' for suffix in suffixes)
    return ('<?xml version="1.0" encoding="utf-8"?>\n'
            f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{entries}</Types>')


def main(out):
    package = json.loads((FOLDER / "package.json").read_text())
    files = sorted(path for path in FOLDER.rglob("*")
                   if path.is_file() and path.name not in LEFT_OUT and path.suffix in TYPES)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        def add(name, content):
            # The same bytes whenever it is packed.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)

        add("extension.vsixmanifest", manifest(package))
        add("[Content_Types].xml", content_types(files))
        for path in files:
            add("extension/" + path.relative_to(FOLDER).as_posix(), path.read_bytes())
    print(f"{out}: {len(files)} files")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
