package org.fubiao.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** On what, when and how it was measured. */
record Machine(
        String processor, String memory, String system, String java, String date, String commit, String command) {

    static Machine here(Path root, String command) throws IOException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        String model = field(Path.of("/proc/cpuinfo"), "model name");
        String kilobytes = field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
        return new Machine(
                processors + " × " + (model.isEmpty() ? System.getProperty("os.arch") : model),
                kilobytes.isEmpty()
                        ? "memory not known"
                        : String.format(Locale.ROOT, "%.0f GB", Long.parseLong(kilobytes) * 1024 / 1e9),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                LocalDate.now(ZoneId.systemDefault()).toString(),
                commit(root),
                command);
    }

    private static String field(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        }
    }

    private static String commit(Path root) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(List.of("git", "describe", "--always", "--dirty"))
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? said : "unknown";
    }

    String describe() {
        return processor + ", " + memory + "; " + system + "; " + java + "; " + date + "; commit " + commit;
    }
}
