package org.fubiao.reading;

import static org.fubiao.reading.XlsxTexts.ascii;

import java.util.List;
import org.fubiao.reading.PlainXml.Unusual;

/** What the tags that open rows and cells say: row number, column, style and type. */
final class XlsxCellHead {
    static final byte NUMBER = 'n';
    static final byte SHARED = 's';
    static final byte BOOLEAN = 'b';
    static final byte INLINE = 'i';
    /** The text that a formula gave, or an error. */
    static final byte STRING = 'e';

    private static final byte[] ROW_NUMBER = ascii("r=\"");
    private static final byte[] INLINE_STRING = ascii("inlineStr\"");
    private static final byte[] FORMULA_STRING = ascii("str\"");
    private static final int MOST_COLUMNS = 16_384;

    private final PlainXml xml;
    private int number;
    private int column;
    private int style;
    private byte type;

    XlsxCellHead(PlainXml xml) {
        this.xml = xml;
    }

    /** Reads the attributes of a row. Returns whether it is more than an empty tag. */
    boolean row(List<byte[]> prefixes) throws Unusual {
        number = -1;
        while (isMore()) {
            if (number < 0 && xml.take(ROW_NUMBER)) {
                number = xml.number();
            } else if (xml.bytes[xml.at] == 'r' && xml.bytes[xml.at + 1] == '=') {
                throw new Unusual();
            } else {
                xml.skipAttribute(prefixes);
            }
        }
        if (number < 0) {
            throw new Unusual();
        }
        return isOpen();
    }

    /** Moves behind the name of the tag if it is that of a cell. */
    boolean isCell() {
        byte[] bytes = xml.bytes;
        int at = xml.at;
        byte behind = bytes[at] == '<' && bytes[at + 1] == 'c' ? bytes[at + 2] : 0;
        if (!PlainXml.isSpace(behind) && behind != '>' && behind != '/') {
            return false;
        }
        xml.at = at + 2;
        return true;
    }

    /**
     * Reads the attributes of a cell. Returns whether it is more than an empty tag.
     *
     * @param follows its column, from 0, where it does not say one
     */
    boolean cell(int follows, List<byte[]> prefixes) throws Unusual {
        column = -1;
        style = -1;
        type = 0;
        while (isMore()) {
            byte[] bytes = xml.bytes;
            int at = xml.at;
            byte name = bytes[at];
            boolean ours = bytes[at + 1] == '=' && (name == 'r' || name == 's' || name == 't');
            if (!ours) {
                xml.skipAttribute(prefixes);
                continue;
            }
            if (bytes[at + 2] != '"') {
                throw new Unusual();
            }
            xml.at = at + 3;
            if (name == 'r' && column < 0) {
                column = reference();
            } else if (name == 's' && style < 0) {
                style = xml.number();
            } else if (name == 't' && type == 0) {
                type = readType();
            } else {
                throw new Unusual();
            }
        }
        column = column < 0 ? follows : column;
        type = type == 0 ? NUMBER : type;
        if (column >= MOST_COLUMNS) {
            throw new Unusual();
        }
        return isOpen();
    }

    /** Moves to the next attribute, if there is one. */
    private boolean isMore() throws Unusual {
        byte b = xml.bytes[xml.at];
        if (b == '>' || b == '/') {
            return false;
        }
        if (!PlainXml.isSpace(b)) {
            throw new Unusual();
        }
        xml.skipSpace();
        b = xml.bytes[xml.at];
        return b != '>' && b != '/';
    }

    private boolean isOpen() throws Unusual {
        boolean open = xml.bytes[xml.at++] == '>';
        if (!open && xml.bytes[xml.at++] != '>') {
            throw new Unusual();
        }
        return open;
    }

    /** The column of a reference such as {@code AB12}. The row that it names does not count. */
    private int reference() throws Unusual {
        byte[] bytes = xml.bytes;
        int at = xml.at;
        int letters = 0;
        byte b = bytes[at];
        while (b >= 'A' && b <= 'Z' && at - xml.at < 3) {
            letters = letters * 26 + b - 'A' + 1;
            b = bytes[++at];
        }
        xml.at = at;
        xml.number();
        if (letters == 0) {
            throw new Unusual();
        }
        return letters - 1;
    }

    private byte readType() throws Unusual {
        byte[] bytes = xml.bytes;
        byte first = bytes[xml.at];
        if (bytes[xml.at + 1] == '"' && (first == NUMBER || first == SHARED || first == BOOLEAN || first == STRING)) {
            xml.at += 2;
            return first;
        }
        if (xml.take(INLINE_STRING)) {
            return INLINE;
        }
        xml.require(FORMULA_STRING);
        return STRING;
    }

    int number() {
        return number;
    }

    int column() {
        return column;
    }

    /** Place of its look among those of the workbook; negative if it has none. */
    int style() {
        return style;
    }

    byte type() {
        return type;
    }

    boolean mayCalculate() {
        return type != SHARED && type != INLINE;
    }
}
