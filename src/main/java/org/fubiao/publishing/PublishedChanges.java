package org.fubiao.publishing;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fubiao.publishing.PublishedTables.Quoted;
import org.fubiao.publishing.PublishedTables.Table;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the tables that two runs published.
 *
 * @param figures those whose value or wording is not the same
 * @param cells of appendices, in their order
 */
public record PublishedChanges(List<FigureChange> figures, List<CellChange> cells) {
    private static final String GROUP = "group";

    public PublishedChanges {
        figures = List.copyOf(figures);
        cells = List.copyOf(cells);
    }

    /** A figure; what one of the runs does not have is empty there. */
    public record FigureChange(
            String id, String title, String before, String now, boolean onlyBefore, boolean onlyNow) {}

    /**
     * A cell of an appendix.
     *
     * @param appendix its id
     * @param rowKind as the CSV file says it
     * @param row label of the row; in a listing its whole content
     * @param column head of the column; empty for a row that only one of the runs has
     * @param leaf place of the column among those that hold cells, from 0; -1 for a whole row
     * @param address in the workbook of the later run; of the earlier if the later has no such cell
     */
    public record CellChange(
            String appendix,
            String rowKind,
            String row,
            String column,
            int leaf,
            String address,
            String before,
            String now) {}

    /**
     * Compares what two runs published, one appendix at a time: a listing may have a million rows.
     *
     * @param listings ids of the appendices that list rows as they were submitted
     */
    public static PublishedChanges between(PublishedTables before, PublishedTables now, Set<String> listings)
            throws IOException {
        List<CellChange> cells = new ArrayList<>();
        Set<String> ids = new TreeSet<>(before.appendices());
        ids.addAll(now.appendices());
        Table none = new Table(List.of(), List.of());
        for (String id : ids) {
            if (before.isSame(id, now)) {
                continue;
            }
            Table old = before.appendix(id).orElse(none);
            Table fresh = now.appendix(id).orElse(none);
            if (listings.contains(id)) {
                listing(id, old, fresh, cells);
            } else {
                table(id, old, fresh, cells);
            }
        }
        return new PublishedChanges(figuresBetween(before, now), cells);
    }

    /** Compares the figures that two runs published, and reads no appendix. */
    public static List<FigureChange> figuresBetween(PublishedTables before, PublishedTables now) throws IOException {
        return figures(before.figures(), now.figures());
    }

    private static List<FigureChange> figures(Map<String, Quoted> before, Map<String, Quoted> now) {
        List<FigureChange> changes = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>(now.keySet());
        ids.addAll(before.keySet());
        for (String id : ids) {
            Quoted old = before.get(id);
            Quoted fresh = now.get(id);
            String was = old == null ? "" : describe(old);
            String is = fresh == null ? "" : describe(fresh);
            if (old == null || fresh == null || !was.equals(is)) {
                Quoted any = fresh == null ? old : fresh;
                changes.add(new FigureChange(id, any == null ? "" : any.title(), was, is, fresh == null, old == null));
            }
        }
        return changes;
    }

    private static String describe(Quoted figure) {
        String exact =
                figure.exact().isEmpty() || same(figure.exact(), figure.value()) ? "" : "（精确数" + figure.exact() + "）";
        return (figure.value().isEmpty() ? "无数" : figure.value() + figure.uom()) + exact;
    }

    private static boolean same(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        try {
            return new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void table(String id, Table before, Table now, List<CellChange> cells) {
        Map<String, Integer> old = places(before);
        Map<String, Integer> fresh = places(now);
        Set<String> keys = new LinkedHashSet<>(fresh.keySet());
        keys.addAll(old.keySet());
        Map<String, Integer> columnsBefore = columns(before);
        Map<String, Integer> columnsNow = columns(now);
        Set<String> heads = new LinkedHashSet<>(columnsNow.keySet());
        heads.addAll(columnsBefore.keySet());
        for (String key : keys) {
            Integer rowBefore = old.get(key);
            Integer rowNow = fresh.get(key);
            for (String head : heads) {
                String was = cell(before, rowBefore, columnsBefore.get(head));
                String is = cell(now, rowNow, columnsNow.get(head));
                if (!same(was, is)) {
                    Integer column = columnsNow.getOrDefault(head, columnsBefore.get(head));
                    Integer row = rowNow == null ? rowBefore : rowNow;
                    Table from = rowNow == null ? before : now;
                    List<String> texts =
                            row == null ? List.of("", "") : from.rows().get(row);
                    if (row != null && column != null) {
                        cells.add(new CellChange(
                                id, texts.get(0), texts.get(1), head, column - 2, from.address(row, column), was, is));
                    }
                }
            }
        }
    }

    private static String cell(Table table, @Nullable Integer row, @Nullable Integer column) {
        if (row == null || column == null) {
            return "";
        }
        return table.rows().get(row).get(column);
    }

    /** Place of each row by what it is and its label; groups have nothing to compare. */
    private static Map<String, Integer> places(Table table) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < table.rows().size(); i++) {
            List<String> row = table.rows().get(i);
            if (row.size() < 2 || row.get(0).equals(GROUP)) {
                continue;
            }
            String key = row.get(0) + '\u0000' + row.get(1);
            for (int again = 2; places.containsKey(key); again++) {
                key = row.get(0) + '\u0000' + row.get(1) + '\u0000' + again;
            }
            places.put(key, i);
        }
        return places;
    }

    private static Map<String, Integer> columns(Table table) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 2; i < table.heads().size(); i++) {
            columns.putIfAbsent(table.heads().get(i), i);
        }
        return columns;
    }

    /** Rows of a listing have no labels: they are there or not. Their running number, which others push along, says nothing. */
    private static void listing(String id, Table before, Table now, List<CellChange> cells) {
        Map<String, Integer> left = new HashMap<>();
        before.rows().forEach(row -> left.merge(content(before, row), 1, Integer::sum));
        for (int i = 0; i < now.rows().size(); i++) {
            String content = content(now, now.rows().get(i));
            int count = left.getOrDefault(content, 0);
            if (count > 0) {
                left.put(content, count - 1);
            } else {
                cells.add(new CellChange(id, "detail", content, "", -1, now.address(i, 1), "", "新增行"));
            }
        }
        for (int i = 0; i < before.rows().size(); i++) {
            String content = content(before, before.rows().get(i));
            int count = left.getOrDefault(content, 0);
            if (count > 0) {
                left.put(content, count - 1);
                cells.add(new CellChange(id, "detail", content, "", -1, before.address(i, 1), "删除行", ""));
            }
        }
    }

    private static String content(Table table, List<String> row) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < row.size(); i++) {
            boolean number = i < table.heads().size() && table.heads().get(i).equals("序号");
            if (!number && !row.get(i).isEmpty()) {
                texts.add(row.get(i));
            }
        }
        return String.join("，", texts);
    }
}
