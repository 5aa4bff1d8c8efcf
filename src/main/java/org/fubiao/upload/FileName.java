package org.fubiao.upload;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name for a file or folder, made of what somebody sent: one that every file system takes, that leads nowhere else, and that is
 * a submission to a run.
 *
 * @param stem without the extension
 * @param extension with its dot, or empty
 */
record FileName(String stem, String extension) {
    /** Together with what tells versions apart, a name has at most 200 bytes. */
    private static final int MOST_BYTES = 175;

    private static final int LONGEST_EXTENSION = 10;
    private static final String NAMELESS = "报送文件";
    /** What cannot be seen, among it what turns the direction of writing, and halves of characters. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");

    private static final Pattern UNSAFE = Pattern.compile("[<>:\"|?*]");
    /** Hidden files and locks of open documents. */
    private static final Pattern BEGIN = Pattern.compile("^(?:[.\\s]|~\\$)+");

    private static final Pattern END = Pattern.compile("[.\\s]+$");
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    /** What a run takes for litter of file managers. */
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");

    /** The safe name for a text, of which only what stands behind the last separator is used. */
    static FileName of(String sent) {
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        name = UNSEEN.matcher(name).replaceAll("");
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        name = UNSAFE.matcher(name).replaceAll("_");
        name = END.matcher(BEGIN.matcher(name).replaceAll("")).replaceAll("");
        if (name.isEmpty()) {
            name = NAMELESS;
        }
        if (DEVICE.matcher(name).matches() || LITTER.contains(name.toLowerCase(Locale.ROOT))) {
            name = "_" + name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - extension.length());
        String fitting = cut(stem, MOST_BYTES - bytes(extension));
        return new FileName(END.matcher(fitting).replaceAll(""), extension);
    }

    /** The same file, sent for the n-th time: in words that tell a run that it is the later version. */
    String version(int number) {
        return number < 2 ? toString() : stem + "（第" + number + "次报送）" + extension;
    }

    private static String cut(String text, int most) {
        StringBuilder kept = new StringBuilder();
        int room = most;
        for (int point : text.codePoints().toArray()) {
            String character = Character.toString(point);
            room -= bytes(character);
            if (room < 0) {
                break;
            }
            kept.append(character);
        }
        return kept.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return stem + extension;
    }
}
