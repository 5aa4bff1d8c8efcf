package org.fubiao.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Has many people use a server at once, over the shipped job and its input, while one run follows the other. Reports errors, what
 * was lost of what the server said it took, and how long pages took. Its exit code says whether all of it is as it should be.
 */
public final class Load {
    private static final String JOB = "rule-of-law";
    private static final String PERIOD = "2023";
    private static final long BOUND_MILLIS = 300;
    private static final Pattern FIRST = Pattern.compile("初始密码\\s+(\\S+)");
    private static final Pattern READY = Pattern.compile("按 Ctrl\\+C");
    private static final Pattern SHA = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\"");
    private static final Pattern AGAIN = Pattern.compile("（第\\d+次报送）");
    private static final Pattern PATH = Pattern.compile("\"path\":\"([^\"]+)\"");

    private final Path program;
    private final Path folder;
    private final int people;
    private final int seconds;
    private final String server;

    private Load(Path program, Path folder, int people, int seconds) throws IOException {
        this.program = program;
        this.folder = folder;
        this.people = people;
        this.seconds = seconds;
        try (ServerSocket free = new ServerSocket(0)) {
            this.server = "http://127.0.0.1:" + free.getLocalPort();
        }
    }

    /** Folder of the program, how many people, for how many seconds, {@code check} if how long it takes says nothing. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("fubiao-load");
        boolean sound;
        try {
            Load load = new Load(Path.of(args[0]), folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            sound = load.measure(args.length > 3 && args[3].equals("check"));
        } finally {
            delete(folder);
        }
        System.exit(sound ? 0 : 1);
    }

    private boolean measure(boolean onlyCheck) throws Exception {
        copy(program.resolve("jobs"), folder.resolve("jobs"));
        copy(program.resolve("input"), folder.resolve("input"));
        Process serving = new ProcessBuilder(
                        program.resolve("fubiao").toString(),
                        "serve",
                        "--port=" + URI.create(server).getPort(),
                        "--jobs=" + folder.resolve("jobs"),
                        "--input=" + folder.resolve("input"),
                        "--output=" + folder.resolve("output"),
                        "--work=" + folder.resolve("work"))
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            Person.write(prepare(firstPassword(serving)), folder.resolve("people"));
            double before = loadAverage();
            int failed = gatling();
            double after = loadAverage();
            return report(failed, before, after, onlyCheck);
        } finally {
            serving.destroy();
            serving.waitFor(2, TimeUnit.MINUTES);
        }
    }

    private static String firstPassword(Process serving) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(serving.getInputStream(), StandardCharsets.UTF_8));
        String password = "";
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher first = FIRST.matcher(line);
            password = first.find() ? first.group(1) : password;
            if (READY.matcher(line).find()) {
                return password;
            }
        }
        throw new IOException("the server did not start");
    }

    /** Three of five hand in files, one has runs made, a quarter of the others reviews them, the rest reads. */
    private List<Person> prepare(String password) throws Exception {
        Visitor administrator = Visitor.enter(server, "admin", password);
        Visitor runner = Visitor.enter(server, "runner", administrator.makeAccount("runner", "STATISTICIAN", JOB));
        String key = runner.makeKey();
        List<Person> all = new ArrayList<>();
        all.add(new Person(Person.Kind.RUNNER, "-", runner.session(), key, "-"));
        runOnce(key);
        int others = people - people * 3 / 5 - 1;
        int reviewers = Math.max(1, others / 4);
        for (int other = 0; other < others; other++) {
            boolean reviews = other < reviewers;
            String name = (reviews ? "statistician" : "reader") + other;
            Visitor visitor = Visitor.enter(
                    server, name, administrator.makeAccount(name, reviews ? "STATISTICIAN" : "VIEWER", JOB));
            all.add(new Person(
                    reviews ? Person.Kind.STATISTICIAN : Person.Kind.READER,
                    "-",
                    visitor.session(),
                    visitor.makeKey(),
                    "-"));
        }
        String list = administrator.post("/administration/units/" + JOB, "format", "csv");
        Map<String, Path> files = filesOfUnits();
        for (String line : list.lines().skip(1).toList()) {
            String[] cells = line.split(",");
            Path file = files.get(cells[1]);
            if (file != null && all.size() < people) {
                Visitor visitor = Visitor.enter(server, cells[2], cells[3]);
                all.add(new Person(
                        Person.Kind.REPORTER, cells[0], visitor.session(), visitor.makeKey(), file.toString()));
            }
        }
        if (all.size() < people) {
            throw new IOException("only " + all.size() + " people");
        }
        return all;
    }

    /** A file of each unit that the shipped input has one of, by the unit's name. */
    private Map<String, Path> filesOfUnits() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        Path input = program.resolve("input").resolve(JOB).resolve(PERIOD);
        List<String> names = Files.readAllLines(
                        program.resolve("jobs").resolve(JOB).resolve("units.csv"))
                .stream()
                .skip(1)
                .map(line -> line.split(",")[1])
                .toList();
        try (Stream<Path> all = Files.walk(input)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String path = input.relativize(file).toString();
                if (path.endsWith(".csv") || path.endsWith(".xlsx")) {
                    names.stream().filter(path::contains).forEach(name -> files.putIfAbsent(name, file));
                }
            }
        }
        return files;
    }

    private String ask(String method, String path, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server + "/api/v1/jobs/" + JOB + "/periods/" + PERIOD + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** There must be something to take away. */
    private void runOnce(String key) throws Exception {
        ask("POST", "/run", key, "{\"reason\": \"load\"}");
        String status = ask("GET", "/run", key, "");
        while (status.contains("\"state\":\"WAITING\"") || status.contains("\"state\":\"RUNNING\"")) {
            Thread.sleep(200);
            status = ask("GET", "/run", key, "");
        }
        if (!status.contains("\"state\":\"DONE\"")) {
            throw new IOException("the first run did not end well: " + status);
        }
    }

    /** In a process of its own: what it does is not to disturb what is counted here. Returns how many requests failed. */
    private int gatling() throws IOException, InterruptedException {
        Path log = folder.resolve("gatling");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dfolder=" + folder,
                        "-Dserver=" + server,
                        "-Djob=" + JOB,
                        "-Dperiod=" + PERIOD,
                        "-Dseconds=" + seconds,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.gatling.app.Gatling",
                        "-s",
                        People.class.getName(),
                        "-rf",
                        folder.resolve("results").toString(),
                        "-nr")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        String text = Files.readString(log);
        // The last table is the whole.
        int closing = text.lastIndexOf("---- Requests");
        Matcher global = Pattern.compile("> Global[ |]+[\\d,]+[ |]+[\\d,]+[ |]+([\\d,]+)")
                .matcher(text);
        if (closing < 0 || !global.find(closing)) {
            throw new IOException("nothing was asked:\n" + text);
        }
        System.out.println(text.substring(closing, text.indexOf("\n\n", closing)));
        return Integer.parseInt(global.group(1).replace(",", ""));
    }

    private boolean report(int failed, double before, double after, boolean onlyCheck) throws IOException {
        List<String> uploads = Files.readAllLines(folder.resolve("uploads"));
        int lost = lost(uploads);
        long kept = keptFiles();
        Map<String, List<Long>> pages = new LinkedHashMap<>();
        List<Long> all = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("pages"))) {
            String[] cells = line.split("\t");
            long took = Long.parseLong(cells[1]);
            pages.computeIfAbsent(cells[0], name -> new ArrayList<>()).add(took);
            all.add(took);
        }
        System.out.printf(
                "%d people for %d s on %d processors%n",
                people, seconds, Runtime.getRuntime().availableProcessors());
        System.out.printf("load average before %.1f, after %.1f%n", before, after);
        System.out.printf("failed requests        %d%n", failed);
        System.out.printf(
                "files taken            %d, in the input folder %d, lost or changed %d%n", uploads.size(), kept, lost);
        System.out.printf("runs                   %d%n", runs());
        pages.forEach((name, times) -> System.out.printf("page %-18s %s%n", name, describe(times)));
        System.out.printf("all pages               %s%n", describe(all));
        boolean sound = failed == 0 && lost == 0 && kept == uploads.size() && !uploads.isEmpty();
        boolean quick = percentile(all, 95) < BOUND_MILLIS;
        System.out.println((sound ? "No error, and no file lost." : "NOT AS IT SHOULD BE: errors or lost files.")
                + (onlyCheck ? "" : quick ? " Pages are quick enough." : " Pages are TOO SLOW."));
        if (!sound) {
            System.out.println(Files.readString(folder.resolve("errors")));
        }
        return sound && (onlyCheck || quick);
    }

    private long runs() throws IOException {
        try (Stream<Path> runs =
                Files.list(folder.resolve("output").resolve(JOB).resolve(PERIOD).resolve("runs"))) {
            return runs.count() - 1;
        }
    }

    /**
     * How many of those that were taken are not there, or are not what was sent, or not what the answer says. The interface answers
     * where a file lies and its hash; of those that were sent by the page the name is known, which no other has, and which is kept but
     * for how often the form was sent.
     */
    private int lost(List<String> uploads) throws IOException {
        Map<String, Path> kept = new HashMap<>();
        try (Stream<Path> files = Files.walk(handedIn())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> kept.put(
                            AGAIN.matcher(file.getFileName().toString()).replaceAll(""), file));
        }
        int lost = 0;
        for (String line : uploads) {
            String[] cells = line.split("\t", 2);
            String sent = hash(Path.of(cells[0]));
            Matcher path = PATH.matcher(cells[1]);
            Matcher sha = SHA.matcher(cells[1]);
            boolean told = path.find() && sha.find();
            Path file = told ? inbox().resolve(path.group(1)) : kept.get(cells[1]);
            boolean same = file != null
                    && Files.isRegularFile(file)
                    && hash(file).equals(sent)
                    && (!told || sha.group(1).equals(sent));
            lost += same ? 0 : 1;
        }
        return lost;
    }

    private Path handedIn() {
        return inbox().resolve("网上报送");
    }

    private Path inbox() {
        return folder.resolve("input").resolve(JOB).resolve(PERIOD);
    }

    /** Those that were handed in now, and what else there may be: a file that was written and not answered is counted. */
    private long keptFiles() throws IOException {
        try (Stream<Path> files = Files.walk(handedIn())) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String describe(List<Long> times) {
        return String.format(
                "%5d views, median %4d ms, 95 %% %4d ms, longest %5d ms",
                times.size(), percentile(times, 50), percentile(times, 95), percentile(times, 100));
    }

    private static long percentile(List<Long> times, int percent) {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.isEmpty()
                ? Long.MAX_VALUE
                : sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
