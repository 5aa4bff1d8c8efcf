package org.fubiao.reading;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.reading.XlsRecords.Unusual;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the cells of an XLS file share. They stand in one record and its continuations, and any of them may be broken
 * by the border of two; it is then said anew whether a character has one byte or two. Each text is decoded when it is first
 * asked for.
 */
final class XlsTexts {
    static final int SID = 0xFC;

    private static final int WIDE = 1;
    private static final int PHONETIC = 4;
    private static final int RICH = 8;
    private static final int RUN_BYTES = 4;

    private final byte[] bytes;
    /** Where each piece of the table begins and ends: the record and its continuations. */
    private final int[] begins;

    private final int[] ends;
    /** For each text the piece where it begins, and the place. */
    private final int[] pieces;

    private final int[] places;
    private final @Nullable String[] decoded;

    private int piece;
    private int at;

    private XlsTexts(byte[] bytes, int[] begins, int[] ends, int count) {
        this.bytes = bytes;
        this.begins = begins;
        this.ends = ends;
        this.pieces = new int[count];
        this.places = new int[count];
        this.decoded = new String[count];
    }

    /** For a file without them. */
    static XlsTexts none() {
        return new XlsTexts(new byte[0], new int[0], new int[0], 0);
    }

    /** Reads the table whose record is the current one, and moves behind its continuations. */
    static XlsTexts read(XlsRecords records) throws Unusual {
        XlsRecords.require(records.length() >= 8);
        int count = records.i32(4);
        List<int[]> found = new ArrayList<>();
        found.add(new int[] {records.begin() + 8, records.begin() + records.length()});
        long size = records.length();
        while (records.nextSid() == XlsRecords.CONTINUE) {
            records.require();
            found.add(new int[] {records.begin(), records.begin() + records.length()});
            size += records.length();
        }
        XlsRecords.require(count >= 0 && count <= size);
        XlsTexts texts = new XlsTexts(
                records.bytes,
                found.stream().mapToInt(piece -> piece[0]).toArray(),
                found.stream().mapToInt(piece -> piece[1]).toArray(),
                count);
        texts.at = texts.begins[0];
        for (int i = 0; i < count; i++) {
            texts.skipBorder();
            texts.pieces[i] = texts.piece;
            texts.places[i] = texts.at;
            texts.pass(null);
        }
        return texts;
    }

    int size() {
        return places.length;
    }

    /** A text, cleaned as that of every cell. */
    String text(int index) {
        String text = decoded[index];
        if (text == null) {
            piece = pieces[index];
            at = places[index];
            StringBuilder characters = new StringBuilder();
            try {
                pass(characters);
            } catch (Unusual e) {
                throw new IllegalStateException("this text was read before", e);
            }
            text = Texts.clean(characters.toString());
            decoded[index] = text;
        }
        return text;
    }

    /** Moves behind a text, or only behind the characters that are wanted; at its length. */
    private void pass(@Nullable StringBuilder into) throws Unusual {
        int length = number(2);
        int flags = number(1);
        XlsRecords.require((flags & ~(WIDE | PHONETIC | RICH)) == 0);
        int runs = (flags & RICH) == 0 ? 0 : number(2);
        int phonetic = (flags & PHONETIC) == 0 ? 0 : number(4);
        characters(length, (flags & WIDE) != 0, into);
        if (into != null) {
            return;
        }
        for (int run = 0; run < runs; run++) {
            number(RUN_BYTES);
        }
        if (phonetic != 0) {
            skipPhonetic(phonetic);
        }
    }

    private void characters(int length, boolean beginsWide, @Nullable StringBuilder into) throws Unusual {
        boolean wide = beginsWide;
        int left = length;
        while (true) {
            int here = Math.min(left, (ends[piece] - at) / (wide ? 2 : 1));
            if (into != null) {
                into.append(XlsRecords.text(bytes, at, here, wide));
            }
            at += wide ? 2 * here : here;
            left -= here;
            if (left == 0) {
                return;
            }
            XlsRecords.require(at == ends[piece] && piece + 1 < ends.length);
            at = begins[++piece];
            int flag = number(1);
            XlsRecords.require(flag <= WIDE);
            wide = flag == WIDE;
        }
    }

    /** How a text is pronounced. What contradicts itself is left to the library. */
    private void skipPhonetic(int size) throws Unusual {
        skipBorder();
        XlsRecords.require(size >= 14 && at + size <= ends[piece]);
        int end = at + size;
        boolean usual = number(2) == 1 && number(2) + 4 == size;
        number(4);
        number(2);
        int length = number(2);
        XlsRecords.require(usual && length == number(2));
        at = end;
    }

    /** A number of so many bytes, which stand in one piece. */
    private int number(int size) throws Unusual {
        skipBorder();
        XlsRecords.require(at + size <= ends[piece]);
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[at++] & 0xFF) << (8 * i);
        }
        return value;
    }

    private void skipBorder() {
        if (at == ends[piece] && piece + 1 < ends.length) {
            at = begins[++piece];
        }
    }
}
