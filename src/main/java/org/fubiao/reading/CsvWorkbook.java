package org.fubiao.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text file: one sheet without a name. Its encoding and separator are found out when it is opened. */
final class CsvWorkbook implements Workbook {
    private static final int SAMPLE_CHARS = 64 * 1024;

    private final Path file;
    private final TextEncoding encoding;
    private final CsvDialect dialect;
    private final List<CsvRowReader> opened = new ArrayList<>();

    private CsvWorkbook(Path file, TextEncoding encoding, CsvDialect dialect) {
        this.file = file;
        this.encoding = encoding;
        this.dialect = dialect;
    }

    static CsvWorkbook open(Path file) throws IOException {
        TextEncoding encoding = TextEncoding.of(file);
        try (Reader reader = reader(file, encoding)) {
            char[] sample = new char[SAMPLE_CHARS];
            int length = 0;
            int read;
            while (length < sample.length && (read = reader.read(sample, length, sample.length - length)) > 0) {
                length += read;
            }
            CsvDialect dialect = CsvDialect.of(new String(sample, 0, length), length < sample.length);
            return new CsvWorkbook(file, encoding, dialect);
        }
    }

    @Override
    public FileType type() {
        return FileType.CSV;
    }

    @Override
    public List<SheetInfo> sheets() {
        return List.of(new SheetInfo("", false));
    }

    @Override
    public RowReader open(int index) throws IOException {
        if (index != 0) {
            throw new IndexOutOfBoundsException(index);
        }
        BufferedReader reader = reader(file, encoding);
        if (dialect.declared()) {
            reader.readLine();
        }
        CsvRowReader rows = new CsvRowReader(reader, dialect);
        opened.add(rows);
        return rows;
    }

    @Override
    public Optional<RegularCsv> regular(int index, Path aside) throws IOException {
        return dialect.declared() || !encoding.charset().equals(StandardCharsets.UTF_8)
                ? Optional.empty()
                : CsvScan.of(file, encoding.bomLength(), dialect.separator());
    }

    @Override
    public void close() throws IOException {
        for (CsvRowReader rows : opened) {
            rows.close();
        }
        opened.clear();
    }

    /** What cannot be decoded becomes U+FFFD. */
    private static BufferedReader reader(Path file, TextEncoding encoding) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(encoding.bomLength());
            return new BufferedReader(new InputStreamReader(in, encoding.charset()), SAMPLE_CHARS);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
