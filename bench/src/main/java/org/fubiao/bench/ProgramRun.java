package org.fubiao.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One run of the program as its users start it: in a fresh process, with an empty work folder. */
final class ProgramRun {
    private static final String FIRST_STEP = "接收";
    private static final String AFTER_TOTALS = "出表";
    private static final int POLL_MILLIS = 50;

    private final Path folder;
    private final Path jar;
    private final List<String> javaOptions;

    /**
     * @param folder has {@code jobs} and {@code input}; {@code work} and {@code output} are made in it
     */
    ProgramRun(Path folder, Path jar, List<String> javaOptions) {
        this.folder = folder;
        this.jar = jar;
        this.javaOptions = List.copyOf(javaOptions);
    }

    /**
     * What was measured.
     *
     * @param toTotals seconds from the first look at the input to the last measure
     * @param whole seconds from the start of the process to its end
     * @param cpu processor seconds of the process, of all its threads
     * @param peakBytes most memory that was resident; 0 where the system does not tell
     * @param steps seconds until the next step, by step
     * @param values of the figures, in their order
     */
    record Result(
            double toTotals,
            double whole,
            double cpu,
            long peakBytes,
            Map<String, Double> steps,
            List<BigDecimal> values) {}

    Result run() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString(), "run"));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        Watch watch = new Watch(process);
        watch.start();
        Map<String, Double> marks = new LinkedHashMap<>();
        StringBuilder said = new StringBuilder();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                if (line.endsWith(" …")) {
                    marks.put(line.replace("…", "").strip(), seconds(began));
                }
            }
        }
        int exit = process.waitFor();
        double whole = seconds(began);
        watch.end();
        if (exit != 0 && exit != 3) {
            throw new IOException("the program ended with " + exit + ":\n" + said);
        }
        return new Result(
                at(marks, AFTER_TOTALS, said) - at(marks, FIRST_STEP, said),
                whole,
                watch.cpu,
                watch.peakBytes,
                steps(marks, whole),
                values());
    }

    private static Map<String, Double> steps(Map<String, Double> marks, double whole) {
        Map<String, Double> steps = new LinkedHashMap<>();
        String step = "启动";
        double since = 0;
        for (var mark : marks.entrySet()) {
            steps.put(step, mark.getValue() - since);
            step = mark.getKey();
            since = mark.getValue();
        }
        steps.put(step, whole - since);
        return steps;
    }

    private static double at(Map<String, Double> marks, String step, StringBuilder said) throws IOException {
        Double mark = marks.get(step);
        if (mark == null) {
            throw new IOException("the program did not say when it began with " + step + ":\n" + said);
        }
        return mark;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private List<BigDecimal> values() throws IOException {
        Path figures = folder.resolve("output/ledger/2023/latest/figures.csv");
        List<BigDecimal> values = new ArrayList<>();
        CSVFormat format =
                CSVFormat.Builder.create().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser rows = CSVParser.parse(figures, StandardCharsets.UTF_8, format)) {
            for (CSVRecord row : rows) {
                values.add(new BigDecimal(row.get("exact")));
            }
        }
        return values;
    }

    /** Follows the memory and the processor time of a process until it ends. */
    private static final class Watch extends Thread {
        private final Process process;
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile long peakBytes;
        private volatile double cpu;

        Watch(Process process) {
            super("watch");
            this.process = process;
            setDaemon(true);
        }

        @Override
        public void run() {
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            while (!ended.get()) {
                look(status);
                try {
                    Thread.sleep(POLL_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void look(Path status) {
            process.info().totalCpuDuration().map(Duration::toMillis).ifPresent(millis -> cpu = millis / 1e3);
            try {
                for (String line : Files.readAllLines(status)) {
                    if (line.startsWith("VmHWM:")) {
                        peakBytes = 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                    }
                }
            } catch (IOException e) {
                // The process has ended, or this system keeps no such file: what was seen before stands.
                return;
            }
        }

        void end() throws InterruptedException {
            ended.set(true);
            join();
        }
    }
}
