package org.fubiao.publishing.sheet;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Parts of a zip entry that are compressed each for itself, by whatever thread, and then stand one after the other. */
final class Pieces {
    private static final int CHECKSUM_BITS = 32;
    private static final int POLYNOMIAL = 0xEDB88320;

    private Pieces() {}

    /** Compressed bytes, and what they were. */
    static final class Piece {
        private final byte[] bytes;
        private final int checksum;
        private final long length;

        private Piece(byte[] bytes, int checksum, long length) {
            this.bytes = bytes;
            this.checksum = checksum;
            this.length = length;
        }

        byte[] bytes() {
            return bytes;
        }

        /** CRC-32 of what was compressed. */
        int checksum() {
            return checksum;
        }

        /** How many bytes were compressed. */
        long length() {
            return length;
        }
    }

    /** Compresses a part; after the last one the entry ends. */
    static Piece compress(byte[] bytes, int length, boolean last) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(bytes, 0, length);
            ByteArrayOutputStream out = new ByteArrayOutputStream(length / 6 + 64);
            byte[] buffer = new byte[1 << 15];
            if (last) {
                deflater.finish();
            }
            int written;
            do {
                written = deflater.deflate(buffer, 0, buffer.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                out.write(buffer, 0, written);
            } while (last ? !deflater.finished() : written == buffer.length);
            return new Piece(out.toByteArray(), (int) checksum.getValue(), length);
        } finally {
            deflater.end();
        }
    }

    /** The checksum of two parts in a row, from those of each: the first one is moved on by so many bytes of zeros. */
    static int checksum(int first, int second, long secondLength) {
        int[] odd = new int[CHECKSUM_BITS];
        odd[0] = POLYNOMIAL;
        for (int bit = 1; bit < CHECKSUM_BITS; bit++) {
            odd[bit] = 1 << (bit - 1);
        }
        // One bit of zeros, squared to two, to four, to a byte, and on.
        int[] moves = square(square(square(odd)));
        int checksum = first;
        for (long rest = secondLength; rest != 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                checksum = times(moves, checksum);
            }
            moves = square(moves);
        }
        return checksum ^ second;
    }

    private static int times(int[] matrix, int vector) {
        int sum = 0;
        int place = 0;
        for (int rest = vector; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                sum ^= matrix[place];
            }
            place++;
        }
        return sum;
    }

    private static int[] square(int[] matrix) {
        int[] square = new int[CHECKSUM_BITS];
        for (int place = 0; place < CHECKSUM_BITS; place++) {
            square[place] = times(matrix, matrix[place]);
        }
        return square;
    }
}
