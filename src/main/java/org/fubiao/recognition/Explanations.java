package org.fubiao.recognition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.finding.Place;
import org.fubiao.job.Period;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.Workbook;

/**
 * Reads what a unit wrote into a receipt: in the line of a warning, or in that of all warnings of its kind, which holds for those
 * whose own line says nothing.
 */
final class Explanations {
    /** What stands where there is nothing to explain. */
    private static final String NOTHING = "—";

    private final Workbook workbook;
    private final String path;
    private final Map<String, Written> written = new HashMap<>();

    private record Written(String text, Place place) {}

    private Explanations(Workbook workbook, String path) {
        this.workbook = workbook;
        this.path = path;
    }

    /** The explanations in a workbook that came back; none if it answers what was sent for another period. */
    static List<Explanation> of(Workbook workbook, ReceiptIdentity receipt, String path, Period period)
            throws IOException {
        if (receipt.warnings().isEmpty() || !receipt.period().equals(period.toString())) {
            return List.of();
        }
        Explanations reading = new Explanations(workbook, path);
        for (int i = 0; i < workbook.sheets().size(); i++) {
            String name = workbook.sheets().get(i).name();
            if (receipt.own().contains(name) && !name.equals(ReceiptIdentity.SHEET)) {
                reading.read(i, name);
            }
        }
        return reading.explanations(receipt);
    }

    private void read(int sheet, String name) throws IOException {
        int marks = -1;
        int texts = -1;
        try (RowReader rows = workbook.open(sheet)) {
            while (rows.next()) {
                if (marks < 0 || texts < 0) {
                    // Columns may have been moved: their heads tell.
                    marks = column(rows, ReceiptIdentity.LINE);
                    texts = column(rows, ReceiptIdentity.EXPLANATION);
                } else if (Math.max(marks, texts) < rows.width()) {
                    String mark = rows.text(marks).strip();
                    String text = rows.text(texts).strip();
                    if (!mark.isEmpty() && !text.isEmpty() && !text.equals(NOTHING)) {
                        written.put(mark, new Written(text, Place.cell(path, name, rows.number(), texts)));
                    }
                }
            }
        }
    }

    private static int column(RowReader row, String head) throws IOException {
        for (int column = 0; column < row.width(); column++) {
            if (row.text(column).strip().equals(head)) {
                return column;
            }
        }
        return -1;
    }

    private List<Explanation> explanations(ReceiptIdentity receipt) {
        Map<FindingIdentity, Explanation> explanations = new LinkedHashMap<>();
        for (ReceiptIdentity.Warning warning : receipt.warnings()) {
            Written own = written.get(warning.line());
            Written text = own == null ? written.get(warning.group()) : own;
            if (text != null) {
                explanations.putIfAbsent(
                        warning.about(),
                        new Explanation(warning.about(), warning.shown(), text.text(), text.place(), ""));
            }
        }
        return new ArrayList<>(explanations.values());
    }
}
