package org.fubiao.template;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.job.Field;

/** The looks of a template, each made once: what is to be filled in is white, everything else has a ground. */
final class TemplateStyles {
    private static final String HEAD = "DDEBF7";
    private static final String REQUIRED = "FFF9E5";
    private static final String TOTAL = "EDEDED";
    private static final String REFERENCE = "F2F2F2";

    /** What a look is for. */
    enum Part {
        TITLE,
        LINE,
        HEAD,
        LABEL,
        INPUT,
        REQUIRED_INPUT,
        TOTAL,
        REFERENCE_HEAD,
        REFERENCE,
        TEXT,
        TEXT_HEAD,
        LINK
    }

    private record Look(Part part, HorizontalAlignment align, String format) {}

    private final XSSFWorkbook book;
    private final Map<Look, XSSFCellStyle> styles = new HashMap<>();
    private final Map<String, XSSFFont> fonts = new HashMap<>();

    TemplateStyles(XSSFWorkbook book) {
        this.book = book;
        set(book.getFontAt(0), "宋体", 10.5, "");
    }

    /** A cell in which a value of a field stands, or is to stand. */
    XSSFCellStyle value(Part part, Field field) {
        HorizontalAlignment align = switch (field.type()) {
            case TEXT -> HorizontalAlignment.LEFT;
            case CODE, DATE, YES_NO -> HorizontalAlignment.CENTER;
            default -> HorizontalAlignment.RIGHT;
        };
        return of(part, align, format(field));
    }

    private static String format(Field field) {
        return switch (field.type()) {
            case TEXT, CODE, YES_NO -> "@";
            case INTEGER -> "0";
            case DECIMAL -> field.scale() == 0 ? "0" : "0." + "0".repeat(field.scale());
            case PERCENT -> "0.00%";
            case DATE -> "yyyy-mm-dd";
        };
    }

    XSSFCellStyle of(Part part, HorizontalAlignment align) {
        return of(part, align, "General");
    }

    private XSSFCellStyle of(Part part, HorizontalAlignment align, String format) {
        return styles.computeIfAbsent(new Look(part, align, format), this::make);
    }

    private XSSFCellStyle make(Look look) {
        XSSFCellStyle style = book.createCellStyle();
        Part part = look.part();
        boolean input = part == Part.INPUT || part == Part.REQUIRED_INPUT;
        style.setAlignment(look.align());
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setLocked(!input);
        style.setDataFormat(book.createDataFormat().getFormat(look.format()));
        style.setWrapText(!input || look.align() == HorizontalAlignment.LEFT);
        style.setFont(
                switch (part) {
                    case TITLE -> font("黑体", 16, "");
                    case HEAD, LABEL, TEXT_HEAD -> font("黑体", 10.5, "");
                    case REFERENCE_HEAD, REFERENCE -> font("宋体", 9, "7F7F7F");
                    case LINK -> font("宋体", 10.5, "1F4E79");
                    default -> font("宋体", 10.5, "");
                });
        if (part != Part.TITLE && part != Part.LINE) {
            style.setBorderTop(BorderStyle.THIN);
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderLeft(BorderStyle.THIN);
            style.setBorderRight(BorderStyle.THIN);
        }
        switch (part) {
            case HEAD, LABEL, TEXT_HEAD -> fill(style, HEAD);
            case REQUIRED_INPUT -> fill(style, REQUIRED);
            case TOTAL -> fill(style, TOTAL);
            case REFERENCE_HEAD, REFERENCE -> fill(style, REFERENCE);
            default -> {
                // White.
            }
        }
        return style;
    }

    private static void fill(XSSFCellStyle style, String colour) {
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        style.setFillForegroundColor(new XSSFColor(HexFormat.of().parseHex(colour), null));
    }

    private XSSFFont font(String name, double size, String colour) {
        return fonts.computeIfAbsent(name + size + colour, key -> set(book.createFont(), name, size, colour));
    }

    private static XSSFFont set(XSSFFont font, String name, double size, String colour) {
        font.setFontName(name);
        font.setFontHeight(size);
        // Simplified Chinese: a program without the font chooses a likeness.
        font.setCharSet(134);
        if (!colour.isEmpty()) {
            font.setColor(new XSSFColor(HexFormat.of().parseHex(colour), null));
        }
        return font;
    }
}
