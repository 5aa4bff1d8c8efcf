package org.fubiao.staging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a column of a chunk, encoded. Texts that are repeated, as most in a ledger are, are encoded once: the last
 * one of each hash is remembered.
 */
final class TextColumn {
    private static final int REMEMBERED = 1024;

    private final @Nullable String[] texts = new String[REMEMBERED];
    private final byte[][] encoded = new byte[REMEMBERED][];
    private byte[] @Nullable [] rows = new byte[0][];

    /** Begins a chunk of at most so many rows. */
    void begin(int capacity) {
        if (rows.length != capacity) {
            rows = new byte[capacity][];
        }
    }

    void set(int row, @Nullable String text) {
        rows[row] = text == null ? null : encode(text);
    }

    private byte[] encode(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & REMEMBERED - 1;
        if (!text.equals(texts[slot])) {
            texts[slot] = text;
            encoded[slot] = text.getBytes(StandardCharsets.UTF_8);
        }
        return encoded[slot];
    }

    /** Writes the first rows. */
    void flush(DuckDBWritableVector vector, int count) {
        vector.setStringUtf8Batch(0, count == rows.length ? rows : Arrays.copyOf(rows, count));
    }
}
