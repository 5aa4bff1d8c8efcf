package org.fubiao.publishing.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.fubiao.publishing.sheet.Pieces.Piece;

class PiecesTest {
    @Property(tries = 200)
    void piecesInARowAreTheWhole(@ForAll @Size(max = 5) List<byte[]> parts) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        int checksum = 0;
        for (int i = 0; i <= parts.size(); i++) {
            byte[] part = i < parts.size() ? repeated(parts.get(i), i) : new byte[] {1};
            Piece piece = Pieces.compress(part, part.length, i == parts.size());
            whole.write(part);
            compressed.write(piece.bytes());
            checksum = Pieces.checksum(checksum, piece.checksum(), piece.length());
        }
        CRC32 expected = new CRC32();
        expected.update(whole.toByteArray());
        assertThat(checksum & 0xFFFFFFFFL).isEqualTo(expected.getValue());
        try (InputStream in =
                new InflaterInputStream(new ByteArrayInputStream(compressed.toByteArray()), new Inflater(true))) {
            assertThat(in.readAllBytes()).isEqualTo(whole.toByteArray());
        }
    }

    /** Some are long, so that they do not fit into a buffer. */
    private static byte[] repeated(byte[] part, int times) {
        byte[] result = new byte[part.length * (times * 500 + 1)];
        for (int at = 0; at < result.length; at++) {
            result[at] = (byte) (part[at % part.length] + at * 31 / 7);
        }
        return result;
    }
}
