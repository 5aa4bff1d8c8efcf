package org.fubiao.publishing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fubiao.publishing.sheet.Book;
import org.fubiao.totals.AppendixTable;

/** The layouts of all appendices of a run, with names of sheets and files that no two of them share. */
final class Layouts {
    private final Map<String, AppendixLayout> byId = new HashMap<>();
    private final Set<String> sheets = new HashSet<>();
    private final Set<String> files = new HashSet<>();

    Layouts(List<AppendixTable> tables) {
        sheets.add(Contents.SHEET);
        for (String file : List.of(Publisher.ALL_APPENDICES, Publisher.SUMMARY, Publisher.REVIEW)) {
            files.add(key(file));
        }
        for (AppendixTable table : tables) {
            AppendixLayout layout = new AppendixLayout(table);
            for (int number = 2; isTaken(layout); number++) {
                layout = new AppendixLayout(table, "(" + number + ")");
            }
            sheets.add(key(layout.sheetName()));
            sheets.add(key(Book.chartSheet(layout.sheetName())));
            files.add(key(layout.fileName()));
            byId.put(table.definition().id(), layout);
        }
    }

    /** The layout of one of the appendices. */
    AppendixLayout of(AppendixTable table) {
        AppendixLayout layout = byId.get(table.definition().id());
        return layout == null ? new AppendixLayout(table) : layout;
    }

    private boolean isTaken(AppendixLayout layout) {
        return sheets.contains(key(layout.sheetName()))
                || sheets.contains(key(Book.chartSheet(layout.sheetName())))
                || files.contains(key(layout.fileName()));
    }

    /** Spreadsheets and some file systems do not tell capital letters from small ones. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
