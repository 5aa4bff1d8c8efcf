package org.fubiao.publishing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fubiao.listing.LongColumn;
import org.fubiao.listing.LongNumbers;
import org.fubiao.listing.LongTexts;
import org.fubiao.listing.TextBytes;
import org.fubiao.totals.AppendixTable.RowKind;
import org.fubiao.totals.ListedRows;

/** Writes a listing as {@link Csv} would, by column instead of by row. */
final class ListedCsv {
    private static final int PIECE = 1 << 20;
    private static final byte[] KIND = TextBytes.ascii(RowKind.DETAIL.name().toLowerCase(Locale.ROOT));

    private ListedCsv() {}

    static void write(ListedRows rows, List<String> head, Path file) throws IOException {
        new Csv(file, head).close();
        LongTexts labels = rows.labels();
        List<Texts> texts = new ArrayList<>();
        rows.cells().forEach(column -> texts.add(column instanceof LongTexts some ? new Texts(some) : Texts.NONE));
        Texts stub = labels == null ? Texts.NONE : new Texts(labels);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            TextBytes lines = new TextBytes();
            for (int row = 0; row < rows.size(); row++) {
                lines.write(KIND);
                lines.write((byte) ',');
                if (labels == null) {
                    lines.write(row + 1L);
                } else {
                    stub.write(row, lines);
                }
                for (int column = 0; column < texts.size(); column++) {
                    lines.write((byte) ',');
                    LongColumn cells = rows.cells().get(column);
                    if (cells instanceof LongNumbers numbers) {
                        if (!numbers.isEmpty(row)) {
                            lines.decimal(numbers.unscaled(row), numbers.scale());
                        }
                    } else {
                        texts.get(column).write(row, lines);
                    }
                }
                lines.write((byte) '\n');
                if (lines.length() >= PIECE) {
                    out.write(lines.bytes(), 0, lines.length());
                    lines.clear();
                }
            }
            out.write(lines.bytes(), 0, lines.length());
        }
    }

    /** Texts as fields. Most are written as they are. */
    private record Texts(LongTexts texts) {
        private static final Texts NONE = new Texts(new LongTexts());

        void write(int row, TextBytes line) {
            int number = texts.number(row);
            if (number < 0) {
                return;
            }
            byte[] bytes = texts.bytes(number);
            int from = texts.from(number);
            int length = texts.length(number);
            if (isPlain(bytes, from, from + length)) {
                line.write(bytes, from, length);
            } else {
                line.write(Csv.field(texts.text(number)).getBytes(StandardCharsets.UTF_8));
            }
        }

        /** Whether a text is surely written without quotes and without an apostrophe. */
        private static boolean isPlain(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                if (bytes[i] >= 0 && bytes[i] <= ',') {
                    return false;
                }
            }
            return bytes[from] != '-' && bytes[from] != '=' && bytes[from] != '@';
        }
    }
}
