package org.fubiao.recognition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.finding.FindingSink;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.reading.RegularCsv;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.Workbook;

/**
 * The rows of a large CSV file, or of a sheet written as one, that need no second look: beyond doubt items, with every cell in the usual spelling of its
 * type. The compute engine reads these itself, several times as fast; all others go through {@link TypedRows} as ever.
 *
 * <p>What is plain here is narrower than what {@link RowClassifier} takes for an item and what a {@link CellTyper} reads
 * without a finding: in doubt a row is not plain, which costs time and changes nothing.
 */
public final class PlainRows {
    /** Kind of a plain row. Its number is {@link #firstRow()} and its place in the file that is written. */
    public static final String PLAIN = "D";
    /** Kind of a row that is left to {@link #others}. */
    public static final String OTHER = "X";

    private static final long MOST = 999_999_999_999_999_999L;
    private static final String FIRST = "first";
    /** The end of all labels that {@link TotalLabels} knows, whatever stands around their letters. */
    private static final String TOTAL = "计\\PL*(数\\PL*)?$|^[TtSs].*([Ll]|[^\\x00-\\x7F])[^A-Za-z]*$";

    private final RegularCsv csv;
    private final SheetLayout layout;
    private final Form form;
    private final Set<String> headTexts;

    /** For each column of the file that needs one, how it is typed. */
    private final Map<String, String> typed = new LinkedHashMap<>();

    private final List<String> conditions = new ArrayList<>();

    private PlainRows(RegularCsv csv, SheetLayout layout, Form form, Set<String> headTexts) {
        this.csv = csv;
        this.layout = layout;
        this.form = form;
        this.headTexts = headTexts;
        for (int i = 0; i < form.fields().size(); i++) {
            int column = layout.columns().get(i);
            if (column >= 0) {
                addField(form.fields().get(i), column, "v" + i);
            }
        }
        addLabels();
        addRow();
    }

    /**
     * Looks whether a part can be read so; empty if it can not.
     *
     * @param aside where the sheet of a workbook may be written as a CSV file, which is needed as long as these rows are
     */
    public static Optional<PlainRows> of(Workbook workbook, SheetLayout layout, Form form, Path aside)
            throws IOException {
        if (form.isMatrix() || form.fields().stream().anyMatch(Field::fillDown)) {
            return Optional.empty();
        }
        Set<String> headTexts = new HashSet<>();
        try (RowReader rows = workbook.open(layout.sheet())) {
            Row row = new Row();
            while (rows.next()) {
                row.load(rows);
                if (row.number() > layout.headRow()) {
                    break;
                }
                headTexts.add(row.firstText());
            }
            // What stands right below a head is looked at in a way of its own.
            if (row.number() != layout.headRow() + 1 || row.filled() == 0) {
                return Optional.empty();
            }
        }
        return workbook.regular(layout.sheet(), aside)
                .filter(csv -> csv.columns() >= layout.width())
                .map(csv -> new PlainRows(csv, layout, form, headTexts));
    }

    /** Number of the first row that the compute engine reads: the second below the head. */
    public long firstRow() {
        return layout.headRow() + 2;
    }

    /** How many rows the compute engine must find, plain or not. */
    public long rows() {
        return csv.records() - csv.blankAtEnd() - layout.headRow() - 1;
    }

    /** How many rows there are below the head. */
    public long rowsBelowHead() {
        return csv.records() - layout.headRow();
    }

    /**
     * SQL that gives the columns of {@link FormTable#stored} for each row from {@link #firstRow()} on, in their order. The
     * values of a row that is not plain mean nothing.
     *
     * @param part the number to store as that of the part
     */
    public String select(long part) {
        String raw = IntStream.range(0, csv.columns())
                .mapToObj(column -> "'c" + column + "': 'VARCHAR'")
                .collect(Collectors.joining(", "));
        String file = "read_csv(" + Compute.literal(Compute.pattern(csv.file()))
                + ", hive_partitioning = false, auto_detect = false, header = false, null_padding = true, quote = '\"', escape = '\"', skip = "
                + (firstRow() - 1) + ", delim = " + Compute.literal(String.valueOf(csv.separator())) + ", new_line = '"
                + (csv.lineEnd().length() == 1 ? "\\n" : "\\r\\n") + "', columns = {" + raw + "})";
        String values = typed.entrySet().stream()
                .map(value -> ", " + value.getValue() + " AS " + value.getKey())
                .collect(Collectors.joining());
        return "SELECT " + stored(part) + " FROM (SELECT *, " + first() + " AS " + FIRST + values + " FROM " + file
                + ")";
    }

