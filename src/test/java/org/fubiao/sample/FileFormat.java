package org.fubiao.sample;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a file is, and what it pretends to be. */
enum FileFormat {
    XLSX("xlsx", StandardCharsets.UTF_8, false, ' '),
    XLS("xls", StandardCharsets.UTF_8, false, ' '),
    HTML_AS_XLS("xls", Charset.forName("GB18030"), false, ' '),
    CSV("csv", StandardCharsets.UTF_8, false, ','),
    CSV_BOM("csv", StandardCharsets.UTF_8, true, ','),
    CSV_GB18030("csv", Charset.forName("GB18030"), false, ','),
    CSV_SEMICOLON("csv", Charset.forName("GB18030"), false, ';'),
    CSV_TAB("txt", StandardCharsets.UTF_8, true, '\t'),
    CSV_AS_XLS("xls", Charset.forName("GB18030"), false, ','),
    TAB_AS_XLS("xls", Charset.forName("GB18030"), false, '\t');

    private final String extension;
    private final Charset charset;
    private final boolean bom;
    private final char separator;

    FileFormat(String extension, Charset charset, boolean bom, char separator) {
        this.extension = extension;
        this.charset = charset;
        this.bom = bom;
        this.separator = separator;
    }

    String extension() {
        return extension;
    }

    Charset charset() {
        return charset;
    }

    boolean bom() {
        return bom;
    }

    char separator() {
        return separator;
    }

    /** Whether it is a real workbook, with typed cells and merged ones. */
    boolean isWorkbook() {
        return this == XLSX || this == XLS;
    }
}
