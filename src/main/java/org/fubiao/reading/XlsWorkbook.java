package org.fubiao.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.fubiao.reading.XlsGlobals.Sheet;
import org.fubiao.reading.XlsRecords.Unusual;
import org.jspecify.annotations.Nullable;

/**
 * An XLS file of Excel 97 or later. It is read whole: a sheet of this format ends at 65 536 rows, and what refers to what
 * stands at its far ends. Excel 97 gives every formula a cached value, so that one never calculated reads as 0.
 *
 * <p>The library makes an object of every record, of which reading needs few, so that most files are read without it. It reads
 * those that hold anything unusual, and decides what is broken.
 */
final class XlsWorkbook implements Workbook {
    /** A larger file is not read into memory at once. */
    static final long LARGEST = 64L << 20;

    private final byte[] bytes;
    private final XlsGlobals globals;
    private final List<XlsSheet> sheets;

    private XlsWorkbook(byte[] bytes) throws Unusual {
        this.bytes = bytes;
        XlsRecords records = new XlsRecords(bytes, 0);
        globals = new XlsGlobals(records);
        XlsRecords.require(!globals.sheets().isEmpty());
        sheets = new ArrayList<>();
        for (Sheet sheet : globals.sheets()) {
            XlsRecords.require(sheet.begin() == records.nextAt());
            sheets.add(new XlsSheet(records, globals));
        }
        XlsRecords.require(records.nextSid() != XlsRecords.BOF);
    }

    static Workbook open(Path file) throws IOException {
        XlsWorkbook plain = openPlainly(file);
        return plain == null ? openByLibrary(file) : plain;
    }

    /** Null if there is anything unusual in the file. */
    static @Nullable XlsWorkbook openPlainly(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            return null;
        }
        try {
            Ole2 content = Ole2.of(Files.readAllBytes(file));
            // The library looks for other names too, some of which stand for other formats.
            return content.names().contains("Book") ? null : new XlsWorkbook(content.read("Workbook"));
        } catch (Unusual e) {
            return null;
        }
    }

    /** Opens a file by the library alone. */
    static Workbook openByLibrary(Path file) throws IOException {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            return new ByLibrary(new HSSFWorkbook(container, false));
        } catch (EncryptedDocumentException e) {
            throw FileContent.encrypted(e);
        } catch (OldExcelFormatException e) {
            throw tooOld(e);
        } catch (IOException | RuntimeException e) {
            throw FileContent.broken(e);
        }
    }

    static UnreadableFileException tooOld(@Nullable Throwable cause) {
        String message = "工作簿是 Excel 95 或更早的格式，无法读取。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后报送。";
        return cause == null ? new UnreadableFileException(message) : new UnreadableFileException(message, cause);
    }

    @Override
    public FileType type() {
        return FileType.XLS;
    }

    @Override
    public List<SheetInfo> sheets() {
        return globals.sheets().stream().map(Sheet::info).toList();
    }

    @Override
    public RowReader open(int index) {
        return new XlsRowReader(bytes, sheets.get(index), globals);
    }

    @Override
    public void close() {
        // All is in memory.
    }

    private record ByLibrary(HSSFWorkbook workbook) implements Workbook {
        @Override
        public FileType type() {
            return FileType.XLS;
        }

        @Override
        public List<SheetInfo> sheets() {
            return IntStream.range(0, workbook.getNumberOfSheets())
                    .mapToObj(i -> new SheetInfo(
                            workbook.getSheetName(i), workbook.getSheetVisibility(i) != SheetVisibility.VISIBLE))
                    .toList();
        }

        @Override
        public RowReader open(int index) throws IOException {
            CellNumbers numbers = new CellNumbers(workbook.getInternalWorkbook().isUsing1904DateWindowing());
            return new XlsLibraryRows(workbook.getSheetAt(index), numbers);
        }

        @Override
        public void close() throws IOException {
            workbook.close();
        }
    }
}