    private String stored(long part) {
        List<String> columns = new ArrayList<>();
        columns.add(part + "::BIGINT AS " + FormTable.PART);
        columns.add(firstRow() + "::BIGINT AS " + FormTable.ROW);
        columns.add("CASE WHEN " + String.join(" AND ", conditions) + " THEN '" + PLAIN + "' ELSE '" + OTHER
                + "' END AS " + FormTable.KIND);
        Map<String, String> types = FormTable.stored(form);
        for (int i = 0; i < form.fields().size(); i++) {
            Field field = form.fields().get(i);
            columns.add((layout.columns().get(i) < 0 ? "NULL" : "v" + i) + "::" + types.get(field.name()) + " AS "
                    + Compute.name(field.name()));
        }
        return String.join(", ", columns);
    }

    /**
     * Opens the rows that are not plain, and with them the head, the first row below it and what stands at the end.
     *
     * @param places of rows that are not plain among those that {@link #select} gives, from 0, ascending
     */
    public TypedRows others(long[] places, RowContext context, FindingSink sink) throws IOException {
        LongStream first = LongStream.range(1, firstRow());
        LongStream between = LongStream.of(places).map(place -> firstRow() + place);
        LongStream last = LongStream.rangeClosed(csv.records() - csv.blankAtEnd() + 1, csv.records());
        long[] numbers =
                LongStream.concat(LongStream.concat(first, between), last).toArray();
        return TypedRows.openOthers(csv.rows(numbers), layout, form, context, sink);
    }

    private void addField(Field field, int column, String value) {
        String cell = "c" + column;
        switch (field.type()) {
            case TEXT -> {
                typed.put(value, cell);
                if (csv.signs().contains(column)) {
                    // A formula's error, and a text that an export made look like a formula.
                    require(cell, "ascii(" + cell + ") NOT IN (35, 61)");
                }
                if (!csv.halfWidth()) {
                    require(cell, "NOT contains(" + cell + ", '\uFFFD')");
                    if (field.pattern() != null) {
                        require(cell, "NOT regexp_matches(" + cell + ", '[\uFF01-\uFF5E]')");
                    }
                }
            }
            case CODE -> addCode(field, cell, value);
            case INTEGER -> {
                typed.put(value, "TRY_CAST(" + cell + " AS BIGINT)");
                require(cell, value + "::VARCHAR = " + cell);
                require(cell, value + " BETWEEN -" + MOST + " AND " + MOST);
            }
            case DECIMAL -> {
                typed.put(value, "TRY_CAST(" + cell + " AS DECIMAL(18, " + field.scale() + "))");
                requireDigits(cell, value);
            }
            case PERCENT -> addPercent(field.scale(), cell, value);
            case DATE -> {
                typed.put(value, "TRY_CAST(" + cell + " AS DATE)");
                require(cell, value + "::VARCHAR = " + cell + " AND strlen(" + cell + ") = 10");
            }
            case YES_NO -> {
                typed.put(value, cell + " = '是'");
                require(cell, cell + " IN ('是', '否')");
            }
        }
    }

    private void addCode(Field field, String cell, String value) {
        Map<String, String> spellings = new LinkedHashMap<>(field.codeAliases());
        field.codes().forEach(code -> spellings.put(code, code));
        require(
                cell,
                cell + " IN ("
                        + spellings.keySet().stream().map(Compute::literal).collect(Collectors.joining(", ")) + ")");
        String others = spellings.entrySet().stream()
                .filter(spelling -> !spelling.getKey().equals(spelling.getValue()))
                .map(spelling ->
                        " WHEN " + Compute.literal(spelling.getKey()) + " THEN " + Compute.literal(spelling.getValue()))
                .collect(Collectors.joining());
        typed.put(value, others.isEmpty() ? cell : "CASE " + cell + others + " ELSE " + cell + " END");
    }

    /** A hundredth more, as 90%, or a fraction up to one. */
    private void addPercent(int scale, String cell, String value) {
        String digits = value + "_digits";
        String hundredths = value + "_hundredths";
        typed.put(digits, "CASE WHEN ends_with(" + cell + ", '%') THEN left(" + cell + ", -1) END");
        typed.put(hundredths, "TRY_CAST(" + digits + " AS DECIMAL(14, " + (scale - 2) + "))");
        typed.put(
                value,
                "CASE WHEN " + digits + " IS NULL THEN TRY_CAST(" + cell + " AS DECIMAL(18, " + scale + ")) ELSE ("
                        + hundredths + " * 0.01)::DECIMAL(18, " + scale + ") END");
        require(
                cell,
                "CASE WHEN " + digits + " IS NULL THEN starts_with(" + value + "::VARCHAR, " + cell + ") AND abs("
                        + value + ") <= 1 ELSE starts_with(" + hundredths
                        + "::VARCHAR, " + digits + ") END");
    }

