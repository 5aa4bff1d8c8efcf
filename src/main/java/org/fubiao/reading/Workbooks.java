package org.fubiao.reading;

import java.io.IOException;
import java.nio.file.Path;

/** Opens received files. What a file is, is decided by its content and never by its name. */
public final class Workbooks {
    private Workbooks() {}

    /**
     * Opens a file. Cheap for text and XLSX, of which no more is read than asked for; an XLS or HTML file is read whole.
     *
     * @throws UnreadableFileException if it is nothing that Fubiao reads (a PDF, a password-protected workbook, an archive …),
     *     or broken
     */
    public static Workbook open(Path file) throws IOException {
        return switch (FileContent.typeOf(file)) {
            case CSV -> CsvWorkbook.open(file);
            case XLSX -> XlsxWorkbook.open(file);
            case XLS -> XlsWorkbook.open(file);
            case HTML -> HtmlWorkbook.open(file);
        };
    }
}
