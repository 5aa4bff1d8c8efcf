"""Reads what units reported, checks and totals it with pandas, and writes the appendices with openpyxl.

A form is one data frame. CSV files are read whole: that is the fastest that pandas can do, and keys must be held for all
rows anyway. Texts that repeat (codes, yes-no, percentages) are categories. Workbooks are streamed with openpyxl's
read-only mode, or read with xlrd, and appendices are streamed with its write-only mode.
"""

import csv
import json
import operator
import sys
import warnings
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import xlrd
from openpyxl import Workbook, load_workbook

OPERATORS = {
    "=": operator.eq, "<>": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}
CATEGORIES = ("code", "yes-no", "percent")
UNIT = "单位代码"


def columns_of(form):
    """The columns of a form, with the item column of a matrix."""
    if form["kind"] == "matrix":
        return [{"name": form["itemColumn"], "type": "code", "codes": form["items"]}, *form["columns"]]
    return form["columns"]


# Reading

def read_csv(path, form, head_row):
    columns = columns_of(form)
    dtypes = {c["name"]: "category" if c["type"] in CATEGORIES else str
              for c in columns if c["type"] in (*CATEGORIES, "text")}
    dates = [c["name"] for c in columns if c["type"] == "date"]
    return pd.read_csv(
        path, skiprows=head_row - 1, usecols=[c["name"] for c in columns], dtype=dtypes, parse_dates=dates,
        keep_default_na=False, na_values=[""], low_memory=False, encoding="utf-8-sig")


def xlsx_rows(path):
    book = load_workbook(path, read_only=True, data_only=True)
    yield from book.worksheets[0].iter_rows(values_only=True)
    book.close()


def xls_rows(path):
    with xlrd.open_workbook(path, on_demand=True) as book:
        sheet = book.sheet_by_index(0)
        for row in range(sheet.nrows):
            yield tuple(
                None if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
                else xlrd.xldate_as_datetime(value, book.datemode) if kind == xlrd.XL_CELL_DATE else value
                for kind, value in zip(sheet.row_types(row), sheet.row_values(row)))


def read_workbook(path, form, head_row):
    rows = xls_rows(path) if path.suffix == ".xls" else xlsx_rows(path)
    for _ in range(head_row - 1):
        next(rows)
    heads = list(next(rows))
    names = [c["name"] for c in columns_of(form)]
    frame = pd.DataFrame(rows, columns=heads, dtype=object)[names].replace("", np.nan).dropna(how="all")
    for column in columns_of(form):
        if column["type"] in ("text", "code"):
            frame[column["name"]] = frame[column["name"]].map(str, na_action="ignore")
    return frame


def percent(text):
    """A fraction; binary floats would make 0.9209999999999999 of 92.1 / 100."""
    try:
        return round(float(text[:-1]) / 100, 6) if isinstance(text, str) and text.endswith("%") else float(text)
    except (TypeError, ValueError):
        return np.nan


def typed(series, column):
    """The values of a column; what cannot be read is missing."""
    kind = column["type"]
    if kind == "decimal":
        return pd.to_numeric(series, errors="coerce")
    if kind == "integer":
        numbers = pd.to_numeric(series, errors="coerce")
        return numbers if numbers.dtype == np.int64 else numbers.where(numbers % 1 == 0)
    if kind == "date":
        return pd.to_datetime(series, errors="coerce")
    if kind == "yes-no":
        return series.map({"是": True, "否": False}).astype("boolean")
    if kind == "percent":
        return series.map(percent).astype(float)
    return series


class Form:
    """All rows that were reported of a form, and how many cells of each column could not be read."""

    def __init__(self, case, spec, form):
        frames = []
        self.unreadable = {c["name"]: 0 for c in columns_of(form)}
        units = [u["code"] for u in spec["units"]]
        for file in spec["files"]:
            if file["form"] == form["id"]:
                path = case / file["path"]
                read = read_csv if path.suffix == ".csv" else read_workbook
                frames.append(self.typed(read(path, form, file["headRow"]), form))
                frames[-1][UNIT] = pd.Categorical([file["unit"]], units).repeat(len(frames[-1]))
        self.rows = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]

    def typed(self, raw, form):
        for column in columns_of(form):
            name = column["name"]
            values = typed(raw[name], column)
            self.unreadable[name] += int(raw[name].count() - values.count())
            raw[name] = values
        return raw


# Checking

def literal(text, kind):
    if kind in ("integer", "decimal"):
        return float(text)
    if kind == "percent":
        return percent(text)
    if kind == "date":
        return pd.Timestamp(text)
    return text == "是" if kind == "yes-no" else text


