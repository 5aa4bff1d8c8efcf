package org.fubiao.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fubiao.bench.data.CaseFolder;
import org.fubiao.bench.data.City;
import org.fubiao.bench.data.Source;
import org.fubiao.bench.data.Spec;
import org.fubiao.bench.data.Truth;

/**
 * Measures one case: makes its data, then in each round lets every program do the work in turn. What a program brings out is
 * held against what must come out after every run, so no time exists of a run that was wrong.
 */
final class Measuring {
    private final Fubiao fubiao;
    private final int rounds;
    private final double patience;
    private final Machine machine;
    private final PrintStream log;

    /**
     * @param rounds how often each program runs
     * @param patience seconds after which a program is not run again, in all rounds together
     */
    Measuring(Fubiao fubiao, int rounds, double patience, Machine machine, PrintStream log) {
        this.fubiao = fubiao;
        this.rounds = rounds;
        this.patience = patience;
        this.machine = machine;
        this.log = log;
    }

    /** Measures a case in a folder of its own, which is empty, beside some programs. */
    List<Result> measure(BenchCase one, long size, Path folder, List<Rival> rivals)
            throws IOException, InterruptedException {
        log.printf(Locale.ROOT, "%s, %,d %s: making data …%n", one.id(), size, one.counted());
        Source source = one.source(size);
        Work work = new Work(source, folder, CaseFolder.write(source, folder), rivals);
        log.printf(Locale.ROOT, "  %,d files, %,d rows, %.1f MB%n", work.files(), work.truth.rows(), work.bytes / 1e6);
        switch (one) {
            case START -> work.start();
            case CITY -> work.rounds(true);
            default -> work.rounds(false);
        }
        return work.results(one, size);
    }

    private final class Work {
        private final Source source;
        private final Spec spec;
        private final Path folder;
        private final Truth truth;
        private final List<Rival> rivals;
        private final long bytes;
        private final Map<Task, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

        Work(Source source, Path folder, Truth truth, List<Rival> rivals) throws IOException {
            this.source = source;
            this.spec = source.spec();
            this.folder = folder;
            this.truth = truth;
            this.rivals = List.copyOf(rivals);
            this.bytes = Folders.size(folder.resolve("input"));
        }

        int files() {
            return spec.files().size();
        }

        void start() throws IOException, InterruptedException {
            fromNothing(Task.FIRST);
            samples.clear();
            for (int round = 0; round < rounds; round++) {
                note(Task.START, Fubiao.NAME, fubiao.list(folder, spec));
            }
        }

        void rounds(boolean again) throws IOException, InterruptedException {
            for (int round = 0; round < rounds && goesOn(Fubiao.NAME, round); round++) {
                fromNothing(Task.FIRST);
                if (again) {
                    unchanged();
                    changed((City) source);
                    receipts();
                }
                for (Rival rival : rivals) {
                    if (goesOn(rival.name(), round)) {
                        run(rival);
                    }
                }
            }
        }

        /** Whether a program takes part in a round: always in the first, then until patience is at an end. */
        private boolean goesOn(String program, int round) {
            List<Sample> so = samples.getOrDefault(Task.FIRST, Map.of()).getOrDefault(program, List.of());
            return round == 0
                    || (!so.isEmpty() && so.stream().mapToDouble(Sample::wall).sum() < patience);
        }

        private void run(Rival rival) throws IOException, InterruptedException {
            Path out = folder.resolve("rivals").resolve(rival.name());
            Optional<Sample> sample = rival.run(folder, out);
            if (sample.isEmpty()) {
                log.println("  " + rival.name() + " cannot do this case");
                return;
            }
            check(rival.name(), Outcome.read(out), truth);
            note(Task.FIRST, rival.name(), sample.get());
        }

        private void fromNothing(Task task) throws IOException, InterruptedException {
            Folders.clear(folder.resolve("work"));
            Folders.clear(folder.resolve("output"));
            Sample sample = fubiao.run(folder, spec);
            check(Fubiao.NAME, Fubiao.outcome(folder, spec), truth);
            note(task, Fubiao.NAME, sample);
        }

        private void unchanged() throws IOException, InterruptedException {
            Sample sample = fubiao.run(folder, spec);
            check(Fubiao.NAME, Fubiao.outcome(folder, spec), truth);
            note(Task.UNCHANGED, Fubiao.NAME, sample);
        }

        private void changed(City city) throws IOException, InterruptedException {
            City corrected = city.corrected();
            CaseFolder.rewrite(corrected, corrected.correction(), folder);
            Sample sample = fubiao.run(folder, spec);
            check(Fubiao.NAME, Fubiao.outcome(folder, spec), CaseFolder.truth(corrected));
            note(Task.CHANGED, Fubiao.NAME, sample);
            CaseFolder.rewrite(city, corrected.correction(), folder);
        }

        private void receipts() throws IOException, InterruptedException {
            CaseFolder.setReceipts(spec, folder, true);
            fromNothing(Task.RECEIPTS);
            CaseFolder.setReceipts(spec, folder, false);
        }

        private void check(String program, Outcome outcome, Truth right) {
            List<String> differences = outcome.differences(Outcome.of(right));
            if (!differences.isEmpty()) {
                throw new WrongOutcomeException(program, spec.name(), differences);
            }
        }

        private void note(Task task, String program, Sample sample) {
            samples.computeIfAbsent(task, key -> new LinkedHashMap<>())
                    .computeIfAbsent(program, key -> new ArrayList<>())
                    .add(sample);
            log.printf(
                    Locale.ROOT,
                    "  %-14s %-9s %8.2f s  cpu %8.2f s  %,6.0f MB  right%n",
                    program,
                    task.word(),
                    sample.wall(),
                    sample.cpu(),
                    sample.peakBytes() / 1e6);
        }

        List<Result> results(BenchCase one, long size) {
            List<Result> results = new ArrayList<>();
            samples.forEach((task, programs) -> results.add(new Result(
                    task.work(one),
                    task.title(one),
                    size,
                    files(),
                    truth.rows(),
                    bytes,
                    machine,
                    programs.entrySet().stream()
                            .map(each -> new Result.Programme(each.getKey(), each.getValue()))
                            .toList())));
            return results;
        }
    }

    /** What is done with the data of a case. */
    private enum Task {
        FIRST("first"),
        UNCHANGED("unchanged"),
        CHANGED("changed"),
        RECEIPTS("receipts"),
        START("start");

        private final String word;

        Task(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        String work(BenchCase one) {
            return this == FIRST || this == START ? one.id() : one.id() + "-" + word;
        }

        String title(BenchCase one) {
            return switch (this) {
                case UNCHANGED -> one.title() + ", nothing changed";
                case CHANGED -> one.title() + ", one file changed";
                case RECEIPTS -> one.title() + ", first run, with receipts";
                case FIRST -> one == BenchCase.CITY ? one.title() + ", first run" : one.title();
                case START -> one.title();
            };
        }
    }
}
