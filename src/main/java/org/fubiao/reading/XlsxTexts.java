package org.fubiao.reading;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fubiao.reading.PlainXml.Unusual;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the cells of a workbook share, read as far as they are asked for. Most are kept as bytes, a third of what
 * strings take, because a column of a million different texts is shared like any other.
 */
final class XlsxTexts implements Closeable {
    private static final byte[] ITEM = ascii("<si>");
    private static final byte[] ANY_ITEM = ascii("<si");
    private static final byte[] EMPTY_ITEM = ascii("<si/>");
    private static final byte[] ITEM_END = ascii("</si>");
    private static final byte[] TEXT = ascii("<t>");
    private static final byte[] SPACED_TEXT = ascii("<t xml:space=\"preserve\">");
    private static final byte[] EMPTY_TEXT = ascii("<t/>");
    private static final byte[] TEXT_END = ascii("</t>");
    private static final byte[] RUN = ascii("<r>");
    private static final byte[] RUN_END = ascii("</r>");
    private static final byte[] LOOKS = ascii("<rPr>");
    private static final byte[] LOOKS_END = ascii("</rPr>");
    private static final byte[] READING = ascii("<rPh ");
    private static final byte[] READING_LOOK = ascii("<phoneticPr");
    private static final byte[] END = ascii("</");
    private static final byte[] READING_END = ascii("</rPh>");

    private static final int CHUNK_BITS = 20;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int LENGTH_BYTES = 3;

    /** What repeats is among the first, since texts are numbered as they come. */
    private static final int MOST_STRINGS = 1 << 16;

    private final PlainXml xml;
    private @Nullable List<byte[]> prefixes;
    private final List<byte[]> chunks = new ArrayList<>();
    private byte[] chunk = new byte[0];
    private int used = CHUNK;
    /** For each text, its chunk and where in it its length stands. */
    private int[] places = new int[64];

    private int count;
    private @Nullable String[] strings = new String[64];

    XlsxTexts(PlainXml xml) {
        this.xml = xml;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A text, without white space at its ends. */
    String text(int number) throws IOException, Unusual {
        String known = number < strings.length ? strings[number] : null;
        return known == null ? find(number) : known;
    }

    private String find(int number) throws IOException, Unusual {
        while (number >= count) {
            readOn();
        }
        byte[] bytes = chunks.get(places[number] >>> CHUNK_BITS);
        int at = places[number] & (CHUNK - 1);
        int length = (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF);
        String text = XlsxLibraryRows.clean(PlainXml.decode(bytes, at + LENGTH_BYTES, at + LENGTH_BYTES + length));
        if (number < MOST_STRINGS) {
            if (number >= strings.length) {
                strings = Arrays.copyOf(strings, Math.min(MOST_STRINGS, Math.max(number + 1, strings.length * 4)));
            }
            strings[number] = text;
        }
        return text;
    }

    private void readOn() throws IOException, Unusual {
        if (prefixes == null) {
            prefixes = XlsxPrologue.skip(xml, "sst", ANY_ITEM);
        }
        xml.lookAhead();
        xml.skipSpace();
        if (xml.take(EMPTY_ITEM)) {
            keep(chunk, 0, 0);
            return;
        }
        xml.require(ITEM);
        if (xml.take(TEXT)) {
            int from = xml.at;
            xml.skipText();
            int to = xml.at;
            if (!xml.hasReferences()) {
                xml.require(TEXT_END);
                if (xml.take(ITEM_END)) {
                    keep(xml.bytes, from, to);
                    return;
                }
            }
            xml.at = from - TEXT.length;
        }
        byte[] text = pieces(prefixes).getBytes(StandardCharsets.UTF_8);
        keep(text, 0, text.length);
    }

    /** The text of an item that has looks, readings or references. */
    private String pieces(List<byte[]> declared) throws Unusual {
        StringBuilder text = new StringBuilder();
        xml.skipSpace();
        while (!xml.take(ITEM_END)) {
            if (xml.take(RUN)) {
                xml.skipSpace();
                skipLooks(declared);
                addText(text);
                xml.skipSpace();
                xml.require(RUN_END);
            } else if (xml.isNext(READING)) {
                skipReading(declared);
            } else if (xml.isNext(READING_LOOK)) {
                skipEmpty(declared);
            } else {
                addText(text);
            }
            xml.skipSpace();
        }
        return text.toString();
    }

    private void addText(StringBuilder text) throws Unusual {
        if (xml.take(EMPTY_TEXT)) {
            return;
        }
        if (!xml.take(SPACED_TEXT)) {
            xml.require(TEXT);
        }
        text.append(xml.text());
        xml.require(TEXT_END);
    }

    private void skipLooks(List<byte[]> declared) throws Unusual {
        if (xml.take(LOOKS)) {
            xml.skipSpace();
            while (!xml.take(LOOKS_END)) {
                skipEmpty(declared);
                xml.skipSpace();
            }
            xml.skipSpace();
        }
    }

    private void skipReading(List<byte[]> declared) throws Unusual {
        if (xml.skipTag(declared)) {
            xml.skipSpace();
            addText(new StringBuilder());
            xml.skipSpace();
            xml.require(READING_END);
        }
    }

    /** An element with nothing in it. */
    private void skipEmpty(List<byte[]> declared) throws Unusual {
        if (xml.isNext(END) || xml.skipTag(declared)) {
            throw new Unusual();
        }
    }

    private void keep(byte[] bytes, int from, int to) throws Unusual {
        int length = to - from;
        if (used + LENGTH_BYTES + length > chunk.length) {
            makeRoom(LENGTH_BYTES + length);
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
        }
        places[count++] = (chunks.size() - 1) << CHUNK_BITS | used;
        chunk[used] = (byte) (length >> 16);
        chunk[used + 1] = (byte) (length >> 8);
        chunk[used + 2] = (byte) length;
        System.arraycopy(bytes, from, chunk, used + LENGTH_BYTES, length);
        used += LENGTH_BYTES + length;
    }

    /** The first chunk grows, so that a small workbook takes little. */
    private void makeRoom(int more) throws Unusual {
        if (more > CHUNK || chunks.size() == 1 << (31 - CHUNK_BITS)) {
            throw new Unusual();
        }
        if (chunks.size() == 1 && used + more <= CHUNK) {
            chunk = Arrays.copyOf(chunk, Math.min(CHUNK, Math.max(chunk.length * 4, used + more)));
            chunks.set(0, chunk);
            return;
        }
        chunk = new byte[chunks.isEmpty() ? Math.max(4096, more) : CHUNK];
        chunks.add(chunk);
        used = 0;
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
