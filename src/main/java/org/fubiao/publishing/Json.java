package org.fubiao.publishing;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, texts, numbers and booleans as JSON, indented, in the order in which they come. */
public final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** The text of a value. */
    public static String write(Object value) {
        Json json = new Json();
        json.write(value, "\n");
        return json.out.append('\n').toString();
    }

    private void write(Object value, String newLine) {
        if (value instanceof Map<?, ?> map) {
            writeAll(map.entrySet().iterator(), '{', '}', newLine);
        } else if (value instanceof List<?> list) {
            writeAll(list.iterator(), '[', ']', newLine);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            writeText(value.toString());
        }
    }

    private void writeAll(Iterator<?> parts, char open, char close, String newLine) {
        out.append(open);
        String inner = newLine + "  ";
        boolean any = parts.hasNext();
        while (parts.hasNext()) {
            out.append(inner);
            Object part = parts.next();
            if (part instanceof Map.Entry<?, ?> entry) {
                writeText(entry.getKey().toString());
                out.append(": ");
                write(entry.getValue(), inner);
            } else {
                write(part, inner);
            }
            if (parts.hasNext()) {
                out.append(',');
            }
        }
        out.append(any ? newLine : "").append(close);
    }

    private void writeText(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, i))) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
