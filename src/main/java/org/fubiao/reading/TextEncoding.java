package org.fubiao.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a text file is encoded.
 *
 * <p>A byte order mark decides. Without one, the characters beyond ASCII do: if nearly all of the first {@value #ENOUGH} of them
 * (or of all, if they are fewer) are well-formed UTF-8, the file is UTF-8, else GB18030. So no more is read than is needed,
 * and a file that is ASCII for long is read until it shows its colours. Text in GB18030 practically never looks like UTF-8;
 * the reverse is common, which is why UTF-8 is asked first and a few broken characters do not turn the whole file into
 * something else. Whatever then cannot be decoded becomes U+FFFD, never a wrong character.
 *
 * @param bomLength bytes of the byte order mark, which are to be skipped
 */
record TextEncoding(Charset charset, int bomLength) {
    private static final int ENOUGH = 1024;
    private static final Charset GB18030 = Charset.forName("GB18030");

    static TextEncoding of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            int length = in.readNBytes(buffer, 0, buffer.length);
            TextEncoding marked = marked(buffer, length);
            if (marked != null) {
                return marked;
            }
            Utf8Evidence evidence = new Utf8Evidence();
            while (length > 0 && evidence.characters() < ENOUGH) {
                evidence.add(buffer, length);
                length = in.readNBytes(buffer, 0, buffer.length);
            }
            return unmarked(evidence);
        }
    }

    /** For a sample of a file's beginning, which may end within a character. */
    static TextEncoding ofSample(byte[] sample) {
        TextEncoding marked = marked(sample, sample.length);
        if (marked != null) {
            return marked;
        }
        Utf8Evidence evidence = new Utf8Evidence();
        evidence.add(sample, sample.length);
        return unmarked(evidence);
    }

    String decode(byte[] bytes) {
        return new String(bytes, bomLength, bytes.length - bomLength, charset);
    }

    private static TextEncoding unmarked(Utf8Evidence evidence) {
        return new TextEncoding(evidence.speaksForUtf8() ? StandardCharsets.UTF_8 : GB18030, 0);
    }

    private static @Nullable TextEncoding marked(byte[] b, int length) {
        if (length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        if (length >= 4 && b[0] == (byte) 0x84 && b[1] == 0x31 && b[2] == (byte) 0x95 && b[3] == 0x33) {
            return new TextEncoding(GB18030, 4);
        }
        return markedByZeros(b, length);
    }

    /** UTF-16 without a mark shows in the separators and digits: every second byte of them is zero. */
    private static @Nullable TextEncoding markedByZeros(byte[] b, int length) {
        int[] zeros = new int[2];
        for (int i = 0; i < length; i++) {
            if (b[i] == 0) {
                zeros[i & 1]++;
            }
        }
        if (zeros[0] + zeros[1] < Math.max(2, length / 20)) {
            return null;
        }
        if (zeros[0] == 0) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0);
        }
        return zeros[1] == 0 ? new TextEncoding(StandardCharsets.UTF_16BE, 0) : null;
    }
}
