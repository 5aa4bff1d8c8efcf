package org.fubiao.web.api;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fubiao.reading.FileType;

/** Names that others give to files, made such that nothing but a name is left of them. */
final class FileNames {
    /** What no file system takes, what has a meaning in paths, and what is not seen or turns the order of what is. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}/\\\\:*?\"<>|]");

    /** Devices of Windows, under whatever extension. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(CON|PRN|AUX|NUL|COM\\d|LPT\\d)(\\..*)?");

    /** File systems take 255 bytes, and a mark of repetition is to fit. */
    private static final int MOST_BYTES = 200;

    private FileNames() {}

    /** The name of a file that can be read by its extension; empty if it is none. */
    static Optional<String> file(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String name = safe(last);
        int dot = name.lastIndexOf('.');
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean known = dot > 0
                && Arrays.stream(FileType.values())
                        .anyMatch(type -> type.extensions().contains(extension));
        // Hidden files and locks of open documents are not submissions.
        return known && !name.startsWith(".") && !name.startsWith("~$") ? Optional.of(name) : Optional.empty();
    }

    /** A text as one part of a path. */
    static String safe(String text) {
        String name = UNSAFE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("_")
                .strip();
        if (DEVICE.matcher(name).matches()) {
            name = "_" + name;
        }
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot).strip() : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        while ((stem + extension).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES && !stem.isEmpty()) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + extension;
    }

    /** The same for what is sent again: {@code 台账（第2次报送）.csv}. */
    static String again(String name, int time) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + "（第" + time + "次报送）" + name.substring(dot);
    }
}
