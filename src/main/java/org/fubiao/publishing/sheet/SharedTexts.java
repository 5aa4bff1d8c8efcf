package org.fubiao.publishing.sheet;

import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCell;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellType;

/** Writes the texts of a workbook. The library compares texts by writing each as XML; here one is given to it only once. */
final class SharedTexts {
    private final Map<String, String> places = new HashMap<>();

    /** What is streamed to a file stands in its cell: a table of its texts would grow with it. */
    void write(String text, Cell target) {
        if (!(target instanceof XSSFCell kept)) {
            target.setCellValue(text);
            return;
        }
        CTCell cell = kept.getCTCell();
        String place = places.get(text);
        if (place == null) {
            target.setCellValue(text);
            places.put(text, cell.getV());
        } else {
            cell.setT(STCellType.S);
            cell.setV(place);
        }
    }
}
