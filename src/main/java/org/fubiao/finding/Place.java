package org.fubiao.finding;

/**
 * Where in what was received.
 *
 * @param file path below the period's input folder, with forward slashes; empty if no file is meant
 * @param sheet name of the sheet; empty for a file without sheets
 * @param row number of the row as a spreadsheet or editor shows it, from 1; 0 if no row is meant
 * @param cell address as a spreadsheet shows it ({@code C12}); empty if no single cell is meant
 */
public record Place(String file, String sheet, long row, String cell) {

    public static final Place NOWHERE = new Place("", "", 0, "");

    public static Place file(String file) {
        return new Place(file, "", 0, "");
    }

    public static Place sheet(String file, String sheet) {
        return new Place(file, sheet, 0, "");
    }

    /** A cell: {@code column} counts from 0. */
    public static Place cell(String file, String sheet, long row, int column) {
        return new Place(file, sheet, row, column < 0 ? "" : columnName(column) + row);
    }

    /** The letters of a column that counts from 0: A, B, … Z, AA. */
    public static String columnName(int column) {
        StringBuilder name = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            name.insert(0, (char) ('A' + rest % 26));
        }
        return name.toString();
    }

    /** For people: {@code 市教育局.xlsx「事项」C12}. */
    public String describe() {
        StringBuilder text = new StringBuilder(file);
        if (!sheet.isEmpty()) {
            text.append("「").append(sheet).append("」");
        }
        if (!cell.isEmpty()) {
            text.append(' ').append(cell);
        } else if (row > 0) {
            text.append(" 第").append(row).append("行");
        }
        return text.toString();
    }
}
