package org.fubiao.recognition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.SheetInfo;
import org.fubiao.reading.Workbook;

/**
 * What a receipt (回执) says of itself in a sheet that nobody sees: which file it answers, which sheets are not the unit's but ours,
 * and what the warnings are about that can be explained in them. It survives being saved by any spreadsheet program.
 *
 * @param original SHA-256 of the file that it answers
 * @param period for which that was sent
 * @param own names of the sheets that are ours
 * @param warnings those that can be explained
 */
public record ReceiptIdentity(String original, String period, Set<String> own, List<Warning> warnings) {
    /** Name of the sheet with the identity. */
    public static final String SHEET = "回执标识";
    /** Name of the sheet with what is wrong, if the unit's workbook has none of that name. */
    public static final String RESULTS = "审核结果";
    /** Name of the sheet with all problems counted, if the unit's workbook has none of that name. */
    public static final String SUMMARY = "问题汇总";
    /** Head of the column in which units explain warnings. */
    public static final String EXPLANATION = "情况说明";
    /** Head of the hidden column that says of which warning a line is. */
    public static final String LINE = "标识";

    private static final String FORMAT = "1";
    private static final String WARNING = "warning";
    private static final int WARNING_CELLS = 10;

    public ReceiptIdentity {
        own = Set.copyOf(own);
        warnings = List.copyOf(warnings);
    }

    /**
     * A warning that can be explained.
     *
     * @param line mark of its own line; empty if it has none
     * @param group mark of the line of all warnings of its kind
     * @param shown its values in words
     */
    public record Warning(String line, String group, FindingIdentity about, String shown) {}

    /** The first rows of the sheet {@link #SHEET}. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(SHEET, FORMAT));
        rows.add(List.of("original", original));
        rows.add(List.of("period", period));
        own.stream().sorted().forEach(name -> rows.add(List.of("own", name)));
        for (Warning warning : warnings) {
            FindingIdentity about = warning.about();
            rows.add(List.of(
                    WARNING,
                    warning.line(),
                    warning.group(),
                    about.code(),
                    about.unit(),
                    about.form(),
                    about.item(),
                    about.field(),
                    about.values(),
                    warning.shown()));
        }
        return rows;
    }

    /** The identity of a workbook; empty if it is no receipt of ours. Ordinary workbooks are only asked for the names of sheets. */
    static Optional<ReceiptIdentity> of(Workbook workbook) throws IOException {
        List<SheetInfo> sheets = workbook.sheets();
        for (int i = sheets.size() - 1; i >= 0; i--) {
            if (sheets.get(i).name().equals(SHEET)) {
                return read(workbook, i);
            }
        }
        return Optional.empty();
    }

    private static Optional<ReceiptIdentity> read(Workbook workbook, int index) throws IOException {
        List<String> own = new ArrayList<>(List.of(SHEET));
        List<Warning> warnings = new ArrayList<>();
        String original = "";
        String period = "";
        boolean ours = false;
        try (RowReader rows = workbook.open(index)) {
            while (rows.next()) {
                String value = rows.text(1);
                switch (rows.text(0)) {
                    case SHEET -> ours = value.equals(FORMAT);
                    case "original" -> original = value;
                    case "period" -> period = value;
                    case "own" -> own.add(value);
                    case WARNING -> warnings.add(warning(rows));
                    default -> {
                        // What only the next receipt needs.
                    }
                }
            }
        }
        return ours ? Optional.of(new ReceiptIdentity(original, period, Set.copyOf(own), warnings)) : Optional.empty();
    }

    private static Warning warning(RowReader rows) throws IOException {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < WARNING_CELLS; column++) {
            cells.add(column < rows.width() ? rows.text(column) : "");
        }
        return new Warning(
                cells.get(1),
                cells.get(2),
                new FindingIdentity(cells.get(3), cells.get(4), cells.get(5), cells.get(6), cells.get(7), cells.get(8)),
                cells.get(9));
    }
}
