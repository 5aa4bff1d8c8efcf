package org.fubiao.publishing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.LeafColumn;

/** Where the cells of an appendix stand in its workbook. */
public final class AppendixLayout {
    private static final String NUMBERED = "附表";
    private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})(\\d{1,9})");
    private static final int LONGEST_SHEET_NAME = 28;
    private static final int LONGEST_FILE_NAME = 80;

    private final AppendixTable table;
    private final String suffix;
    private final int depth;

    public AppendixLayout(AppendixTable table) {
        this(table, "");
    }

    /** @param suffix tells its names from those of other appendices that are called the same */
    AppendixLayout(AppendixTable table, String suffix) {
        this.table = table;
        this.suffix = suffix;
        this.depth = Math.max(
                1, Grid.depth(table.columns().stream().map(LeafColumn::heads).toList()));
    }

    /** Address of a cell ({@code C45}) at a row and a leaf column of the table, both from 0. */
    public String address(int row, int leafColumn) {
        return Grid.address(depth, row, table.stub().size() + leafColumn);
    }

    /**
     * A cell of the table.
     *
     * @param row place of its row, from 0
     * @param column place of its leaf column, from 0; -1 for a label
     */
    public record Place(int row, int column) {}

    /** The cell at an address, whose case does not matter; empty if it is none of the table's cells. */
    public Optional<Place> find(String address) {
        Matcher matcher = ADDRESS.matcher(address.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int column = 0;
        for (char letter : matcher.group(1).toCharArray()) {
            column = column * 26 + letter - 'A' + 1;
        }
        int leaf = Math.max(-1, column - 1 - table.stub().size());
        int row = Integer.parseInt(matcher.group(2)) - 1 - Grid.ROWS_ABOVE_HEAD - depth;
        boolean there =
                row >= 0 && row < table.rows().size() && leaf < table.columns().size();
        return there ? Optional.of(new Place(row, leaf)) : Optional.empty();
    }

    /** Address of a row's label ({@code A45}). */
    public String labelAddress(int row) {
        return Grid.address(depth, row, 0);
    }

    /** Name of the workbook: {@code 附表1 政务服务事项清单化管理情况.xlsx}. */
    public String fileName() {
        String title = table.definition().title().replaceAll("[\\\\/:*?\"<>|#%\\p{Cntrl}]", "_");
        return shorten(title.strip(), LONGEST_FILE_NAME) + suffix + ".xlsx";
    }

    /** Name of the sheet: the number of the appendix ({@code 附表1}), or its id if the title does not begin with one. */
    public String sheetName() {
        String number =
                List.of(table.definition().title().strip().split("[\\s　]+", 2)).get(0);
        if (number.length() <= NUMBERED.length() || !number.startsWith(NUMBERED)) {
            return shorten(NUMBERED + table.definition().id(), LONGEST_SHEET_NAME - suffix.length()) + suffix;
        }
        String safe = number.replaceAll("[\\\\/:*?\\[\\]'!\\p{Cntrl}]", "_");
        return shorten(safe, LONGEST_SHEET_NAME - suffix.length()) + suffix;
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
