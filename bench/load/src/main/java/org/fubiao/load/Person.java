package org.fubiao.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Somebody who uses the server, logged in already: to hash passwords is slow on purpose, and nobody does it twice a minute.
 *
 * @param kind what it does
 * @param unit code of its unit, or {@code -}
 * @param session its cookie
 * @param token its key
 * @param file what it hands in, or {@code -}
 */
record Person(Kind kind, String unit, String session, String token, String file) {
    enum Kind {
        REPORTER,
        READER,
        STATISTICIAN,
        RUNNER
    }

    private static final String SEPARATOR = "\t";

    static void write(List<Person> people, Path file) throws IOException {
        Files.write(
                file,
                people.stream()
                        .map(one -> String.join(SEPARATOR, one.kind.name(), one.unit, one.session, one.token, one.file))
                        .toList());
    }

    static List<Person> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(SEPARATOR))
                    .map(cells -> new Person(Kind.valueOf(cells[0]), cells[1], cells[2], cells[3], cells[4]))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
