package org.fubiao.recognition;

import java.util.List;

/**
 * Where a form stands in a sheet.
 *
 * @param form id of the form
 * @param sheet place of the sheet in its workbook, from 0
 * @param sheetName its name, empty for a file without sheets
 * @param headRow number of the last row of the head, from 1: data begins below it
 * @param columns for each field of the form, in the form's order, the column that holds it, from 0; -1 if it is missing
 * @param itemColumn column that holds the labels of a matrix form, from 0; -1 for a list form
 * @param width number of columns of the head: a row with text beyond it is broken
 */
public record SheetLayout(
        String form, int sheet, String sheetName, long headRow, List<Integer> columns, int itemColumn, int width) {
    public SheetLayout {
        columns = List.copyOf(columns);
    }
}
