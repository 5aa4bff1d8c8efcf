package org.fubiao.publishing;

import java.util.List;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.LeafColumn;

/** Where the cells of an appendix stand in its workbook. */
public final class AppendixLayout {
    private static final String NUMBERED = "附表";
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
