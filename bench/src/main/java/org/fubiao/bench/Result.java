package org.fubiao.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one piece of work in one size.
 *
 * @param work {@code city}, {@code city-unchanged} …
 * @param size in what the case counts
 * @param machine on which it was measured, when and by which command
 */
record Result(
        String work,
        String title,
        long size,
        long files,
        long rows,
        long bytes,
        Machine machine,
        List<Programme> programmes) {

    Result {
        programmes = List.copyOf(programmes);
    }

    /** The runs of one program. */
    record Programme(String name, List<Sample> samples) {
        Programme {
            samples = List.copyOf(samples);
        }

        double median(ToDoubleFunction<Sample> value) {
            double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        double seconds() {
            return median(Sample::wall);
        }

        double peakBytes() {
            return median(Sample::peakBytes);
        }

        /** Seconds of a step; those of the whole run if the program does not announce it. */
        double step(String name) {
            return median(sample -> sample.steps().getOrDefault(name, sample.wall()));
        }

        /** Seconds of each step, in order. */
        Map<String, Double> steps() {
            Map<String, Double> steps = new LinkedHashMap<>();
            samples.get(0).steps().keySet().forEach(name -> steps.put(name, step(name)));
            return steps;
        }
    }

    Optional<Programme> programme(String name) {
        return programmes.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    Programme fubiao() {
        return programme(Fubiao.NAME).orElseThrow();
    }

    /** How many times as long another program takes; empty if it was not measured. */
    Optional<Double> ratio(String other) {
        return programme(other).map(one -> one.seconds() / fubiao().seconds());
    }

    /** Whether the work has to do with every file and row, so that it has a speed. */
    boolean readsAll() {
        return !work.equals(BenchCase.START.id());
    }

    /** Whether speed is counted in files; otherwise it is in rows. */
    boolean inFiles() {
        return files > 1;
    }

    /** How much there is of what speed is counted in. */
    long amount() {
        return inFiles() ? files : rows;
    }

    String fileName() {
        return String.format(Locale.ROOT, "%s-%d.json", work, size);
    }
}
