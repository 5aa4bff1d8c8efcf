package org.fubiao.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.recognition.TemplateIdentity;
import org.fubiao.recognition.TemplateIdentity.Column;
import org.fubiao.recognition.TemplateIdentity.FormSheet;
import org.fubiao.template.LastValues.Cell;
import org.fubiao.template.TemplateStyles.Part;
import org.fubiao.template.TotalFormulas.Sum;

/** Writes one form to one sheet: title, whose and for when it is, nested heads, and what is to be filled in. */
final class FormSheetWriter {
    /** Rows above the head. */
    private static final int ABOVE = 2;

    private static final int FEWEST_ROWS = 100;
    private static final int MOST_ROWS = 3000;
    /** Rows of the oldest format: what is beyond could not be saved in it. */
    private static final int LAST_ROW = 65_535;

    private final Form form;
    private final XSSFSheet sheet;
    private final TemplateStyles styles;
    private final Validations validations;
    private final LastValues last;
    private final Period period;
    private final int depth;
    private final int first;
    private final boolean oneUom;
    private final List<List<String>> heads = new ArrayList<>();

    FormSheetWriter(
            Form form,
            XSSFSheet sheet,
            TemplateStyles styles,
            Validations validations,
            LastValues last,
            Period period) {
        this.form = form;
        this.sheet = sheet;
        this.styles = styles;
        this.validations = validations;
        this.last = last;
        this.period = period;
        this.first = form.isMatrix() ? 1 : 0;
        this.oneUom = !uom().isEmpty();
        if (form.isMatrix()) {
            heads.add(List.of(Form.ITEM));
        }
        form.fields().forEach(field -> heads.add(heads(field)));
        this.depth = heads.stream().mapToInt(List::size).max().orElse(1);
    }

    /** The unit of measure of all numbers, if they have the same; empty otherwise. */
    private String uom() {
        List<String> uoms = form.fields().stream()
                .filter(field -> field.type().isNumber())
                .map(Field::uom)
                .distinct()
                .toList();
        return uoms.size() == 1 ? uoms.get(0) : "";
    }

    private List<String> heads(Field field) {
        List<String> path = new ArrayList<>(field.heads().isEmpty() ? List.of(field.name()) : field.heads());
        int leaf = path.size() - 1;
        String text = path.get(leaf);
        boolean says = field.uom().isEmpty() || oneUom || text.contains(field.uom());
        path.set(leaf, (field.required() ? "*" : "") + text + (says ? "" : "（" + field.uom() + "）"));
        return path;
    }

    /** Writes everything. Returns where it stands. */
    FormSheet write(Unit unit, String period) {
        int width = heads.size();
        line(0, width, form.title(), styles.of(Part.TITLE, HorizontalAlignment.CENTER), 30);
        String uom = uom();
        line(
                1,
                width,
                "报送单位：" + unit.name() + "    报告期：" + period + (uom.isEmpty() ? "" : "    计量单位：" + uom),
                styles.of(Part.LINE, HorizontalAlignment.LEFT),
                20);
        head();
        int rows = form.isMatrix() ? matrix() : list();
        int columns = form.isMatrix() && hasLast() ? width + 1 + form.fields().size() : width;
        widths();
        finish(rows, columns);
        List<Column> places = new ArrayList<>();
        for (int i = 0; i < form.fields().size(); i++) {
            places.add(new Column(form.fields().get(i).name(), first + i, String.join("/", heads.get(first + i))));
        }
        return new FormSheet(
                form.id(),
                TemplateIdentity.version(form),
                ABOVE + depth,
                depth,
                form.isMatrix() ? 0 : -1,
                columns,
                places);
    }

    private void line(int row, int width, String text, XSSFCellStyle style, float height) {
        XSSFRow line = sheet.createRow(row);
        line.setHeightInPoints(height);
        for (int column = 0; column < width; column++) {
            line.createCell(column).setCellStyle(style);
        }
        line.getCell(0).setCellValue(text);
        if (width > 1) {
            sheet.addMergedRegion(new CellRangeAddress(row, row, 0, width - 1));
        }
    }

