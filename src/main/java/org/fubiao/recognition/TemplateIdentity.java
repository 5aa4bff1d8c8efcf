package org.fubiao.recognition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Period;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.SheetInfo;
import org.fubiao.reading.Workbook;
import org.jspecify.annotations.Nullable;

/**
 * What a blank workbook (template) says of itself in a sheet that nobody sees: for which job, period and unit it was made, and
 * where in it which form stands. It survives being filled in and saved by any spreadsheet program in any format.
 *
 * @param unit code of the unit
 * @param guide name of the sheet that explains how to fill in the others
 * @param sheets the forms in it, by the name of the sheet
 */
public record TemplateIdentity(String job, Period period, String unit, String guide, Map<String, FormSheet> sheets) {
    /** Name of the sheet with the identity. */
    public static final String SHEET = "附表标识";
    /** Name of the sheet with the entries of long drop-downs. */
    public static final String CHOICES = "附表选项";

    /** How the head of a column ends whose values are shown for reference and never read. */
    private static final String REFERENCE = "（参考）";

    private static final String FORMAT = "1";
    private static final int SHEET_CELLS = 7;
    private static final int COLUMN_CELLS = 3;

    public TemplateIdentity {
        sheets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sheets));
    }

    /**
     * A form in a sheet.
     *
     * @param form id of the form
     * @param version of the form's definition when the workbook was made
     * @param headRow number of the last row of the head, from 1
     * @param depth number of rows of the head
     * @param itemColumn column of a matrix form's labels, from 0; -1 for a list form
     * @param width number of columns of the head
     */
    public record FormSheet(
            String form, String version, long headRow, int depth, int itemColumn, int width, List<Column> columns) {
        public FormSheet {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column of a form.
     *
     * @param place from 0
     * @param head nested heads joined by "/", as they are written
     */
    public record Column(String field, int place, String head) {}

    /** The head of a column that shows a value of the period before. */
    public static String referenceHead(String word, String head) {
        return word + head + REFERENCE;
    }

    /** Whether a column with these nested heads only shows values for reference. */
    static boolean isReference(List<String> path) {
        return !path.isEmpty() && path.get(path.size() - 1).endsWith(REFERENCE);
    }

    /** The version of a form's definition, as far as it matters to what is filled in. */
    public static String version(Form form) {
        StringBuilder text = new StringBuilder(form.id() + '\n' + form.kind() + '\n');
        form.items().forEach(item -> text.append(item.name()).append('\n'));
        for (Field field : form.fields()) {
            text.append(field.name())
                    .append(field.heads())
                    .append(field.type())
                    .append(field.scale())
                    .append(field.required())
                    .append(field.pattern())
                    .append(field.codes())
                    .append(field.min())
                    .append(field.max())
                    .append(field.uom())
                    .append('\n');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of the sheet {@link #SHEET}. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(SHEET, FORMAT));
        rows.add(List.of("job", job));
        rows.add(List.of("period", period.toString()));
        rows.add(List.of("unit", unit));
        rows.add(List.of("guide", guide));
        sheets.forEach((name, sheet) -> {
            rows.add(List.of(
                    "form",
                    name,
                    sheet.form(),
                    sheet.version(),
                    Long.toString(sheet.headRow()),
                    sheet.depth() + "/" + sheet.width(),
                    Integer.toString(sheet.itemColumn())));
            sheet.columns()
                    .forEach(column -> rows.add(
                            List.of("column", column.field(), Integer.toString(column.place()), column.head())));
        });
        return rows;
    }

    /** The identity of a workbook; empty if it is no template of ours. Ordinary workbooks are only asked for the names of sheets. */
    static Optional<TemplateIdentity> of(Workbook workbook) throws IOException {
        List<SheetInfo> sheets = workbook.sheets();
        for (int i = sheets.size() - 1; i >= 0; i--) {
            if (sheets.get(i).name().equals(SHEET)) {
                return read(workbook, i);
            }
        }
        return Optional.empty();
    }

    private static Optional<TemplateIdentity> read(Workbook workbook, int index) throws IOException {
        Reading reading = new Reading();
        Row row = new Row();
        try (RowReader rows = workbook.open(index)) {
            while (rows.next()) {
                row.load(rows);
                reading.take(row.cells());
            }
            return reading.identity();
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Somebody wrote into it: it says nothing any more.
            return Optional.empty();
        }
    }

    /** Whether a sheet holds nothing that is reported. */
    boolean isAside(String sheet) {
        return sheet.equals(SHEET) || sheet.equals(CHOICES);
    }

    /** Puts the rows of the sheet together. */
    private static final class Reading {
        private final Map<String, String> head = new LinkedHashMap<>();
        private final Map<String, FormSheet> sheets = new LinkedHashMap<>();
        private final List<Column> columns = new ArrayList<>();
        private @Nullable List<String> sheet;

        void take(List<String> cells) {
            if (cells.size() >= SHEET_CELLS && cells.get(0).equals("form")) {
                endSheet();
                sheet = cells;
            } else if (cells.size() >= COLUMN_CELLS && cells.get(0).equals("column")) {
                columns.add(new Column(
                        cells.get(1), Integer.parseInt(cells.get(2)), cells.size() > COLUMN_CELLS ? cells.get(3) : ""));
            } else if (cells.size() >= 2) {
                head.put(cells.get(0), cells.get(1));
            }
        }

        private void endSheet() {
            List<String> cells = sheet;
            if (cells != null) {
                String[] size = cells.get(5).split("/", 2);
                sheets.put(
                        cells.get(1),
                        new FormSheet(
                                cells.get(2),
                                cells.get(3),
                                Long.parseLong(cells.get(4)),
                                Integer.parseInt(size[0]),
                                Integer.parseInt(cells.get(6)),
                                Integer.parseInt(size[1]),
                                columns));
                columns.clear();
            }
        }

        Optional<TemplateIdentity> identity() {
            endSheet();
            Optional<Period> period = Period.parse(head.getOrDefault("period", ""));
            if (!FORMAT.equals(head.get(SHEET)) || period.isEmpty() || !head.containsKey("job")) {
                return Optional.empty();
            }
            return Optional.of(new TemplateIdentity(
                    head.getOrDefault("job", ""),
                    period.get(),
                    head.getOrDefault("unit", ""),
                    head.getOrDefault("guide", ""),
                    sheets));
        }
    }
}
