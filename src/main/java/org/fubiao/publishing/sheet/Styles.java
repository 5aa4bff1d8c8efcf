package org.fubiao.publishing.sheet;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.FontFamily;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.publishing.sheet.Grid.Align;
import org.fubiao.publishing.sheet.Grid.Tone;

/**
 * The looks of a workbook, each made once.
 *
 * <p>Titles are 黑体, text is 宋体, numbers are Times New Roman: what Windows, macOS and WPS all have. A workbook cannot
 * name a second font; the family and the character set that each font carries let a program without it choose a likeness.
 */
final class Styles {
    /** The letters of a cell. */
    enum Face {
        TITLE,
        HEAD,
        BODY,
        BOLD,
        NUMBER,
        BOLD_NUMBER,
        LINK,
        NOTE
    }

    /**
     * The lines around a cell. Tables are open at both sides, and closed above and below by a heavier line.
     *
     * @param first whether it stands at the left end
     * @param last whether it stands at the right end
     * @param top whether it is the uppermost of the table
     * @param bottom whether it is the lowest of the table
     */
    record Edges(boolean first, boolean last, boolean top, boolean bottom) {}

    /** Numbers of character sets in font records. */
    private static final int WESTERN = 0;

    private static final int SIMPLIFIED_CHINESE = 134;

    /** Stands for no indentation but for characters below each other. */
    private static final int UPRIGHT = -1;

    /** The rotation that stacks characters. */
    private static final short STACKED = 255;

    /** A look without lines around it. */
    private static final Edges NONE = new Edges(true, true, true, true);

    private static final String CAUTION = "FFF2CC";
    private static final String ALARM = "F8D7DA";

    private record Look(
            Face face, Align align, String format, int indent, boolean wrap, boolean lined, Edges edges, Tone tone) {}

    private final XSSFWorkbook book;
    private final Map<Face, XSSFFont> fonts = new HashMap<>();
    private final Map<Look, XSSFCellStyle> styles = new HashMap<>();

    Styles(XSSFWorkbook book) {
        this.book = book;
        // Column widths are counted in digits of the first font: one whose digits are as wide everywhere.
        fonts.put(Face.NUMBER, set(book.getFontAt(0), Face.NUMBER));
    }

    /** A cell of a table. */
    XSSFCellStyle lined(Face face, Align align, String format, int indent, Edges edges, Tone tone) {
        return styles.computeIfAbsent(
                new Look(face, align, format, indent, !isNumber(face), true, edges, tone), this::make);
    }

    /** A cell outside of the table. */
    XSSFCellStyle plain(Face face, Align align) {
        return styles.computeIfAbsent(new Look(face, align, "", 0, true, false, NONE, Tone.NONE), this::make);
    }

    /** A cell outside of the table whose text runs over its neighbours. */
    XSSFCellStyle overflowing(Align align) {
        return styles.computeIfAbsent(new Look(Face.BODY, align, "", 0, false, false, NONE, Tone.NONE), this::make);
    }

    /** A cell of a line that names a group: its text runs over its neighbours, without lines between them. */
    XSSFCellStyle group(Edges edges) {
        Edges open = new Edges(true, true, edges.top(), edges.bottom());
        return styles.computeIfAbsent(new Look(Face.BOLD, Align.LEFT, "", 0, false, true, open, Tone.NONE), this::make);
    }

    /** A head whose characters stand below each other. */
    XSSFCellStyle upright(Edges edges) {
        return styles.computeIfAbsent(
                new Look(Face.HEAD, Align.CENTER, "", UPRIGHT, false, true, edges, Tone.NONE), this::make);
    }

    private static boolean isNumber(Face face) {
        return face == Face.NUMBER || face == Face.BOLD_NUMBER;
    }

    private XSSFCellStyle make(Look look) {
        XSSFCellStyle style = book.createCellStyle();
        style.setFont(fonts.computeIfAbsent(look.face(), face -> set(book.createFont(), face)));
        style.setAlignment(HorizontalAlignment.valueOf(look.align().name()));
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setWrapText(look.wrap());
        if (look.indent() == UPRIGHT) {
            style.setRotation(STACKED);
        } else if (look.indent() > 0) {
            style.setIndention((short) look.indent());
        }
        if (!look.format().isEmpty()) {
            style.setDataFormat(book.createDataFormat().getFormat(padded(look.format())));
        }
        if (look.lined()) {
            draw(style, look.edges());
        }
        if (look.tone() != Tone.NONE) {
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            byte[] rgb = HexFormat.of().parseHex(look.tone() == Tone.ALARM ? ALARM : CAUTION);
            style.setFillForegroundColor(new XSSFColor(rgb, null));
        }
        return style;
    }

    /** A number keeps the width of a parenthesis away from the line at its right. */
    private static String padded(String format) {
        return format.contains(";") ? format : format + "_)";
    }

    private static void draw(XSSFCellStyle style, Edges edges) {
        style.setBorderTop(edges.top() ? BorderStyle.MEDIUM : BorderStyle.THIN);
        style.setBorderBottom(edges.bottom() ? BorderStyle.MEDIUM : BorderStyle.THIN);
        if (!edges.first()) {
            style.setBorderLeft(BorderStyle.THIN);
        }
        if (!edges.last()) {
            style.setBorderRight(BorderStyle.THIN);
        }
    }

    private static XSSFFont set(XSSFFont font, Face face) {
        boolean number = isNumber(face);
        boolean title = face == Face.TITLE || face == Face.HEAD;
        font.setFontName(number ? "Times New Roman" : title ? "黑体" : "宋体");
        font.setFamily(title ? FontFamily.SWISS : FontFamily.ROMAN);
        font.setCharSet(number ? WESTERN : SIMPLIFIED_CHINESE);
        font.setFontHeight(face == Face.TITLE ? 16 : face == Face.NOTE ? 9 : 10.5);
        font.setBold(face == Face.BOLD || face == Face.BOLD_NUMBER);
        font.setColor(face == Face.LINK ? IndexedColors.DARK_BLUE.getIndex() : IndexedColors.AUTOMATIC.getIndex());
        return font;
    }
}
