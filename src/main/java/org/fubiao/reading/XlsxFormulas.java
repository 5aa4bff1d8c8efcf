package org.fubiao.reading;

import static org.fubiao.reading.XlsxTexts.ascii;

import java.util.BitSet;
import org.fubiao.reading.PlainXml.Unusual;

/** Tells whether cells have formulas. Those that cells share, or that fill several cells, have rules of their own. */
final class XlsxFormulas {
    private static final byte[] NORMAL = ascii("t=\"normal\"");
    private static final byte[] SHARED = ascii("t=\"shared\"");
    private static final byte[] NUMBER = ascii("si=\"");
    private static final byte[] RANGE = ascii("ref=\"");
    private static final byte[] ALWAYS = ascii("ca=\"");
    private static final byte[] END = ascii("</f>");
    private static final int MOST_SHARED = 1 << 16;

    private final PlainXml xml;
    private final BitSet defined = new BitSet();

    XlsxFormulas(PlainXml xml) {
        this.xml = xml;
    }

    /** Moves behind a formula; at what follows its name. Returns whether there is one. */
    boolean take() throws Unusual {
        boolean shared = false;
        boolean range = false;
        int number = -1;
        while (PlainXml.isSpace(xml.bytes[xml.at])) {
            xml.skipSpace();
            if (xml.take(SHARED)) {
                shared = true;
            } else if (xml.take(NUMBER)) {
                number = xml.number();
            } else if (xml.take(RANGE)) {
                skipRange();
                range = true;
            } else if (xml.take(ALWAYS)) {
                xml.number();
            } else if (!xml.take(NORMAL)) {
                break;
            }
        }
        boolean text = hasText();
        return shared ? isShared(number, range, text) : text;
    }

    private boolean hasText() throws Unusual {
        if (xml.bytes[xml.at] == '/' && xml.bytes[xml.at + 1] == '>') {
            xml.at += 2;
            return false;
        }
        if (xml.bytes[xml.at++] != '>') {
            throw new Unusual();
        }
        int from = xml.at;
        xml.skipText();
        boolean text = xml.at > from;
        xml.require(END);
        return text;
    }

    /** The first cell of those that share a formula has it in full, and the others refer to it. */
    private boolean isShared(int number, boolean range, boolean text) throws Unusual {
        if (number < 0 || number >= MOST_SHARED || (range ? !text : !defined.get(number))) {
            throw new Unusual();
        }
        defined.set(number);
        return true;
    }

    /** {@code A1} or {@code A1:B20}. */
    private void skipRange() throws Unusual {
        for (byte b = xml.bytes[xml.at]; b != '"'; b = xml.bytes[++xml.at]) {
            if (!(b >= 'A' && b <= 'Z') && !(b >= '0' && b <= '9') && b != ':') {
                throw new Unusual();
            }
        }
        xml.at++;
    }
}
