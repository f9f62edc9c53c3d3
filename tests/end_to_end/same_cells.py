"""Compares every cell of results.sqlite with the CSV tables: python3 same_cells.py DATABASE FOLDER.

Exit status 1 with the first difference. Blank and masked cells must be NULL, booleans 0 and 1, numbers equal to the last bit.
"""
import csv
import pathlib
import sqlite3
import sys

database, folder = sqlite3.connect(sys.argv[1]), pathlib.Path(sys.argv[2])
tables = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
files = {path.stem: path for path in folder.glob("*.csv")}
if tables != files.keys() | {"dictionary", "format"}:
    sys.exit(f"tables of the database: {sorted(tables)}, files: {sorted(files)}")


def same(cell, stored):
    if cell == "" or cell.startswith("<"):
        return stored is None
    if cell in ("true", "false"):
        return stored == (cell == "true")
    if isinstance(stored, str):
        return stored in (cell, cell[1:] if cell[0] == "'" else cell)
    return float(cell) == stored


cells = 0
for name, path in sorted(files.items()):
    with open(path, encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    stored = database.execute(f'select * from "{name}" order by rowid')
    columns = [column[0] for column in stored.description]
    described = [c for (c,) in database.execute('select "column" from dictionary where "table" = ? and "column" <> ""', (name,))]
    if rows[0] != columns or columns != described:
        sys.exit(f"{name}: columns {columns}, file {rows[0]}, dictionary {described}")
    stored = stored.fetchall()
    if len(stored) != len(rows) - 1:
        sys.exit(f"{name}: {len(stored)} rows stored, {len(rows) - 1} in the file")
    for line, (row, values) in enumerate(zip(rows[1:], stored), start=2):
        for column, cell, value in zip(columns, row, values):
            cells += 1
            if not same(cell, value):
                sys.exit(f"{path}:{line} {column}: {cell!r} in the file, {value!r} stored")
if cells < 10_000:
    sys.exit(f"only {cells} cells compared")
print(f"{cells} cells of {len(files)} tables are the same")
