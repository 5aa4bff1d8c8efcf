package org.fubiao.publishing.sheet;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.fubiao.publishing.sheet.Pieces.Piece;

/** The part of a sheet with a long list: what the library wrote of it, with the list in its place. */
final class LongSheet {
    private static final String DATA_END = "</sheetData>";

    private final List<Piece> pieces = new ArrayList<>();

    LongSheet(byte[] written, LongTable table) {
        String xml = new String(written, StandardCharsets.UTF_8);
        int place = placeOfLines(xml, table.grid());
        pieces.add(compress(xml.substring(0, place), false));
        pieces.addAll(table.pieces());
        pieces.add(compress(xml.substring(place), true));
    }

    /** Where the lines of a table belong in what the library wrote of its sheet: before the notes, or else at the end. */
    static int placeOfLines(String xml, Grid grid) {
        int below = xml.indexOf("<row r=\"" + (grid.firstRow() + grid.lines().size() + 1) + "\"");
        int place = below < 0 ? xml.indexOf(DATA_END) : below;
        if (place < 0) {
            throw new IllegalStateException("no place for the lines of " + grid.name());
        }
        return place;
    }

    private static Piece compress(String xml, boolean last) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        return Pieces.compress(bytes, bytes.length, last);
    }

    /** Tells an entry what will be in it. */
    void describe(ZipArchiveEntry entry) {
        int checksum = 0;
        long size = 0;
        long compressed = 0;
        for (Piece piece : pieces) {
            checksum = Pieces.checksum(checksum, piece.checksum(), piece.length());
            size += piece.length();
            compressed += piece.bytes().length;
        }
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setCrc(checksum & 0xFFFFFFFFL);
        entry.setSize(size);
        entry.setCompressedSize(compressed);
    }

    InputStream compressed() {
        return new SequenceInputStream(Collections.enumeration(pieces.stream()
                .map(piece -> (InputStream) new ByteArrayInputStream(piece.bytes()))
                .toList()));
    }
}
