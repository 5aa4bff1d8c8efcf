package org.fubiao.publishing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What each output of a run is made of, beside the outputs. The next run copies an output that would be made of the same by the
 * same build of the program, instead of making it: writing workbooks takes longer than all the rest of a repeated run.
 *
 * <p>The first line names who made them; each further line is an output: hash of what it is made of, hash of its bytes, name.
 */
final class MadeOf {
    static final String FILE = ".made-of";

    private final Path folder;
    private final String maker;
    private final Map<String, String> lines = new ConcurrentSkipListMap<>();

    /** What is being made in a folder. */
    MadeOf(Path folder, String maker) {
        this.folder = folder;
        this.maker = maker;
    }

    /** What a run left in its folder; nothing if another build made it, or nobody can tell. */
    static MadeOf in(Path folder, String maker) throws IOException {
        MadeOf found = new MadeOf(folder, maker);
        Path file = folder.resolve(FILE);
        if (Files.isRegularFile(file)) {
            List<String> lines = Files.readAllLines(file);
            if (!lines.isEmpty() && lines.get(0).equals(maker)) {
                for (String line : lines.subList(1, lines.size())) {
                    found.lines.put(line.substring(line.lastIndexOf('\t') + 1), line);
                }
            }
        }
        return found;
    }

    /**
     * Copies an output to another folder if it is made of the given content and its bytes are still those that were made.
     *
     * @return whether it was copied
     */
    boolean copy(String output, String content, Path to) throws IOException {
        String line = lines.get(output);
        Path made = folder.resolve(output);
        if (line == null || !line.startsWith(content + '\t') || !Files.isRegularFile(made)) {
            return false;
        }
        Path copy = Files.copy(made, to.resolve(output), StandardCopyOption.REPLACE_EXISTING);
        // Of the copy: what is looked at is what is published, even if somebody is at the original.
        boolean same = line.equals(line(output, content, copy));
        if (!same) {
            Files.delete(copy);
        }
        return same;
    }

    /** Notes what a written output is made of. */
    void add(String output, String content) throws IOException {
        lines.put(output, line(output, content, folder.resolve(output)));
    }

    void save() throws IOException {
        Files.writeString(folder.resolve(FILE), maker + '\n' + String.join("\n", lines.values()) + '\n');
    }

    private static String line(String output, String content, Path file) throws IOException {
        return content + '\t' + Manifest.Output.hash(file) + '\t' + output;
    }
}
