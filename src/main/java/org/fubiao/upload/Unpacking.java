package org.fubiao.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Looks whether a packed workbook is as large as one that somebody filled in, by unpacking it: what it says of itself may be a lie. */
final class Unpacking {
    private static final String ZIP = "504b0304";
    private static final String SHEETS = "xl/worksheets/";
    /** Sheets are read row by row. */
    private static final long MOST_SHEET_BYTES = 2L << 30;
    /** All else is held in memory. */
    private static final long MOST_OTHER_BYTES = 128L << 20;

    private static final int BUFFER = 1 << 16;

    private Unpacking() {}

    static boolean isTooLarge(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (!HexFormat.of().formatHex(in.readNBytes(4)).equals(ZIP)) {
                return false;
            }
        }
        long sheets = MOST_SHEET_BYTES;
        long others = MOST_OTHER_BYTES;
        byte[] buffer = new byte[BUFFER];
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                boolean sheet = entry.getName().startsWith(SHEETS);
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        sheets -= sheet ? n : 0;
                        others -= sheet ? 0 : n;
                        if (sheets < 0 || others < 0) {
                            return true;
                        }
                    }
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            // It is broken, which whoever reads it says better.
            return false;
        }
        return false;
    }
}
