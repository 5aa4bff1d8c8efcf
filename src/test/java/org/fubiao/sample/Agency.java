package org.fubiao.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A reporting unit and what its rows are about.
 *
 * @param code in the register
 * @param parent code of the unit above, empty if none
 * @param name as printed
 * @param fullName as the unit signs
 * @param kind kind of unit
 * @param letters first letters of its item codes, empty if it has no items
 * @param weight how much it has to do, against the others
 * @param subjects what its items are about
 * @param laws what its permits rest on
 * @param former codes of the units that became this one
 */
record Agency(
        String code,
        String parent,
        String name,
        String fullName,
        String kind,
        String letters,
        int weight,
        List<String> subjects,
        List<String> laws,
        List<String> former) {

    Agency {
        subjects = List.copyOf(subjects);
        laws = List.copyOf(laws);
        former = List.copyOf(former);
    }

    /** The units of the job that report for a year, in its order. */
    static List<Agency> of(int year) {
        Map<String, String[]> vocabulary = new HashMap<>();
        for (String[] line : table(Path.of("src/test/resources/sample/vocabulary.csv"))) {
            vocabulary.put(line[0], line);
        }
        return table(Path.of("jobs/rule-of-law/units.csv")).stream()
                .filter(unit -> unit[6].isEmpty() || Integer.parseInt(unit[6]) <= year)
                .filter(unit -> unit[7].isEmpty() || year <= Integer.parseInt(unit[7]))
                .map(unit -> agency(unit, vocabulary.get(unit[1])))
                .toList();
    }

    private static Agency agency(String[] unit, String @org.jspecify.annotations.Nullable [] words) {
        String fullName = unit[2].isEmpty() ? unit[1] : unit[2].split(";", -1)[0];
        List<String> former = List.of(unit[5].split(";", -1));
        if (words == null) {
            return new Agency(unit[0], unit[3], unit[1], fullName, unit[4], "", 1, List.of(), List.of(), former);
        }
        return new Agency(
                unit[0],
                unit[3],
                unit[1],
                fullName,
                unit[4],
                words[1],
                Integer.parseInt(words[2]),
                List.of(words[3].split(";", -1)),
                List.of(words[4].split(";", -1)),
                former);
    }

    /** The rows of a simple CSV file below its head. */
    static List<String[]> table(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
