package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A file's path, taken apart.
 *
 * @param stem name of the file without its extension
 * @param extension in lower case, without the dot; empty if there is none
 * @param folders the deepest first
 */
record FilePath(String stem, String extension, List<String> folders) {
    static FilePath of(String path) {
        List<String> parts = new ArrayList<>(Arrays.asList(path.split("/", -1)));
        String name = parts.remove(parts.size() - 1);
        Collections.reverse(parts);
        int dot = name.lastIndexOf('.');
        return dot <= 0
                ? new FilePath(name, "", parts)
                : new FilePath(name.substring(0, dot), name.substring(dot + 1).toLowerCase(Locale.ROOT), parts);
    }
}
