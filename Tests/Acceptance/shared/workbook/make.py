import os
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TEXTS = ["2024", "2025", "Cut-off", "Unit", "Amount", "Share", "OICT", "DFS", "Code", "Head"]
GENERAL, PERCENT, DATE = 0, 1, 2


def cell(reference, value, style=GENERAL):
    """A text is shared, a number is written in a style, an error as what it is."""
    if isinstance(value, (int, float)):
        return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'
    if value.startswith("#"):
        return f'<c r="{reference}" t="e"><v>{value}</v></c>'
    return f'<c r="{reference}" t="s"><v>{TEXTS.index(value)}</v></c>'


def sheet(rows, merged=()):
    lines = "".join(f'<row r="{number}">{"".join(cell(column + str(number), *value) for column, value in row.items())}</row>'
                    for number, row in rows.items())
    merges = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged)
    return (f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>'
            f'{"<mergeCells>" + merges + "</mergeCells>" if merged else ""}</worksheet>')


PARTS = {
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument"'
                   ' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/>'
                       '<sheet name="Units" sheetId="2" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">' + "".join(
        f'<Relationship Id="{identifier}" Type="{OFFICE}/{kind}" Target="{target}"/>' for identifier, kind, target in [
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"), ("rId4", "styles", "styles.xml")]) + "</Relationships>",
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in TEXTS) + "</sst>",
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="DD/MM/YY"/></numFmts>'
                     '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": sheet({
        1: {"B": ("2024",), "D": ("2025",), "F": ("Cut-off",)},
        2: {"A": ("Unit",), "B": ("Amount",), "C": ("Share",), "D": ("Amount",), "E": ("Share",)},
        3: {"A": ("OICT",), "B": (1200.5,), "C": (0.15, PERCENT), "D": (1300,), "E": (0.2, PERCENT), "F": (45292, DATE)},
        4: {"A": ("DFS",), "B": (800,), "C": (0.1, PERCENT), "D": ("#N/A",), "F": (45293, DATE)},
    }, ["B1:C1", "D1:E1"]),
    "xl/worksheets/sheet2.xml": sheet({
        1: {"A": ("Code",), "B": ("Head",)}, 2: {"A": ("OICT",), "B": (1001,)}, 3: {"A": ("DFS",), "B": (1002,)},
    }),
}

os.makedirs("budget", exist_ok=True)
with zipfile.ZipFile("budget/plan.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
    for name, text in PARTS.items():
        archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
