package org.fubiao.recognition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.SheetInfo;
import org.fubiao.reading.Workbook;

/**
 * What a receipt (回执) says of itself in a sheet that nobody sees: which file it answers, and which sheets are not the unit's
 * but ours. It survives being saved by any spreadsheet program.
 *
 * @param original SHA-256 of the file that it answers
 * @param own names of the sheets that are ours
 */
public record ReceiptIdentity(String original, Set<String> own) {
    /** Name of the sheet with the identity. */
    public static final String SHEET = "回执标识";
    /** Name of the sheet with what is wrong, if the unit's workbook has none of that name. */
    public static final String RESULTS = "审核结果";
    /** Name of the sheet with all problems counted, if the unit's workbook has none of that name. */
    public static final String SUMMARY = "问题汇总";

    private static final String FORMAT = "1";

    public ReceiptIdentity {
        own = Set.copyOf(own);
    }

    /** The first rows of the sheet {@link #SHEET}. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(SHEET, FORMAT));
        rows.add(List.of("original", original));
        own.stream().sorted().forEach(name -> rows.add(List.of("own", name)));
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
        String original = "";
        boolean ours = false;
        try (RowReader rows = workbook.open(index)) {
            while (rows.next()) {
                String value = rows.text(1);
                switch (rows.text(0)) {
                    case SHEET -> ours = value.equals(FORMAT);
                    case "original" -> original = value;
                    case "own" -> own.add(value);
                    default -> {
                        // What only the next receipt needs.
                    }
                }
            }
        }
        return ours ? Optional.of(new ReceiptIdentity(original, Set.copyOf(own))) : Optional.empty();
    }
}
