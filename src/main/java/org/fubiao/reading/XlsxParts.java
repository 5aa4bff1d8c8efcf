package org.fubiao.reading;

import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * What an XLSX file says of itself before any sheet is read.
 *
 * @param sheets those with cells
 * @param sharedTexts name of the part with the texts that cells share; null if there is none
 * @param formats for each look of cells, its number format
 * @param hasStyles whether cells have looks
 * @param date1904 whether days are counted from 1904
 * @param recalculates whether its formulas wait for Excel to calculate them: an empty cached value is then none at all
 */
record XlsxParts(
        List<Sheet> sheets,
        @Nullable String sharedTexts,
        List<Format> formats,
        boolean hasStyles,
        boolean date1904,
        boolean recalculates) {

    XlsxParts {
        sheets = List.copyOf(sheets);
        formats = List.copyOf(formats);
    }

    static XlsxParts of(XlsxPackage file) throws IOException, XMLStreamException {
        return new XlsxPartsReader(file).read();
    }

    /**
     * A sheet with cells.
     *
     * @param place among all sheets, from 0
     * @param part name of its part; null if the file does not say it
     */
    record Sheet(SheetInfo info, int place, @Nullable String part) {}

    /**
     * A number format.
     *
     * @param id its number, null if it has none
     * @param pattern its text; empty if it is known by its number
     */
    record Format(@Nullable String id, String pattern) {
        CellFormat meaning() {
            return CellFormat.of(id == null ? 0 : Integer.parseInt(id), pattern);
        }
    }
}
