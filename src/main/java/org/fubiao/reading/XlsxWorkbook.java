package org.fubiao.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** An XLSX file, streamed. Sheets that are charts are left out. */
final class XlsxWorkbook implements Workbook {
    private final ReadableWorkbook workbook;
    private final XlsxParts parts;
    private final List<Sheet> sheets;

    private XlsxWorkbook(ReadableWorkbook workbook, XlsxParts parts) {
        this.workbook = workbook;
        this.parts = parts;
        this.sheets = workbook.getSheets()
                .filter(sheet -> !parts.otherSheets().contains(sheet.getId()))
                .toList();
    }

    static XlsxWorkbook open(Path file) throws IOException {
        XlsxParts parts = XlsxParts.of(file);
        try {
            ReadingOptions options = new ReadingOptions(parts.hasStyles(), true);
            return new XlsxWorkbook(new ReadableWorkbook(file.toFile(), options), parts);
        } catch (IOException | RuntimeException e) {
            throw FileContent.broken(e);
        }
    }

    @Override
    public FileType type() {
        return FileType.XLSX;
    }

    @Override
    public List<SheetInfo> sheets() {
        return sheets.stream()
                .map(sheet -> new SheetInfo(sheet.getName(), sheet.getVisibility() != SheetVisibility.VISIBLE))
                .toList();
    }

    @Override
    public RowReader open(int index) throws IOException {
        Sheet sheet = sheets.get(index);
        try {
            CellNumbers numbers = new CellNumbers(workbook.isDate1904());
            return new XlsxRowReader(sheet.openStream(), numbers, parts.recalculates());
        } catch (IOException | RuntimeException e) {
            throw FileContent.broken(e);
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
