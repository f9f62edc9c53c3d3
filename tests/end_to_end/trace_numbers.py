"""Follows ten numbers, drawn at random, from verdicts.csv to results.sqlite, the workbook and the report's page.

python3 trace_numbers.py RUN REPORT [SEED]: RUN is a run's folder, REPORT a folder with workbook.xlsx (in English) and report.html.
Prints the seed and each number with its places; exit status 1 with the first that differs. Tables and workbook must agree to the
ten digits that tables have, the page to the five that its data has.
"""
import csv
import json
import pathlib
import random
import re
import sqlite3
import sys
import xml.etree.ElementTree as ET
import zipfile

run, report = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.SystemRandom().randrange(10**6)
chance = random.Random(seed)
print(f"seed {seed}")

# What is followed: a column of verdicts.csv; its heading in the workbook; where it stands in the page's data of a service.
COLUMNS = {
    "need_p50": ("need (median)", lambda s, case, y: s["need"][y]),
    "demand_p10": ("value or demand 10 %", lambda s, case, y: s["demand"][y][0]),
    "demand_p50": ("value or demand median", lambda s, case, y: s["demand"][y][1]),
    "demand_p90": ("value or demand 90 %", lambda s, case, y: s["demand"][y][2]),
    "capacity": ("capacity", lambda s, case, y: s["supply"][case][y]),
    "required_capacity": ("required (p 0.8)", lambda s, case, y: s["required"][y]),
    "p_short": ("P(short)", lambda s, case, y: s["p_short"][case][y][0]),
    "p_surplus": ("P(surplus)", lambda s, case, y: s["p_surplus"][case][y][0]),
}


def rows_of_sheet(workbook, name):
    """Rows as lists of values (text, number or None), in the order of the columns."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    texts = ["".join(t.text or "" for t in item.iter(main + "t")) for item in ET.fromstring(workbook.read("xl/sharedStrings.xml"))]
    names = [sheet.get("name") for sheet in ET.fromstring(workbook.read("xl/workbook.xml")).iter(main + "sheet")]
    sheet = ET.fromstring(workbook.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml"))
    for row in sheet.iter(main + "row"):
        cells = {}
        for cell in row.iter(main + "c"):
            value = cell.find(main + "v")
            letters = re.match("[A-Z]+", cell.get("r")).group()
            index = 0
            for letter in letters:
                index = 26 * index + ord(letter) - 64
            if value is not None:
                cells[index - 1] = texts[int(value.text)] if cell.get("t") == "s" else float(value.text)
        yield [cells.get(i) for i in range(max(cells, default=-1) + 1)]


page = (report / "report.html").read_text(encoding="utf-8")
data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S).group(1))
services = {s["name"]["en"]: s["id"] for s in data["services"]}
one_with = {s["id"]: s["same_as"] for s in data["services"]}  # supply cases that are one stand there once
cases = {c["name"]["en"]: c["id"] for c in data["cases"]}
scenarios = {s["name"]["en"]: s["id"] for s in data["scenarios"]}

sheet = rows_of_sheet(zipfile.ZipFile(report / "workbook.xlsx"), "By year")
heading = next(sheet)
at = {name: heading.index(name) for name in ["scenario", "item", "supply case", "year"] + [h for h, _ in COLUMNS.values()]}
in_workbook = {}
for row in sheet:
    row += [None] * (len(heading) - len(row))
    if row[at["item"]] in services:
        key = scenarios[row[at["scenario"]]], services[row[at["item"]]], cases[row[at["supply case"]]], int(row[at["year"]])
        in_workbook[key] = row

with open(run / "tables" / "verdicts.csv", encoding="utf-8", newline="") as text:
    verdicts = [row for row in csv.DictReader(text) if row["zone"] == "all" and row["service"]]
database = sqlite3.connect(run / "results.sqlite")


def near(a, b, digits):
    return a is not None and b is not None and abs(a - b) <= 0.51 * 10 ** (1 - digits) * max(abs(a), abs(b))


choices = [(row, column) for row in verdicts for column in COLUMNS if row[column] != ""]
for row, column in chance.sample(choices, 10):
    expected, year = float(row[column]), int(row["year"])
    address = row["scenario"], row["service"], row["supply_case"], year
    (stored,) = database.execute(
        f"select {column} from verdicts where scenario = ? and service = ? and supply_case = ? and year = ? and zone = 'all'", address
    ).fetchone()
    found = in_workbook.get(address)
    sheet_value = found[at[COLUMNS[column][0]]] if found else None
    service = data["by_scenario"][row["scenario"]]["services"][row["service"]]
    case = one_with[row["service"]].get(row["supply_case"], row["supply_case"])
    page_value = COLUMNS[column][1](service, case, year - data["years"][0])
    print(f"{column} of {address}: table {expected}, database {stored}, workbook {sheet_value}, page {page_value}")
    if not (stored == expected and near(sheet_value, expected, 10) and near(page_value, expected, 5)):
        sys.exit("they differ")
