package org.fubiao.receipt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.publishing.sheet.OfficeFile;
import org.fubiao.receipt.Marks.Mark;
import org.fubiao.recognition.ReceiptIdentity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes receipts. A workbook comes back as it was sent, with marks in its cells and two sheets in front; the rows of another
 * file come back as a workbook with the same. What is very large or cannot be opened is answered by the two sheets alone.
 */
public final class ReceiptWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptWriter.class);

    /** The library holds a whole workbook in memory, in ten to twenty times the size of what it is made of. */
    private static final long MOST_SHEET_BYTES = 20L << 20;

    private static final int BUFFER = 1 << 16;

    private static final long MOST_XLS_BYTES = 8L << 20;
    private static final long MOST_TEXT_BYTES = 4L << 20;

    private static final String OLE2 = "d0cf11e0a1b11ae1";
    private static final String ZIP = "504b";

    private final Receipt receipt;
    private final Path submission;

    private ReceiptWriter(Receipt receipt, Path submission) {
        this.receipt = receipt;
        this.submission = submission;
    }

    /** Extension of the receipt for a file, with the dot. */
    public static String extension(Path submission) throws IOException {
        return signature(submission).equals(OLE2) ? ".xls" : ".xlsx";
    }

    /** Writes a receipt. The same receipt for the same file has the same bytes. */
    public static void write(Receipt receipt, Path submission, Path target) throws IOException {
        ReceiptWriter writer = new ReceiptWriter(receipt, submission);
        String signature = signature(submission);
        if (signature.equals(OLE2)) {
            writer.answerXls(target);
        } else if (signature.startsWith(ZIP)) {
            writer.answerXlsx(target);
        } else {
            writer.answerText(target);
        }
    }

    private static String signature(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return HexFormat.of().formatHex(in.readNBytes(8));
        }
    }

    private void answerXls(Path target) throws IOException {
        if (Files.size(submission) <= MOST_XLS_BYTES) {
            try (POIFSFileSystem container =
                            new POIFSFileSystem(new ByteArrayInputStream(Files.readAllBytes(submission)));
                    HSSFWorkbook book = new HSSFWorkbook(container.getRoot(), true)) {
                mark(book);
                save(book, target);
                return;
            } catch (IOException | RuntimeException e) {
                LOG.debug("{} is answered without its sheets", receipt.file(), e);
            }
        }
        try (HSSFWorkbook book = new HSSFWorkbook()) {
            answerAlone(book);
            save(book, target);
        }
    }

    private static void save(HSSFWorkbook book, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            book.write(out);
        }
    }

    private void answerXlsx(Path target) throws IOException {
        if (isSmall()) {
            try (InputStream in = Files.newInputStream(submission);
                    XSSFWorkbook book = new XSSFWorkbook(in)) {
                mark(book);
                save(book, target, true);
                return;
            } catch (IOException | RuntimeException | LinkageError e) {
                // A part of which the library knows nothing, or a file that no office program would open either.
                LOG.debug("{} is answered without its sheets", receipt.file(), e);
            }
        }
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            answerAlone(book);
            save(book, target, false);
        }
    }

    /** Whether the sheets, unpacked, fit into memory as objects. */
    private boolean isSmall() {
        // What the file says of its own size, and what its parts are called, may be lies.
        try (ZipFile zip = new ZipFile(submission.toFile())) {
            // Pictures are hardly smaller packed than unpacked.
            long room = MOST_SHEET_BYTES + Files.size(submission);
            byte[] buffer = new byte[BUFFER];
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        room -= n;
                        if (room < 0) {
                            return false;
                        }
                    }
                }
            }
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private void answerText(Path target) throws IOException {
        if (Files.size(submission) <= MOST_TEXT_BYTES) {
            RowsBook rows = rows();
            if (rows != null) {
                try (XSSFWorkbook book = rows.book()) {
                    answer(book, name -> rows.sheets().get(name), "");
                    save(book, target, false);
                    return;
                }
            }
        }
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            answerAlone(book);
            save(book, target, false);
        }
    }

    private @Nullable RowsBook rows() {
        try {
            return RowsBook.of(submission);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} is answered without its rows", receipt.file(), e);
            return null;
        }
    }

    private void save(XSSFWorkbook book, Path target, boolean ofUnit) throws IOException {
        if (ofUnit) {
            OfficeFile.saveAgain(book, target, receipt.period().lastDay());
        } else {
            OfficeFile.save(
                    book,
                    target,
                    ReceiptIdentity.RESULTS,
                    receipt.office(),
                    receipt.period().lastDay());
        }
        if (!ofUnit) {
            // It was never a file: closing would write it once more.
            book.getPackage().revert();
        }
    }

    private void mark(Workbook book) {
        IdentitySheet.removeEarlier(book);
        answer(book, book::getSheet, "");
    }

    private void answer(Workbook book, Function<String, @Nullable Sheet> sheets, String remark) {
        List<Mark> marks = new Marks(book).mark(receipt.problems(), sheets);
        AnswerSheets answers = new AnswerSheets(book, receipt, sheets, remark);
        Set<String> own = new HashSet<>(answers.add());
        own.add(ReceiptIdentity.SHEET);
        IdentitySheet.add(
                book,
                new ReceiptIdentity(receipt.sha256(), receipt.period().toString(), own, answers.warnings()),
                marks);
    }

    private void answerAlone(Workbook book) {
        String reason = receipt.forms().isEmpty() ? "文件不能打开或不是工作簿" : "文件较大";
        answer(
                book,
                Map.<String, @Nullable Sheet>of()::get,
                reason + "，未附原表；请按“位置”到原文件中查找：红色为错误，必须改正；黄色为警告，请核对；蓝色为提示。");
    }
}
