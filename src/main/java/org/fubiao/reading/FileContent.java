package org.fubiao.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.fubiao.reading.XlsRecords.Unusual;
import org.jspecify.annotations.Nullable;

/** Finds out from its first bytes, and from the parts of a container, what a file is. */
final class FileContent {
    private static final int SAMPLE_BYTES = 64 * 1024;
    private static final String SEND_WORKBOOK = "请报送 Excel 工作簿（.xlsx）或 CSV 文件。";
    private static final Pattern HTML_TAG =
            Pattern.compile("<(!doctype html|html|table|head|body|meta|style)\\b", Pattern.CASE_INSENSITIVE);

    /** First bytes, in hexadecimal, of what people send by mistake. */
    private static final List<Signature> FOREIGN = List.of(
            new Signature("255044462d", " PDF 文档"),
            new Signature("89504e47", "图片（PNG）"),
            new Signature("ffd8ff", "图片（JPEG）"),
            new Signature("47494638", "图片（GIF）"),
            new Signature("49492a00", "图片（TIFF）"),
            new Signature("4d4d002a", "图片（TIFF）"),
            new Signature("52617221", "压缩包（RAR）"),
            new Signature("377abcaf271c", "压缩包（7z）"),
            new Signature("1f8b", "压缩包（gzip）"),
            new Signature("7b5c727466", " RTF 文档"));

    /** BIFF2 to BIFF4 files are a bare stream that begins with one of these records. */
    private static final List<String> BARE_BIFF = List.of("09000400", "09020600", "09040600");

    private FileContent() {}

    private record Signature(String hex, String what) {}

    static FileType typeOf(Path file) throws IOException {
        byte[] sample = sample(file);
        if (sample.length == 0) {
            throw new UnreadableFileException("文件是空的（0 字节）。请重新导出或另存后再报送。");
        }
        String hex = HexFormat.of().formatHex(sample, 0, Math.min(sample.length, 8));
        if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) {
            return ofZip(file);
        }
        if (hex.equals("d0cf11e0a1b11ae1")) {
            return ofOle2(file);
        }
        for (Signature signature : FOREIGN) {
            if (hex.startsWith(signature.hex)) {
                throw foreign(signature.what);
            }
        }
        if (BARE_BIFF.stream().anyMatch(hex::startsWith)) {
            throw XlsWorkbook.tooOld(null);
        }
        return ofText(sample);
    }

    private static byte[] sample(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SAMPLE_BYTES);
        }
    }

    private static FileType ofText(byte[] sample) throws UnreadableFileException {
        TextEncoding encoding = TextEncoding.ofSample(sample);
        String text = encoding.decode(sample).strip();
        if (isBinary(text)) {
            throw new UnreadableFileException("文件不是表格，也不是文本，无法识别其格式。" + SEND_WORKBOOK);
        }
        if (text.regionMatches(true, 0, "MIME-Version:", 0, 13)) {
            throw new UnreadableFileException("文件是“单个文件网页”（.mht），无法读取。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后报送。");
        }
        if (text.startsWith("<")) {
            if (text.contains("urn:schemas-microsoft-com:office:spreadsheet") && text.startsWith("<?xml")) {
                throw new UnreadableFileException("文件是“XML 表格 2003”，无法读取。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后报送。");
            }
            if (HTML_TAG.matcher(text).find()) {
                return FileType.HTML;
            }
        }
        return FileType.CSV;
    }

    /** Text has next to no control characters; a few NULs do occur in exports of old systems. */
    private static boolean isBinary(String text) {
        long controls = text.chars()
                .filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f')
                .count();
        return controls > 2 && controls * 50 > text.length();
    }

    private static FileType ofZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Set<String> names = zip.stream()
                    .map(entry -> entry.getName().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            if (names.contains("xl/workbook.xml")) {
                return FileType.XLSX;
            }
            if (names.contains("xl/workbook.bin")) {
                throw new UnreadableFileException("文件是 Excel 二进制工作簿（.xlsb），无法读取。请用 Excel 打开，另存为“Excel 工作簿（.xlsx）”后报送。");
            }
            if (names.contains("word/document.xml")) {
                throw foreign(" Word 文档");
            }
            if (names.contains("ppt/presentation.xml")) {
                throw foreign("演示文稿");
            }
            ZipEntry mimetype = zip.getEntry("mimetype");
            if (mimetype != null) {
                throw openDocument(zip, mimetype);
            }
            throw new UnreadableFileException("文件是压缩包（ZIP），不是表格。请解压后报送其中的表格文件。");
        } catch (ZipException | IllegalArgumentException e) {
            throw new UnreadableFileException("文件不完整或已损坏：它是压缩格式的工作簿或压缩包，但无法打开。请用 Excel 或 WPS 打开核对，重新保存后报送。", e);
        }
    }

    private static UnreadableFileException openDocument(ZipFile zip, ZipEntry mimetype) throws IOException {
        try (InputStream in = zip.getInputStream(mimetype)) {
            String type = new String(in.readNBytes(200), StandardCharsets.US_ASCII);
            if (type.startsWith("application/vnd.oasis.opendocument.spreadsheet")) {
                return new UnreadableFileException("文件是 OpenDocument 表格（.ods），无法读取。请打开后另存为“Excel 工作簿（.xlsx）”再报送。");
            }
        }
        return foreign(" OpenDocument 文档");
    }

    private static FileType ofOle2(Path file) throws IOException {
        try {
            Set<String> names = ole2Names(file).stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            if (names.contains("encryptedpackage")) {
                throw encrypted(null);
            }
            if (names.contains("workbook") || names.contains("book")) {
                return FileType.XLS;
            }
            if (names.contains("worddocument")) {
                throw foreign(" Word 文档");
            }
            if (names.contains("powerpoint document")) {
                throw foreign("演示文稿");
            }
            throw new UnreadableFileException("文件里没有工作簿，无法识别其格式。" + SEND_WORKBOOK);
        } catch (UnreadableFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
    }

    private static Set<String> ole2Names(Path file) throws IOException {
        try {
            if (Files.size(file) <= XlsWorkbook.LARGEST) {
                return Ole2.of(Files.readAllBytes(file)).names();
            }
        } catch (Unusual e) {
            // The library says whether it is broken.
        }
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            return container.getRoot().getEntryNames();
        }
    }

    static UnreadableFileException encrypted(@Nullable Throwable cause) {
        String message = "工作簿设有打开密码，无法读取。请用 Excel 或 WPS 打开，取消密码（文件—信息—保护工作簿）后另存并报送。";
        return cause == null ? new UnreadableFileException(message) : new UnreadableFileException(message, cause);
    }

    static UnreadableFileException broken(Throwable cause) {
        return new UnreadableFileException("工作簿不完整或已损坏，无法读取。请用 Excel 或 WPS 打开核对，另存为“Excel 工作簿（.xlsx）”后报送。", cause);
    }

    private static UnreadableFileException foreign(String what) {
        return new UnreadableFileException("文件是" + what + "，不是表格，无法读取其中的数据。" + SEND_WORKBOOK);
    }
}
