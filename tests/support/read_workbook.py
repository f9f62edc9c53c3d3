"""Reads a workbook as what it is, a zip of XML, and prints it as JSON: {"sheets": [{"name", "rows", "charts"}],
"formulas", "names", "created"}. A row is a list of texts, numbers and nulls. Ends with an error if any part is not
well-formed XML."""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_of(reference):
    number = 0
    for letter in re.match(r"[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def texts_of(shared):
    return ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in shared.iter(MAIN + "si")]


def rows_of(sheet, texts):
    rows = []
    for row in sheet.iter(MAIN + "row"):
        at = int(row.get("r")) - 1
        while len(rows) <= at:
            rows.append([])
        cells = rows[at]
        for cell in row.iter(MAIN + "c"):
            column = column_of(cell.get("r"))
            while len(cells) <= column:
                cells.append(None)
            value = cell.find(MAIN + "v")
            if value is None or value.text is None:
                continue
            kind = cell.get("t", "n")
            cells[column] = texts[int(value.text)] if kind == "s" else value.text if kind == "str" else float(value.text)
    return rows


def main(path):
    archive = zipfile.ZipFile(path)
    parts = {}
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            parts[name] = ElementTree.fromstring(archive.read(name))
    texts = texts_of(parts["xl/sharedStrings.xml"])
    targets = {r.get("Id"): r.get("Target") for r in parts["xl/_rels/workbook.xml.rels"]}
    sheets, formulas = [], 0
    for sheet in parts["xl/workbook.xml"].iter(MAIN + "sheet"):
        part = "xl/" + targets[sheet.get(LINK)].replace("/xl/", "")
        formulas += sum(1 for _ in parts[part].iter(MAIN + "f"))
        merged = sum(1 for _ in parts[part].iter(MAIN + "mergeCell"))
        sheets.append({"name": sheet.get("name"), "rows": rows_of(parts[part], texts), "merged": merged,
                       "filters": sum(1 for _ in parts[part].iter(MAIN + "autoFilter"))})
    names = [n.get("name") for n in parts["xl/workbook.xml"].iter(MAIN + "definedName")]
    charts = sum(1 for name in parts if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
    created = "".join(e.text or "" for e in parts["docProps/core.xml"] if e.tag.endswith("created"))
    json.dump({"sheets": sheets, "formulas": formulas, "names": names, "charts": charts, "created": created},
              sys.stdout, ensure_ascii=False)


main(sys.argv[1])
