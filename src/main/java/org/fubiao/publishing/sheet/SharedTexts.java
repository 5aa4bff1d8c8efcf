package org.fubiao.publishing.sheet;

import java.util.HashMap;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCell;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellType;

/** Writes the texts of a workbook. The library compares texts by writing each as XML; here one is given to it only once. */
final class SharedTexts {
    private final Map<String, String> places = new HashMap<>();

    void write(String text, XSSFCell target) {
        CTCell cell = target.getCTCell();
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
