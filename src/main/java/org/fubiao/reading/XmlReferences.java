package org.fubiao.reading;

import org.fubiao.reading.PlainXml.Unusual;

/** The references that stand for characters in XML, by name (amp) or by number (#10, #x4E00). */
final class XmlReferences {
    private static final int LONGEST = 10;

    private XmlReferences() {}

    static String resolve(String text) throws Unusual {
        StringBuilder result = new StringBuilder(text.length());
        int from = 0;
        for (int and = text.indexOf('&'); and >= 0; and = text.indexOf('&', from)) {
            int end = text.indexOf(';', and);
            if (end < 0 || end - and > LONGEST) {
                throw new Unusual();
            }
            result.append(text, from, and).appendCodePoint(character(text.substring(and + 1, end)));
            from = end + 1;
        }
        return result.append(text, from, text.length()).toString();
    }

    private static int character(String name) throws Unusual {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> numbered(name);
        };
    }

    private static int numbered(String name) throws Unusual {
        boolean hex = name.startsWith("#x");
        String digits = name.substring(hex ? 2 : Math.min(1, name.length()));
        if (!name.startsWith("#") || !digits.matches(hex ? "[0-9A-Fa-f]{1,6}" : "[0-9]{1,7}")) {
            throw new Unusual();
        }
        int c = Integer.parseInt(digits, hex ? 16 : 10);
        boolean xml = c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE);
        if (!xml && (c < 0x10000 || c > Character.MAX_CODE_POINT)) {
            throw new Unusual();
        }
        return c;
    }
}
