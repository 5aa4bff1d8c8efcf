package org.fubiao.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the bytes of an XML part, which moves forward. Understands the plain ways in which spreadsheet programs write,
 * without a string for every name and number; whatever else it meets is {@linkplain Unusual unusual} and left to a real parser.
 */
final class PlainXml implements Closeable {
    /** So many bytes are at hand wherever a cell or text begins: more than the longest text of a cell takes. */
    static final int AHEAD = 1 << 17;

    /** Stands behind the last byte. It is no character of XML, so that nothing needs to look out for the end. */
    private static final int END = 0;

    private static final boolean[] ORDINARY = new boolean[256];

    static {
        Arrays.fill(ORDINARY, ' ', 0x80, true);
        ORDINARY['<'] = false;
        ORDINARY['&'] = false;
        ORDINARY[']'] = false;
        ORDINARY[0x7F] = false;
    }

    /** The bytes at hand; what is behind {@link #at} stays where it is until {@link #lookAhead}. */
    byte[] bytes;

    int at;
    private final InputStream in;
    private int limit;
    private boolean ended;
    private boolean ascii;
    private boolean references;

    /** @param size of the part as far as it is known, in bytes; negative if it is not */
    PlainXml(InputStream in, long size) {
        this.in = in;
        this.bytes = new byte[size < 0 || size > AHEAD ? 2 * AHEAD : (int) size + 2];
    }

    /** What only a real parser understands, or what is broken. Has no stack: it is a way to go, not an error. */
    static final class Unusual extends Exception {
        private static final long serialVersionUID = 1L;

        Unusual() {
            super(null, null, false, false);
        }
    }

    /** To be called where something begins that must be at hand as a whole. */
    void lookAhead() throws IOException {
        if (limit - at < AHEAD && !ended) {
            fill();
        }
    }

    private void fill() throws IOException {
        System.arraycopy(bytes, at, bytes, 0, limit - at);
        limit -= at;
        at = 0;
        while (limit < AHEAD) {
            if (limit + 1 == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * AHEAD);
            }
            int read = in.read(bytes, limit, bytes.length - 1 - limit);
            if (read < 0) {
                ended = true;
                break;
            }
            limit += read;
        }
        bytes[limit] = END;
    }

    /** Moves behind white space. */
    void skipSpace() {
        while (isSpace(bytes[at])) {
            at++;
        }
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r';
    }

    boolean isNext(byte[] expected) {
        int end = at + expected.length;
        return end <= limit && Arrays.equals(bytes, at, end, expected, 0, expected.length);
    }

    /** Moves behind these bytes if they are the next ones. */
    boolean take(byte[] expected) {
        if (!isNext(expected)) {
            return false;
        }
        at += expected.length;
        return true;
    }

    void require(byte[] expected) throws Unusual {
        if (!take(expected)) {
            throw new Unusual();
        }
    }

    /** Moves behind the next occurrence of these bytes. */
    void skipTo(byte[] wanted) throws Unusual {
        while (!take(wanted)) {
            if (bytes[at++] == END) {
                throw new Unusual();
            }
        }
    }

    /** Up to the next occurrence of these bytes, which must be at hand; null if it is not. */
    byte @Nullable [] upTo(byte[] wanted) {
        for (int end = at; end + wanted.length <= limit; end++) {
            if (bytes[end] == wanted[0] && Arrays.equals(bytes, end, end + wanted.length, wanted, 0, wanted.length)) {
                byte[] before = Arrays.copyOfRange(bytes, at, end);
                at = end;
                return before;
            }
        }
        return null;
    }

    /**
     * Moves behind an attribute that says nothing of what is read here; at its name.
     *
     * @param prefixes those that are declared, each with its colon
     */
    void skipAttribute(List<byte[]> prefixes) throws Unusual {
        for (byte[] prefix : prefixes) {
            if (take(prefix)) {
                break;
            }
        }
        int from = at;
        while (isName(bytes[at])) {
            at++;
        }
        if (at == from || bytes[at++] != '=') {
            throw new Unusual();
        }
        byte quote = bytes[at++];
        if (quote != '"' && quote != '\'') {
            throw new Unusual();
        }
        while (bytes[at] != quote) {
            if (!isOrdinary(bytes[at])) {
                throw new Unusual();
            }
            at++;
        }
        at++;
    }

    /** Moves behind a tag that says nothing of what is read here; at its bracket. Returns whether it opens an element. */
    boolean skipTag(List<byte[]> prefixes) throws Unusual {
        if (bytes[at++] != '<') {
            throw new Unusual();
        }
        boolean opens = bytes[at] != '/';
        if (!opens) {
            at++;
        }
        if (!isName(bytes[at])) {
            throw new Unusual();
        }
        while (isName(bytes[at])) {
            at++;
        }
        while (isSpace(bytes[at])) {
            skipSpace();
            if (isName(bytes[at])) {
                skipAttribute(prefixes);
            }
        }
        if (opens && bytes[at] == '/') {
            opens = false;
            at++;
        }
        if (bytes[at++] != '>') {
            throw new Unusual();
        }
        return opens;
    }

    private static boolean isName(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
    }

    /** A whole number behind which the attribute ends; at its first digit. */
    int number() throws Unusual {
        int value = digits();
        if (bytes[at++] != '"') {
            throw new Unusual();
        }
        return value;
    }

    /** A whole number of at most nine digits; at the first of them. */
    int digits() throws Unusual {
        byte[] b = bytes;
        int from = at;
        int p = from;
        int value = 0;
        for (int digit = b[p] - '0'; digit >= 0 && digit <= 9; digit = b[p] - '0') {
            value = value * 10 + digit;
            p++;
        }
        if (p == from || p - from > 9) {
            throw new Unusual();
        }
        at = p;
        return value;
    }

    static boolean isOrdinary(byte b) {
        return ORDINARY[b & 0xFF];
    }

    /** Moves to the next tag. What is in between is then told by {@link #isAscii} and {@link #hasReferences}. */
    void skipText() throws Unusual {
        ascii = true;
        references = false;
        int p = at;
        byte b = bytes[p];
        while (b != '<') {
            if (!isOrdinary(b)) {
                ascii &= b > 0;
                references |= b == '&';
                check(b, p);
            }
            b = bytes[++p];
        }
        at = p;
    }

    boolean isAscii() {
        return ascii;
    }

    boolean hasReferences() {
        return references;
    }

    /** The characters up to the next tag, with references resolved. */
    String text() throws Unusual {
        int from = at;
        skipText();
        String text = ascii ? new String(bytes, from, at - from, StandardCharsets.ISO_8859_1) : decode(bytes, from, at);
        return references ? XmlReferences.resolve(text) : text;
    }

    static String decode(byte[] bytes, int from, int to) throws Unusual {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        // What is no UTF-8 was decoded to U+FFFD; the two characters behind it are none of XML.
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '\uFFFD') {
                throw new Unusual();
            }
        }
        return text;
    }

    /** Control characters are wrong in XML, a carriage return is not what it seems, and {@code ]]>} may not stand in text. */
    private void check(byte b, int p) throws Unusual {
        boolean wrong = b >= 0 && b < ' ' && b != '\n' && b != '\t';
        boolean endsSection = b == ']' && bytes[p + 1] == ']' && bytes[p + 2] == '>';
        if (wrong || endsSection) {
            throw new Unusual();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
