package org.fubiao.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * An XLS file of Excel 97 or later. It is read whole: a sheet of this format ends at 65 536 rows, and what refers to what
 * stands at its far ends. Excel 97 gives every formula a cached value, so that one never calculated reads as 0.
 */
final class XlsWorkbook implements Workbook {
    private final HSSFWorkbook workbook;

    private XlsWorkbook(HSSFWorkbook workbook) {
        this.workbook = workbook;
    }

    static XlsWorkbook open(Path file) throws IOException {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            return new XlsWorkbook(new HSSFWorkbook(container, false));
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
        return IntStream.range(0, workbook.getNumberOfSheets())
                .mapToObj(i -> new SheetInfo(
                        workbook.getSheetName(i), workbook.getSheetVisibility(i) != SheetVisibility.VISIBLE))
                .toList();
    }

    @Override
    public RowReader open(int index) throws IOException {
        CellNumbers numbers = new CellNumbers(workbook.getInternalWorkbook().isUsing1904DateWindowing());
        return new XlsRowReader(workbook.getSheetAt(index), numbers);
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
