package org.fubiao.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.fubiao.reading.XlsxParts.Sheet;
import org.jspecify.annotations.Nullable;

/** An XLSX file, streamed. Sheets that are charts are left out. */
final class XlsxWorkbook implements Workbook {
    private final Path file;
    private final XlsxPackage content;
    private final XlsxParts parts;
    private @Nullable XlsxTexts texts;
    /** The same file, opened by the library where that has to help. */
    private @Nullable ReadableWorkbook library;

    private XlsxWorkbook(Path file, XlsxPackage content, XlsxParts parts) {
        this.file = file;
        this.content = content;
        this.parts = parts;
    }

    static XlsxWorkbook open(Path file) throws IOException {
        XlsxPackage content = null;
        try {
            content = XlsxPackage.open(file);
            return new XlsxWorkbook(file, content, XlsxParts.of(content));
        } catch (UnreadableFileException e) {
            throw e;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            if (content != null) {
                content.close();
            }
            throw FileContent.broken(e);
        }
    }

    @Override
    public FileType type() {
        return FileType.XLSX;
    }

    @Override
    public List<SheetInfo> sheets() {
        return parts.sheets().stream().map(Sheet::info).toList();
    }

    @Override
    public RowReader open(int index) throws IOException {
        Sheet sheet = parts.sheets().get(index);
        XlsxSheet plain = null;
        if (sheet.part() != null && content.has(sheet.part())) {
            plain = new XlsxSheet(content.plain(sheet.part()), texts(), new XlsxNumbers(parts), parts.recalculates());
        }
        return new XlsxRowReader(plain, () -> openByLibrary(index));
    }

    private @Nullable XlsxTexts texts() throws IOException {
        if (texts == null && parts.sharedTexts() != null) {
            texts = new XlsxTexts(content.plain(parts.sharedTexts()));
        }
        return texts;
    }

    @Override
    public Optional<RegularCsv> regular(int index, Path aside) throws IOException {
        try (RowReader rows = new ReadAhead(open(index))) {
            return SheetCsv.write(rows, aside);
        }
    }

    /** Opens a sheet by the library alone. */
    RowReader openByLibrary(int index) throws IOException {
        try {
            ReadableWorkbook workbook = library;
            if (workbook == null) {
                workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(parts.hasStyles(), true));
                library = workbook;
            }
            CellNumbers numbers = new CellNumbers(workbook.isDate1904());
            return new XlsxLibraryRows(
                    workbook.getSheet(parts.sheets().get(index).place())
                            .orElseThrow()
                            .openStream(),
                    numbers,
                    parts.recalculates());
        } catch (IOException | RuntimeException e) {
            throw FileContent.broken(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (library != null) {
            library.close();
        }
        content.close();
    }
}