    private void head() {
        XSSFCellStyle style = styles.of(Part.HEAD, HorizontalAlignment.CENTER);
        for (int level = 0; level < depth; level++) {
            XSSFRow row = sheet.createRow(ABOVE + level);
            row.setHeightInPoints(depth == 1 ? 32 : level == depth - 1 ? 32 : 22);
            for (int column = 0; column < heads.size(); column++) {
                row.createCell(column).setCellStyle(style);
            }
        }
        for (int level = 0; level < depth; level++) {
            int left = 0;
            while (left < heads.size()) {
                int right = box(level, left);
                List<String> path = heads.get(left);
                if (level < path.size()) {
                    int bottom = level == path.size() - 1 ? depth - 1 : level;
                    sheet.getRow(ABOVE + level).getCell(left).setCellValue(path.get(level));
                    merge(ABOVE + level, ABOVE + bottom, left, right);
                }
                left = right + 1;
            }
        }
    }

    /** The last column that shares the head of a column on a level. */
    private int box(int level, int left) {
        List<String> path = heads.get(left);
        int right = left;
        while (level < path.size() - 1
                && right + 1 < heads.size()
                && heads.get(right + 1).size() > level + 1
                && heads.get(right + 1).subList(0, level + 1).equals(path.subList(0, level + 1))) {
            right++;
        }
        return right;
    }

    private void merge(int top, int bottom, int left, int right) {
        if (top < bottom || left < right) {
            sheet.addMergedRegion(new CellRangeAddress(top, bottom, left, right));
        }
    }