def holds(rows, form, condition):
    """Whether a condition holds in each row, and in which rows it can be told."""
    kind = {c["name"]: c["type"] for c in columns_of(form)}[condition.get("left", condition.get("column"))]
    left = rows[condition.get("left", condition.get("column"))]
    op = condition["op"]
    known = left.notna()
    if op.startswith("length"):
        left, op, right = left.str.len(), op[len("length"):], int(condition["value"])
    elif "rightColumn" in condition:
        right = rows[condition["rightColumn"]]
        known &= right.notna()
        if kind in ("text", "code"):
            left, right = left.astype(object), right.astype(object)
    else:
        right = literal(condition["value"], kind)
        if kind in ("text", "code") and op not in ("=", "<>"):
            left = left.astype(object).fillna("")
    return OPERATORS[op](left, right).fillna(False).astype(bool), known


def failures(rows, form, rule):
    true, known = holds(rows, form, rule)
    return int((known & ~true).sum())


def repeated_keys(rows, form):
    key = form["key"] if form.get("unique") == "job" else [UNIT, *form["key"]]
    filled = rows[form["key"]].notna().all(axis=1)
    return int(rows.loc[filled, key].duplicated().sum())


def field_checks(form, loaded):
    for column in columns_of(form):
        name = column["name"]
        values = loaded.rows[name]
        yield name, "type", loaded.unreadable[name]
        if column.get("required"):
            yield name, "required", int(values.isna().sum())
        if "pattern" in column:
            yield name, "pattern", int((~values.dropna().str.fullmatch(column["pattern"])).sum())
        if "codes" in column:
            yield name, "codes", int((~values.dropna().isin(column["codes"])).sum())
        if "min" in column:
            yield name, "min", int((values < float(column["min"])).sum())
        if "max" in column:
            yield name, "max", int((values > float(column["max"])).sum())


# Totalling

def measured(rows, form, measure):
    """A measure in total, and by unit."""
    if "where" in measure:
        true, known = holds(rows, form, measure["where"])
        rows = rows[true & known]
    by_unit = rows.groupby(UNIT, observed=False)
    if measure["aggregate"] == "count":
        return len(rows), by_unit.size()
    values, grouped = rows[measure["column"]], by_unit[measure["column"]]
    if measure["aggregate"] == "sum":
        # Sums of groups are compensated, plain sums are not: cents would be lost over millions of rows.
        sums = grouped.sum(min_count=1)
        return sums.sum(min_count=1), sums
    return values.agg(measure["aggregate"]), grouped.agg(measure["aggregate"])


def rounded(value, measure):
    """With the digits of the measure, halves up; None where there is no value."""
    if pd.isna(value):
        return None
    scale = measure.get("scale", 0)
    # Floats of sums are off by far less than this: 12 digits after the point tell a half from what is below it.
    return Decimal(repr(round(float(value), min(scale + 6, 12)))).quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP)


# Writing

def write_csv(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def unit_rows(spec, appendix, measures, results):
    yield ["报送单位", *appendix["measures"]]
    for unit in spec["units"]:
        yield [unit["name"], *(rounded(results[m][1][unit["code"]], measures[m]) for m in appendix["measures"])]
    yield ["合计", *(rounded(results[m][0], measures[m]) for m in appendix["measures"])]


def listing_rows(form, appendix, rows):
    yield appendix["columns"]
    types = {c["name"]: c["type"] for c in columns_of(form)}
    columns = []
    for name in appendix["columns"]:
        values = rows[name]
        if types[name] == "yes-no":
            values = values.map({True: "是", False: "否"})
        elif types[name] == "integer" and values.dtype == np.float64:
            values = values.astype("Int64")
        columns.append(values.astype(object).where(values.notna(), None))
    yield from zip(*columns)


def write_workbook(path, title, rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("附表")
    sheet.append([title])
    for row in rows:
        sheet.append(row)
    book.save(path)


def main(case, out):
    warnings.filterwarnings("ignore", module="openpyxl")
    spec = json.loads((case / "spec.json").read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    forms = {form["id"]: form for form in spec["forms"]}
    loaded = {id: Form(case, spec, form) for id, form in forms.items()}

    findings, fields = [], []
    for id, form in forms.items():
        rows = loaded[id].rows
        findings += [(rule["code"], failures(rows, form, rule)) for rule in form.get("rules", [])]
        if form.get("key"):
            findings.append(("key:" + id, repeated_keys(rows, form)))
        fields += [(id, *check) for check in field_checks(form, loaded[id])]
    write_csv(out / "findings.csv", ("code", "count"), findings)
    write_csv(out / "fields.csv", ("form", "column", "check", "count"), fields)

    measures = {m["name"]: m for m in spec["measures"]}
    results = {name: measured(loaded[m["form"]].rows, forms[m["form"]], m) for name, m in measures.items()}
    write_csv(out / "measures.csv", ("measure", "value"),
              ((name, rounded(results[name][0], m)) for name, m in measures.items()))

    for appendix in spec["appendices"]:
        if "listing" in appendix:
            form = appendix["listing"]
            rows = listing_rows(forms[form], appendix, loaded[form].rows)
        else:
            rows = unit_rows(spec, appendix, measures, results)
        write_workbook(out / appendix["file"], appendix["title"], rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
