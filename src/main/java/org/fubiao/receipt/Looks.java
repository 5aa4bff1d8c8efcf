package org.fubiao.receipt;

import java.util.EnumMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.fubiao.finding.Severity;

/** The looks of our own sheets in a workbook of either format. */
final class Looks {
    /** What a cell is for. */
    enum Look {
        TITLE,
        LINE,
        CONCLUSION_ERROR,
        CONCLUSION_WARNING,
        CONCLUSION_NOTE,
        HEAD,
        TEXT,
        WORD,
        LINK,
        ERROR,
        WARNING,
        NOTE,
        INPUT,
        RAW,
        DEFUSED
    }

    private final Workbook book;
    private final Map<Look, CellStyle> styles = new EnumMap<>(Look.class);

    Looks(Workbook book) {
        this.book = book;
    }

    CellStyle of(Look look) {
        return styles.computeIfAbsent(look, this::make);
    }

    static Look of(Severity severity) {
        return switch (severity) {
            case ERROR -> Look.ERROR;
            case WARNING -> Look.WARNING;
            case NOTE -> Look.NOTE;
        };
    }

    private CellStyle make(Look look) {
        CellStyle style = book.createCellStyle();
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setFont(font(look));
        switch (look) {
            case TITLE -> style.setAlignment(HorizontalAlignment.CENTER);
            case LINE -> style.setWrapText(true);
            case CONCLUSION_ERROR -> conclusion(style, Tone.of(Severity.ERROR));
            case CONCLUSION_WARNING -> conclusion(style, Tone.of(Severity.WARNING));
            case CONCLUSION_NOTE -> conclusion(style, Tone.of(Severity.NOTE));
            case HEAD -> {
                boxed(style, HorizontalAlignment.CENTER);
                fill(style, IndexedColors.GREY_25_PERCENT.getIndex());
            }
            case TEXT -> boxed(style, HorizontalAlignment.LEFT);
            case WORD, LINK -> boxed(style, HorizontalAlignment.CENTER);
            case ERROR, WARNING, NOTE -> {
                boxed(style, HorizontalAlignment.CENTER);
                fill(style, Tone.of(Severity.valueOf(look.name())));
            }
            case INPUT -> {
                boxed(style, HorizontalAlignment.LEFT);
                style.setDataFormat(book.createDataFormat().getFormat("@"));
                style.setLocked(false);
            }
            case RAW -> style.setDataFormat(book.createDataFormat().getFormat("@"));
            case DEFUSED -> {
                style.setDataFormat(book.createDataFormat().getFormat("@"));
                quote(style);
            }
        }
        if (look == Look.TEXT) {
            quote(style);
        }
        return style;
    }

    /** What begins like a formula stays a text, even when somebody edits it. */
    private static void quote(CellStyle style) {
        if (style instanceof XSSFCellStyle) {
            style.setQuotePrefixed(true);
        }
    }

    private static void conclusion(CellStyle style, short color) {
        style.setWrapText(true);
        fill(style, color);
    }

    private static void fill(CellStyle style, short color) {
        style.setFillForegroundColor(color);
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    private static void boxed(CellStyle style, HorizontalAlignment alignment) {
        style.setAlignment(alignment);
        style.setWrapText(true);
        style.setBorderTop(BorderStyle.THIN);
        style.setBorderBottom(BorderStyle.THIN);
        style.setBorderLeft(BorderStyle.THIN);
        style.setBorderRight(BorderStyle.THIN);
    }

    private Font font(Look look) {
        Font font = book.createFont();
        boolean heading = look == Look.TITLE || look == Look.HEAD;
        font.setFontName(heading ? "黑体" : "宋体");
        font.setFontHeightInPoints((short) (look == Look.TITLE ? 16 : 10));
        font.setBold(look.name().startsWith("CONCLUSION"));
        if (look == Look.LINK) {
            font.setUnderline(Font.U_SINGLE);
            font.setColor(IndexedColors.BLUE.getIndex());
        }
        return font;
    }
}
