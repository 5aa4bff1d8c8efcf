package org.fubiao.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a CSV file separates its cells.
 *
 * @param separator what stands between two cells
 * @param columns how many cells most records have
 * @param declared whether the first line says so ({@code sep=;}, as Excel writes and reads it) and is no record itself
 */
record CsvDialect(char separator, int columns, boolean declared) {
    private static final char[] CANDIDATES = {',', '\t', ';', '|', '，'};
    private static final int RECORDS = 50;

    /**
     * The separator that gives the most of the first records the same number of cells, two or more; of equals, the one that
     * gives more cells. So title lines above the head and notes below the table do not count for much.
     *
     * @param sample the beginning of the file
     * @param whole whether that is all of it: if not, its last record may be cut off
     */
    static CsvDialect of(String sample, boolean whole) {
        if (sample.length() >= 5 && sample.regionMatches(true, 0, "sep=", 0, 4) && isLineEnd(sample, 5)) {
            char separator = sample.charAt(4);
            return new CsvDialect(separator, mode(cells(sample, separator, whole)).columns, true);
        }
        CsvDialect best = new CsvDialect(',', 1, false);
        int bestRecords = 0;
        for (char candidate : CANDIDATES) {
            Mode mode = mode(cells(sample, candidate, whole));
            // A full-width comma is mostly a sentence's: it separates only where nothing else does.
            boolean better = mode.records > bestRecords || (mode.records == bestRecords && mode.columns > best.columns);
            if (better && (candidate != '，' || bestRecords == 0)) {
                best = new CsvDialect(candidate, mode.columns, false);
                bestRecords = mode.records;
            }
        }
        return best;
    }

    private static boolean isLineEnd(String text, int at) {
        return at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private record Mode(int columns, int records) {}

    private static Mode mode(List<Integer> cells) {
        Map<Integer, Integer> records = new HashMap<>();
        cells.stream().filter(count -> count > 1).forEach(count -> records.merge(count, 1, Integer::sum));
        return records.entrySet().stream()
                .map(entry -> new Mode(entry.getKey(), entry.getValue()))
                .reduce(
                        new Mode(1, 0),
                        (a, b) -> b.records > a.records || (b.records == a.records && b.columns > a.columns) ? b : a);
    }

    /** Cells of each of the first records. A quote opens only at the beginning of a cell. */
    private static List<Integer> cells(String sample, char separator, boolean whole) {
        List<Integer> result = new ArrayList<>();
        int count = 1;
        boolean quoted = false;
        boolean cellBegins = true;
        for (int i = 0; i < sample.length() && result.size() < RECORDS; i++) {
            char c = sample.charAt(i);
            if (quoted) {
                quoted = c != '"';
            } else if (c == '"' && (cellBegins || sample.charAt(i - 1) == '"')) {
                quoted = true;
                cellBegins = false;
            } else if (c == separator) {
                count++;
                cellBegins = true;
            } else if (c == '\n' || c == '\r') {
                result.add(count);
                count = 1;
                cellBegins = true;
            } else {
                cellBegins = false;
            }
        }
        if (whole && !quoted && count > 1 && result.size() < RECORDS) {
            result.add(count);
        }
        return result;
    }
}