    /** A number's usual spelling begins with the cell: at most zeros are missing at its end. */
    private void requireDigits(String cell, String value) {
        require(cell, "starts_with(" + value + "::VARCHAR, " + cell + ")");
    }

    /** What must hold of a cell that is not empty. */
    private void require(String cell, String condition) {
        conditions.add("coalesce(" + condition + ", " + cell + " IS NULL)");
    }

    /** Nothing that could be the label of a declared total. */
    private void addLabels() {
        for (int column : RowClassifier.labelColumns(layout, form)) {
            if (!csv.totals().contains(column)) {
                continue;
            }
            int field = layout.columns().indexOf(column);
            if (field >= 0 && !RowClassifier.isWords(form.fields().get(field))) {
                // In its usual spelling it is no label.
                continue;
            }
            boolean code = field >= 0 && form.fields().get(field).type() == FieldType.CODE;
            if (code
                    && form.fields().get(field).codes().stream().noneMatch(PlainRows::mayBeTotal)
                    && form.fields().get(field).codeAliases().keySet().stream().noneMatch(PlainRows::mayBeTotal)) {
                continue;
            }
            String cell = "c" + column;
            require(
                    cell,
                    "CASE WHEN contains(" + cell + ", '计') OR ascii(" + cell + ") IN (83, 84, 115, 116) THEN"
                            + " NOT regexp_matches(" + cell + ", '" + TOTAL + "') ELSE true END");
        }
    }

    /** The cells that say something of an item, or those of them that must be filled in. */
    private List<String> itemCells(boolean required) {
        return IntStream.range(0, form.fields().size())
                .filter(field -> layout.columns().get(field) >= 0)
                .filter(field -> !RowClassifier.isSerial(form.fields().get(field)))
                .filter(field -> !required || form.fields().get(field).required())
                .mapToObj(field -> "c" + layout.columns().get(field))
                .toList();
    }

    /** The first cell that is not empty. Where that is mostly the first of all, a row without it is not plain. */
    private String first() {
        return itemCells(true).contains("c0")
                ? "c0"
                : IntStream.range(0, csv.columns())
                        .mapToObj(column -> "c" + column)
                        .collect(Collectors.joining(", ", "coalesce(", ")"));
    }

    private static boolean mayBeTotal(String spelling) {
        return spelling.indexOf('计') >= 0 || (!spelling.isEmpty() && "TtSs".indexOf(spelling.charAt(0)) >= 0);
    }

    /** No repeated head, no note, nothing beyond the head's width, and enough to be an item. */
    private void addRow() {
        List<String> cells = itemCells(true);
        if (cells.size() >= 2) {
            conditions.add(cells.get(0) + " IS NOT NULL AND " + cells.get(1) + " IS NOT NULL");
        } else {
            cells = itemCells(false);
            conditions.add(cells.stream()
                    .map(cell -> "(" + cell + " IS NOT NULL)::TINYINT")
                    .collect(Collectors.joining(" + ", "", " + 0 >= 2")));
        }
        conditions.add(FIRST + " NOT IN ("
                + headTexts.stream().sorted().map(Compute::literal).collect(Collectors.joining(", ")) + ")");
        conditions.add("NOT contains(" + FIRST + ", ':') AND NOT contains(" + FIRST + ", '：')");
        conditions.add("CASE WHEN contains(" + FIRST + ", '注') OR contains(" + FIRST + ", '说') OR contains(" + FIRST
                + ", '章') OR contains(" + FIRST + ", '签') THEN NOT regexp_matches(" + FIRST
                + ", '^[（(【\\[*※]?\\s*[备附注说填指数资]|[（(]') ELSE true END");
        conditions.add("ascii(" + FIRST + ") <> 61");
        for (int column = 0; column < csv.columns(); column++) {
            if (column >= layout.width()) {
                conditions.add("c" + column + " IS NULL");
            } else if (csv.untrimmed()) {
                require("c" + column, "trim(c" + column + ", " + Compute.literal(RegularCsv.BLANKS) + ") = c" + column);
            }
        }
    }
}
