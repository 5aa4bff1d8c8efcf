package org.fubiao.reading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

/** Writes numbers into XLS files as Excel does and POI does not: in four bytes where that is enough, and many in one record. */
final class XlsCompact {
    private static final int SHEET = 0x85;

    private XlsCompact() {}

    static void rewrite(Path file) throws IOException {
        byte[] stream;
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true);
                DocumentInputStream in = container.createDocumentInputStream("Workbook")) {
            stream = in.readAllBytes();
        }
        byte[] rewritten = rewrite(stream);
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            container.createDocument(new ByteArrayInputStream(rewritten), "Workbook");
            try (var out = Files.newOutputStream(file)) {
                container.writeFilesystem(out);
            }
        }
    }

    private static byte[] rewrite(byte[] stream) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<Integer, Integer> moved = new HashMap<>();
        List<Integer> sheets = new ArrayList<>();
        XlsRecords records = new XlsRecords(stream, 0);
        ByteBuffer many = null;
        while (records.next()) {
            Integer number = records.sid() == XlsSheet.NUMBER ? compact(Double.longBitsToDouble(records.i64(6))) : null;
            boolean joins = many != null
                    && number != null
                    && many.getShort(0) == records.u16(0)
                    && many.getShort(2) + (many.position() - 4) / 6 == records.u16(2);
            if (many != null && !joins) {
                write(out, many);
                many = null;
            }
            if (number != null) {
                if (many == null) {
                    many = ByteBuffer.allocate(2000).order(ByteOrder.LITTLE_ENDIAN);
                    many.putShort((short) records.u16(0)).putShort((short) records.u16(2));
                }
                many.putShort((short) records.u16(4)).putInt(number);
                continue;
            }
            moved.put(records.at(), out.size());
            if (records.sid() == SHEET) {
                sheets.add(out.size() + 4);
            }
            out.write(stream, records.at(), records.length() + 4);
        }
        ByteBuffer all = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        sheets.forEach(at -> all.putInt(at, moved.getOrDefault(all.getInt(at), -1)));
        return all.array();
    }

    private static void write(ByteArrayOutputStream out, ByteBuffer many) {
        boolean one = many.position() == 10;
        if (!one) {
            int cells = (many.position() - 4) / 6;
            many.putShort((short) (many.getShort(2) + cells - 1));
        }
        ByteBuffer head = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (one ? XlsSheet.SHORT_NUMBER : XlsSheet.MANY_NUMBERS))
                .putShort((short) many.position());
        write(out, head, 4);
        write(out, many, many.position());
    }

    private static void write(ByteArrayOutputStream out, ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(0, bytes);
        out.writeBytes(bytes);
    }

    /** A number in four bytes; null if it needs more. */
    private static @Nullable Integer compact(double value) {
        if (isWhole(value)) {
            return (int) value << 2 | 2;
        }
        if (isWhole(value * 100) && value * 100 / 100 == value) {
            return (int) (value * 100) << 2 | 3;
        }
        long bits = Double.doubleToLongBits(value);
        return (bits & 0x3_FFFF_FFFFL) == 0 ? (int) (bits >> 34) << 2 : null;
    }

    private static boolean isWhole(double value) {
        return value == (int) value && Math.abs(value) < 1 << 29;
    }
}
