package org.fubiao.reading;

/**
 * The records of an XLS stream, one after the other: a number that says what it is, a length, and so many bytes. Offsets count
 * from the first byte of the current record's content; whoever reads makes sure that the record is long enough.
 */
final class XlsRecords {
    static final int EOF = 0x0A;
    static final int CONTINUE = 0x3C;
    static final int BOF = 0x809;

    private static final int HEADER_BYTES = 4;
    private static final int BIFF_8 = 0x600;

    final byte[] bytes;
    private int begin;
    private int sid;
    private int length;
    private int next;

    /** @param from where the first record begins */
    XlsRecords(byte[] bytes, int from) {
        this.bytes = bytes;
        this.next = from;
    }

    /** What only the library understands, or what is broken. Has no stack: it is a way to go, not an error. */
    static final class Unusual extends Exception {
        private static final long serialVersionUID = 1L;

        Unusual() {
            super(null, null, false, false);
        }
    }

    static void require(boolean usual) throws Unusual {
        if (!usual) {
            throw new Unusual();
        }
    }

    /** Moves to the next record; false if there is none, or only a piece of one. */
    boolean next() {
        if (next + HEADER_BYTES > bytes.length) {
            return false;
        }
        int size = u16at(next + 2);
        if (next + HEADER_BYTES + size > bytes.length) {
            return false;
        }
        sid = u16at(next);
        length = size;
        begin = next + HEADER_BYTES;
        next = begin + size;
        return true;
    }

    /** Moves to the next record, which must be there. */
    void require() throws Unusual {
        require(next());
    }

    /** Requires the next record to begin a part of the stream of this type, in the format of Excel 97 and later. */
    void requireBegin(int type) throws Unusual {
        require();
        require(sid == BOF && length >= 4 && u16(0) == BIFF_8 && u16(2) == type);
    }

    /** What the next record is; -1 behind the last one. */
    int nextSid() {
        return next + HEADER_BYTES <= bytes.length ? u16at(next) : -1;
    }

    /** Where the next record begins. */
    int nextAt() {
        return next;
    }

    /** Where the current record begins. */
    int at() {
        return begin - HEADER_BYTES;
    }

    /** Where the content of the current record begins. */
    int begin() {
        return begin;
    }

    int sid() {
        return sid;
    }

    int length() {
        return length;
    }

    int u8(int offset) {
        return bytes[begin + offset] & 0xFF;
    }

    int u16(int offset) {
        return u16at(begin + offset);
    }

    private int u16at(int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    int i32(int offset) {
        return u16(offset) | u16(offset + 2) << 16;
    }

    long i64(int offset) {
        return (i32(offset) & 0xFFFF_FFFFL) | (long) i32(offset + 4) << 32;
    }

    /** A text to the end of the record: after its length and a flag that tells whether a character has one byte or two. */
    String text(int offset, int characters, int flag) throws Unusual {
        boolean wide = (flag & 1) != 0;
        require(flag < 2 && offset + (wide ? 2 * characters : characters) == length);
        return text(bytes, begin + offset, characters, wide);
    }

    static String text(byte[] bytes, int at, int characters, boolean wide) {
        char[] text = new char[characters];
        for (int i = 0; i < characters; i++) {
            text[i] = (char)
                    (wide ? (bytes[at + 2 * i] & 0xFF) | (bytes[at + 2 * i + 1] & 0xFF) << 8 : bytes[at + i] & 0xFF);
        }
        return new String(text);
    }
}
