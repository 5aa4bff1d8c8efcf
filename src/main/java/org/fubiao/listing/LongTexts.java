package org.fubiao.listing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts, encoded. A row has the number of its text; equal texts mostly have the same number, as far as a small table remembers
 * them, so that what is made of a text can be made once.
 */
public final class LongTexts implements LongColumn {
    private static final int NOTHING = -1;
    private static final int MOST_KNOWN = 1 << 14;

    /** After so many rows it shows whether texts repeat. */
    private static final int TRIALS = 2 * MOST_KNOWN;

    private static final int CHUNK_BITS = 20;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST_CHUNK = 1 << 12;

    private final Map<String, Integer> known = new HashMap<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private byte[] chunk = new byte[0];
    private int used;
    /** For each text, its chunk and where in it it begins. */
    private int[] places = new int[64];

    private int[] lengths = new int[64];
    private int texts;
    private int[] rows = new int[64];
    private int size;
    private boolean gaps;
    private boolean repeats = true;

    /** The numbers of rows, from 1. */
    public static LongTexts serial(int size) {
        LongTexts serial = new LongTexts();
        serial.repeats = false;
        for (int row = 1; row <= size; row++) {
            serial.add(Integer.toString(row));
        }
        return serial;
    }

    /** Adds a row; a text that is null or empty is none. */
    public void add(@Nullable String text) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
        }
        int number = text == null || text.isEmpty() ? NOTHING : number(text);
        gaps |= number == NOTHING;
        rows[size++] = number;
        if (size == TRIALS && texts > TRIALS / 2) {
            repeats = false;
            known.clear();
        }
    }

    private int number(String text) {
        if (!repeats) {
            return keep(text);
        }
        Integer number = known.get(text);
        if (number == null) {
            number = keep(text);
            if (known.size() < MOST_KNOWN) {
                known.put(text, number);
            }
        }
        return number;
    }

    private int keep(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (used + bytes.length > chunk.length) {
            // The first ones are small, since most lists are.
            int usual = Math.min(CHUNK, FIRST_CHUNK << Math.min(chunks.size(), CHUNK_BITS / 2));
            chunk = new byte[Math.max(usual, bytes.length)];
            chunks.add(chunk);
            used = 0;
        }
        if (texts == places.length) {
            places = Arrays.copyOf(places, texts * 2);
            lengths = Arrays.copyOf(lengths, texts * 2);
        }
        System.arraycopy(bytes, 0, chunk, used, bytes.length);
        places[texts] = (chunks.size() - 1) << CHUNK_BITS | used;
        lengths[texts] = bytes.length;
        used += bytes.length;
        return texts++;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isEmpty(int row) {
        return rows[row] == NOTHING;
    }

    @Override
    public boolean hasGaps() {
        return gaps;
    }

    /** How many texts there are, from 0: at most as many as rows. */
    public int texts() {
        return texts;
    }

    /** Number of the text of a row; negative if it has none. */
    public int number(int row) {
        return rows[row];
    }

    /** A text by its number. */
    public String text(int number) {
        return new String(bytes(number), from(number), length(number), StandardCharsets.UTF_8);
    }

    /** What holds a text's bytes, in UTF-8, among others; not to be changed. */
    public byte[] bytes(int number) {
        return chunks.get(places[number] >>> CHUNK_BITS);
    }

    /** Where a text begins in {@link #bytes}. */
    public int from(int number) {
        return places[number] & (CHUNK - 1);
    }

    /** How many bytes a text has. */
    public int length(int number) {
        return lengths[number];
    }
}