    private int list() {
        long before = last.rows().getOrDefault(form.id(), 0L);
        // Half as much again as last time, in whole pages.
        int rows = (int) Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, (before * 3 / 2 / 50 + 1) * 50));
        List<XSSFCellStyle> looks = form.fields().stream().map(this::input).toList();
        int top = ABOVE + depth;
        for (int i = 0; i < rows; i++) {
            XSSFRow row = sheet.createRow(top + i);
            for (int column = 0; column < looks.size(); column++) {
                row.createCell(column).setCellStyle(looks.get(column));
            }
        }
        for (int column = 0; column < looks.size(); column++) {
            // What is typed below the drawn lines is typed as well, and read.
            sheet.setDefaultColumnStyle(column, looks.get(column));
            validations.add(sheet, form.fields().get(column), new CellRangeAddress(top, LAST_ROW, column, column));
        }
        return top + rows;
    }

    private XSSFCellStyle input(Field field) {
        return styles.value(field.required() ? Part.REQUIRED_INPUT : Part.INPUT, field);
    }

    private int matrix() {
        int top = ABOVE + depth;
        Map<Cell, String> addresses = new HashMap<>();
        for (int i = 0; i < form.items().size(); i++) {
            for (int j = 0; j < form.fields().size(); j++) {
                addresses.put(cell(i, j), new CellReference(top + i, first + j).formatAsString());
            }
        }
        Map<Cell, Sum> sums = TotalFormulas.of(form);
        for (int i = 0; i < form.items().size(); i++) {
            XSSFRow row = sheet.createRow(top + i);
            row.setHeightInPoints(20);
            XSSFCell label = row.createCell(0);
            label.setCellValue(form.items().get(i).name());
            label.setCellStyle(styles.of(Part.LABEL, HorizontalAlignment.LEFT));
            for (int j = 0; j < form.fields().size(); j++) {
                XSSFCell cell = row.createCell(first + j);
                Sum sum = sums.get(cell(i, j));
                if (sum == null) {
                    cell.setCellStyle(input(form.fields().get(j)));
                } else {
                    cell.setCellStyle(styles.value(Part.TOTAL, form.fields().get(j)));
                    cell.setCellFormula(formula(sum, addresses));
                    // As it comes out of empty cells.
                    cell.setCellValue("");
                }
            }
        }
        validateMatrix(top, sums);
        if (hasLast()) {
            reference(top);
        }
        return top + form.items().size();
    }

    private Cell cell(int item, int field) {
        return new Cell(form.items().get(item).name(), form.fields().get(field).name());
    }

    /** Nothing comes of nothing; a cell that is left empty beside others counts as 0. */
    private static String formula(Sum sum, Map<Cell, String> addresses) {
        String plus = addresses(sum.plus(), addresses);
        String all = addresses(sum.all(), addresses);
        String value =
                "SUM(" + plus + ")" + (sum.minus().isEmpty() ? "" : "-SUM(" + addresses(sum.minus(), addresses) + ")");
        return "IF(COUNT(" + all + ")=0,\"\"," + value + ")";
    }

    private static String addresses(List<Cell> cells, Map<Cell, String> addresses) {
        return cells.stream().map(addresses::get).collect(Collectors.joining(","));
    }

    private void validateMatrix(int top, Map<Cell, Sum> sums) {
        for (int j = 0; j < form.fields().size(); j++) {
            int from = 0;
            for (int i = 0; i <= form.items().size(); i++) {
                boolean ends = i == form.items().size() || sums.containsKey(cell(i, j));
                if (ends && from < i) {
                    validations.add(
                            sheet,
                            form.fields().get(j),
                            new CellRangeAddress(top + from, top + i - 1, first + j, first + j));
                }
                from = ends ? i + 1 : from;
            }
        }
    }

    private boolean hasLast() {
        return last.cells().containsKey(form.id());
    }

    /** What was reported for the period before, to the right of the table, with heads that say that they are not read. */
    private void reference(int top) {
        Map<Cell, String> values = last.cells().getOrDefault(form.id(), Map.of());
        String word = period.kind().previousWord();
        int left = heads.size() + 1;
        XSSFCellStyle head = styles.of(Part.REFERENCE_HEAD, HorizontalAlignment.CENTER);
        for (int j = 0; j < form.fields().size(); j++) {
            Field field = form.fields().get(j);
            for (int level = 0; level < depth; level++) {
                sheet.getRow(ABOVE + level).createCell(left + j).setCellStyle(head);
            }
            sheet.getRow(ABOVE)
                    .getCell(left + j)
                    .setCellValue(TemplateIdentity.referenceHead(word, String.join("·", field.heads())));
            merge(ABOVE, ABOVE + depth - 1, left + j, left + j);
            for (int i = 0; i < form.items().size(); i++) {
                XSSFCell cell = sheet.getRow(top + i).createCell(left + j);
                cell.setCellStyle(styles.value(Part.REFERENCE, field));
                Optional.ofNullable(values.get(cell(i, j))).ifPresent(value -> set(cell, field, value));
            }
            sheet.setColumnWidth(left + j, 15 * 256);
        }
        sheet.setColumnWidth(left - 1, 2 * 256);
    }

    private static void set(XSSFCell cell, Field field, String value) {
        if (field.type().isNumber()) {
            cell.setCellValue(new BigDecimal(value).doubleValue());
        } else {
            cell.setCellValue(value);
        }
    }

    private void widths() {
        if (form.isMatrix()) {
            int longest = form.items().stream()
                    .mapToInt(item -> width(item.name()))
                    .max()
                    .orElse(0);
            sheet.setColumnWidth(0, Math.min(44, Math.max(14, longest + 3)) * 256);
        }
        for (int j = 0; j < form.fields().size(); j++) {
            Field field = form.fields().get(j);
            String leaf = heads.get(first + j).get(heads.get(first + j).size() - 1);
            int head = Math.min(width(leaf) + 2, 18);
            int body = switch (field.type()) {
                case TEXT ->
                    field.pattern() != null
                            ? 16
                            : width(field.name()) <= 4 && field.name().equals("序号") ? 6 : 24;
                case CODE ->
                    field.codes().stream()
                                    .mapToInt(FormSheetWriter::width)
                                    .max()
                                    .orElse(6)
                            + 4;
                case DATE -> 13;
                case YES_NO -> 8;
                default -> 12;
            };
            sheet.setColumnWidth(first + j, Math.min(40, Math.max(head, body)) * 256);
        }
    }

    static int width(String text) {
        return text.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
    }

    private void finish(int rows, int columns) {
        int top = ABOVE + depth;
        sheet.createFreezePane(form.isMatrix() ? 1 : 0, top);
        Page.set(sheet, totalWidth(columns) > 95, rows > 45 ? new CellRangeAddress(ABOVE, top - 1, -1, -1) : null);
        Page.protect(sheet);
        sheet.setDisplayGridlines(false);
    }

    private int totalWidth(int columns) {
        int width = 0;
        for (int column = 0; column < columns; column++) {
            width += sheet.getColumnWidth(column) / 256;
        }
        return width;
    }
}
