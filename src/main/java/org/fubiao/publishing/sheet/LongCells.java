package org.fubiao.publishing.sheet;

import static org.fubiao.listing.TextBytes.ascii;

import org.fubiao.listing.LongColumn;
import org.fubiao.listing.LongNumbers;
import org.fubiao.listing.LongTexts;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.LongLooks.OfLine;
import org.jspecify.annotations.Nullable;

/** Writes the cells of one column of a long list, from behind their address on. For one thread. */
abstract class LongCells {
    /** Where there are more different texts, each is written anew. */
    private static final int MOST_KEPT = 1 << 14;

    private final LongColumn column;
    private final byte[] empty;

    private LongCells(LongColumn column, OfLine looks) {
        this.column = column;
        this.empty = ascii("\" s=\"" + looks.text() + "\"/>");
    }

    static LongCells of(LongColumn column, Column definition, OfLine looks) {
        return column instanceof LongTexts texts
                ? new Texts(texts, looks)
                : new Numbers((LongNumbers) column, definition, looks);
    }

    final void write(int row, XmlBytes xml) {
        if (column.isEmpty(row)) {
            xml.write(empty);
        } else {
            writeValue(row, xml);
        }
    }

    abstract void writeValue(int row, XmlBytes xml);

    /** Texts stand in their cells, so that none has to be remembered in the workbook. */
    private static final class Texts extends LongCells {
        private static final byte[] END = ascii("</t></is></c>");

        private final LongTexts texts;
        private final byte[] plain;
        private final byte[] spaced;
        private final byte @Nullable [] @Nullable [] kept;

        Texts(LongTexts texts, OfLine looks) {
            super(texts, looks);
            this.texts = texts;
            this.plain = ascii("\" s=\"" + looks.text() + "\" t=\"inlineStr\"><is><t>");
            this.spaced = ascii("\" s=\"" + looks.text() + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            this.kept = texts.texts() <= MOST_KEPT ? new byte[texts.texts()][] : null;
        }

        @Override
        void writeValue(int row, XmlBytes xml) {
            int number = texts.number(row);
            if (kept == null) {
                writeText(number, xml);
                return;
            }
            byte[] written = kept[number];
            if (written == null) {
                int from = xml.length();
                writeText(number, xml);
                kept[number] = xml.from(from);
            } else {
                xml.write(written);
            }
        }

        private void writeText(int number, XmlBytes xml) {
            byte[] bytes = texts.bytes(number);
            int from = texts.from(number);
            int length = texts.length(number);
            boolean inked = isInk(bytes[from]) && isInk(bytes[from + length - 1]);
            xml.write(inked || !isSpaced(texts.text(number)) ? plain : spaced);
            xml.text(bytes, from, length);
            xml.write(END);
        }

        private static boolean isInk(byte b) {
            return b > ' ';
        }

        private static boolean isSpaced(String text) {
            return Character.isWhitespace(text.charAt(0)) || Character.isWhitespace(text.charAt(text.length() - 1));
        }
    }

    private static final class Numbers extends LongCells {
        private static final byte[] END = ascii("</v></c>");

        private final LongNumbers numbers;
        private final boolean anyDecimals;
        /** By digits behind the point; one where the column has a format. */
        private final byte[][] before;

        Numbers(LongNumbers numbers, Column definition, OfLine looks) {
            super(numbers, looks);
            this.numbers = numbers;
            this.anyDecimals = definition.format().isEmpty();
            this.before = looks.numbers().stream()
                    .map(look -> ascii("\" s=\"" + look + "\"><v>"))
                    .toArray(byte[][]::new);
        }

        @Override
        void writeValue(int row, XmlBytes xml) {
            long value = numbers.unscaled(row);
            xml.write(before[anyDecimals ? LongMeasures.decimals(value, numbers.scale()) : 0]);
            xml.number(value, numbers.scale());
            xml.write(END);
        }
    }
}
