package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that lie about what they are, and files that nobody can read. */
class ContentTest {
    private static final String BROKEN = "工作簿不完整或已损坏，无法读取。请用 Excel 或 WPS 打开核对，另存为“Excel 工作簿（.xlsx）”后报送。";

    @TempDir
    Path folder;

    @Test
    void contentDecidesAndNotTheName() throws IOException {
        assertThat(typeOf("a.xls", "单位,数量\n市教委,1\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FileType.CSV);
        assertThat(typeOf(
                        "a.xls",
                        "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FileType.HTML);
        assertThat(typeOf("a.xls", xlsx(1))).isEqualTo(FileType.XLSX);
        assertThat(typeOf("a.xlsx", xls())).isEqualTo(FileType.XLS);
        assertThat(typeOf("a.csv", xlsx(1))).isEqualTo(FileType.XLSX);
        assertThat(typeOf("a", "<5%,>5%\n1,2\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FileType.CSV);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "255044462d312e37 | 文件是 PDF 文档，不是表格，无法读取其中的数据。请报送 Excel 工作簿（.xlsx）或 CSV 文件。",
                "89504e470d0a1a0a | 文件是图片（PNG），不是表格，无法读取其中的数据。请报送 Excel 工作簿（.xlsx）或 CSV 文件。",
                "ffd8ffe000104a46 | 文件是图片（JPEG），不是表格，无法读取其中的数据。请报送 Excel 工作簿（.xlsx）或 CSV 文件。",
                "526172211a0700cf | 文件是压缩包（RAR），不是表格，无法读取其中的数据。请报送 Excel 工作簿（.xlsx）或 CSV 文件。",
                "0904060000001000 | 工作簿是 Excel 95 或更早的格式，无法读取。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后报送。",
                "0001020304050607 | 文件不是表格，也不是文本，无法识别其格式。请报送 Excel 工作簿（.xlsx）或 CSV 文件。",
                "'' | 文件是空的（0 字节）。请重新导出或另存后再报送。",
                "d0cf11e0a1b11ae1 | 工作簿不完整或已损坏，无法读取。请用 Excel 或 WPS 打开核对，另存为“Excel 工作簿（.xlsx）”后报送。",
            })
    void saysWhatAFileIsAndWhatToDo(String hex, String message) throws IOException {
        assertUnreadable(HexFormat.of().parseHex(hex), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xl/workbook.bin | 文件是 Excel 二进制工作簿（.xlsb），无法读取。请用 Excel 打开，另存为“Excel 工作簿（.xlsx）”后报送。",
                "word/document.xml | 文件是 Word 文档，不是表格，无法读取其中的数据。请报送 Excel 工作簿（.xlsx）或 CSV 文件。",
                "ppt/presentation.xml | 文件是演示文稿，不是表格，无法读取其中的数据。请报送 Excel 工作簿（.xlsx）或 CSV 文件。",
                "报表.xlsx | 文件是压缩包（ZIP），不是表格。请解压后报送其中的表格文件。",
                "mimetype | 文件是 OpenDocument 表格（.ods），无法读取。请打开后另存为“Excel 工作簿（.xlsx）”再报送。",
            })
    void looksIntoContainers(String part, String message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(part));
            zip.write("application/vnd.oasis.opendocument.spreadsheet".getBytes(StandardCharsets.US_ASCII));
        }
        assertUnreadable(bytes.toByteArray(), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MIME-Version: 1.0 | 文件是“单个文件网页”（.mht），无法读取。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后报送。",
                "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/> | 文件是“XML 表格 2003”，无法读取。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后报送。",
                "<html><body>登录已过期</body></html> | 文件是网页，但其中没有表格。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后报送。",
            })
    void looksIntoText(String text, String message) throws IOException {
        assertUnreadable(text.getBytes(StandardCharsets.UTF_8), message);
    }

    @Test
    void encryptedWorkbooksAskForTheirPasswordToBeTakenOff() throws Exception {
        String message = "工作簿设有打开密码，无法读取。请用 Excel 或 WPS 打开，取消密码（文件—信息—保护工作簿）后另存并报送。";
        assertUnreadable(encryptedXlsx(), message);
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        byte[] xls;
        try {
            xls = xls();
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
        assertUnreadable(xls, message);
    }

    @Test
    void truncatedFilesAreBroken() throws IOException {
        byte[] xlsx = xlsx(1);
        assertUnreadable(
                Arrays.copyOf(xlsx, xlsx.length / 2), "文件不完整或已损坏：它是压缩格式的工作簿或压缩包，但无法打开。请用 Excel 或 WPS 打开核对，重新保存后报送。");
        byte[] xls = xls();
        assertUnreadable(Arrays.copyOf(xls, xls.length / 3), BROKEN);
    }

    @Test
    void aSheetThatBreaksOffIsBrokenWhereItBreaks() throws IOException {
        Path file = Zips.replaceText(
                write("a.xlsx", xlsx(200)), "xl/worksheets/sheet1.xml", "<row r=\"150\"", "<row r=\"150");
        try (Workbook workbook = Workbooks.open(file);
                RowReader rows = workbook.open(0)) {
            for (int row = 1; row < 150; row++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.text(0)).isEqualTo(String.valueOf(row));
            }
            assertThatExceptionOfType(UnreadableFileException.class)
                    .isThrownBy(rows::next)
                    .withMessage(BROKEN);
        }
    }

    @Test
    void aZipBombIsNotRead() throws IOException {
        Path file = write("a.xlsx", xlsx(1));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 128; i++) {
                zip.write(zeros);
            }
        }
        Files.write(file, bytes.toByteArray());
        assertUnreadable(bytes.toByteArray(), "工作簿的压缩比异常，展开后极大，为安全起见不予读取。请用 Excel 或 WPS 打开，删去多余的空行空列后另存并报送。");
    }

    private void assertUnreadable(byte[] content, String message) throws IOException {
        Path file = write("a.xlsx", content);
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> Workbooks.open(file))
                .withMessage(message);
        assertThat(Files.deleteIfExists(file)).as("nothing holds the file").isTrue();
    }

    private FileType typeOf(String name, byte[] content) throws IOException {
        try (Workbook workbook = Workbooks.open(write(name, content))) {
            return workbook.type();
        }
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] xlsx(int rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            var sheet = workbook.createSheet();
            for (int row = 0; row < rows; row++) {
                sheet.createRow(row).createCell(0).setCellValue(row + 1);
            }
            workbook.write(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] xls() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            workbook.createSheet().createRow(0).createCell(0).setCellValue("甲");
            workbook.write(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] encryptedXlsx() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream out = encryptor.getDataStream(container)) {
                out.write(xlsx(1));
            }
            container.writeFilesystem(bytes);
        }
        return bytes.toByteArray();
    }
}
