package org.fubiao.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Runs a command and takes its time, its processor time and its memory, children included. One at a time. */
final class TimedProcess {
    private static final int POLL_MILLIS = 20;
    private static final int KEPT_OUTPUT = 20_000;
    private static final double TICKS_PER_SECOND = 100;
    private static final Path OWN_STAT = Path.of("/proc/self/stat");

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> environment;
    private final long limitSeconds;

    /** What became of it. {@code said} is the end of what it printed. */
    record Ended(int exit, Sample sample, String said) {}

    TimedProcess(List<String> command, Path folder, Map<String, String> environment, long limitSeconds) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.limitSeconds = limitSeconds;
    }

    Ended run() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        double cpuBefore = childrenCpu();
        long began = System.nanoTime();
        Process process = builder.start();
        // Who ends the measuring ends what is measured.
        Thread end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        Watch watch = new Watch(process, began, limitSeconds);
        watch.start();
        StringBuilder said = new StringBuilder();
        Map<String, Double> marks = new LinkedHashMap<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(" …")) {
                    marks.put(line.replace("…", "").strip(), seconds(began));
                }
                said.append(line).append('\n');
                if (said.length() > 2 * KEPT_OUTPUT) {
                    said.delete(0, said.length() - KEPT_OUTPUT);
                }
            }
        }
        int exit = process.waitFor();
        double wall = seconds(began);
        watch.end();
        Runtime.getRuntime().removeShutdownHook(end);
        if (watch.overdue) {
            throw new IOException(String.join(" ", command) + " took more than " + limitSeconds + " s and was ended");
        }
        double cpu = Math.max(0, childrenCpu() - cpuBefore);
        return new Ended(exit, new Sample(wall, cpu, watch.peakBytes, steps(marks, wall)), said.toString());
    }

    private static Map<String, Double> steps(Map<String, Double> marks, double whole) {
        if (marks.isEmpty()) {
            return Map.of();
        }
        Map<String, Double> steps = new LinkedHashMap<>();
        String step = Fubiao.START;
        double since = 0;
        for (var mark : marks.entrySet()) {
            steps.put(step, mark.getValue() - since);
            step = mark.getKey();
            since = mark.getValue();
        }
        steps.put(step, whole - since);
        return steps;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Processor seconds of all children of this process that have ended and been waited for. */
    private static double childrenCpu() throws IOException {
        if (!Files.exists(OWN_STAT)) {
            return 0;
        }
        String stat = Files.readString(OWN_STAT);
        // The second field is the name in brackets and may hold blanks; cutime and cstime are fields 16 and 17.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }

    /** Follows the memory of a process and its children until it ends, and ends it if it takes too long. */
    private static final class Watch extends Thread {
        private final Process process;
        private final long began;
        private final long limitSeconds;
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Map<Long, Long> peaks = new HashMap<>();
        private volatile long peakBytes;
        private volatile boolean overdue;

        Watch(Process process, long began, long limitSeconds) {
            super("watch");
            this.process = process;
            this.began = began;
            this.limitSeconds = limitSeconds;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!ended.get()) {
                Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .forEach(handle -> look(handle.pid()));
                peakBytes = peaks.values().stream().mapToLong(Long::longValue).sum();
                if (seconds(began) > limitSeconds) {
                    overdue = true;
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    return;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void look(long pid) {
            try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
                lines.filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                        .forEach(bytes -> peaks.merge(pid, bytes, Math::max));
            } catch (IOException | UncheckedIOException e) {
                // It has ended, or this system keeps no such file: what was seen before stands.
                return;
            }
        }

        void end() throws InterruptedException {
            ended.set(true);
            join();
        }
    }
}
