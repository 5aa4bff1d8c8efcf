package org.fubiao.web.schedule;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fubiao.audit.Action;
import org.fubiao.audit.AuditLog;
import org.fubiao.audit.Entry;
import org.fubiao.audit.Outcome;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.run.Run;
import org.fubiao.running.BackupDesk;
import org.fubiao.running.RunDesk;
import org.fubiao.schedule.Night;
import org.fubiao.schedule.NightLog;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;

/** For an administrator: whether all is well with the server, on one page that can be printed. */
@Controller
class ConditionPage {
    private static final int NIGHTS = 10;
    private static final int BACKUPS = 100;
    private static final int SECONDS = 2;
    private static final double GIGABYTE = 1024.0 * 1024 * 1024;

    private final DataSource database;
    private final JobCatalog jobs;
    private final BatchRunner runner;
    private final NightLog nights;
    private final AuditLog audit;
    private final BackupDesk backups;
    private final RunDesk.Folders folders;
    private final Clock clock;
    private final long reserve;

    ConditionPage(
            DataSource database,
            JobCatalog jobs,
            BatchRunner runner,
            NightLog nights,
            AuditLog audit,
            BackupDesk backups,
            RunDesk.Folders folders,
            Clock clock,
            Environment bounds) {
        this.database = database;
        this.jobs = jobs;
        this.runner = runner;
        this.nights = nights;
        this.audit = audit;
        this.backups = backups;
        this.folders = folders;
        this.clock = clock;
        this.reserve = DataSize.parse(bounds.getRequiredProperty("fubiao.upload.reserve"))
                .toBytes();
    }

    /**
     * The database.
     *
     * @param millis how long it took to answer; null if it did not
     */
    record Answer(String product, @Nullable Long millis) {}

    /**
     * A folder, and the room on its disk.
     *
     * @param free in GB; null if it cannot be told
     * @param low whether files are refused because there is too little
     */
    record Room(
            String name,
            Path folder,
            @Nullable Double free,
            @Nullable Double all,
            boolean low) {}

    /** How long ago something was: in days and hours, or hours and minutes, or minutes. */
    record Age(long days, int hours, int minutes) {
        static Age of(Instant then, Instant now) {
            Duration age = then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
            return new Age(age.toDays(), age.toHoursPart(), age.toMinutesPart());
        }
    }

    /** The last good output of a job and period. */
    record Good(String title, Run run, Instant at, Age age) {}

    /** A night. */
    record Past(Night night, String title) {}

    @GetMapping("/administration/health")
    String show(Model model) {
        Instant now = clock.instant();
        // A job of long ago may be gone.
        Map<String, String> titles = jobs.ids().stream().collect(Collectors.toMap(id -> id, jobs::title));
        model.addAttribute("now", now);
        model.addAttribute("database", ask());
        model.addAttribute(
                "rooms",
                List.of(
                        room("health.input", folders.input()),
                        room("health.work", folders.work()),
                        room("health.output", folders.output())));
        model.addAttribute("reserve", reserve / GIGABYTE);
        model.addAttribute("good", good(now));
        model.addAttribute(
                "nights",
                nights.last(NIGHTS).stream()
                        .map(night -> new Past(night, titles.getOrDefault(night.job(), night.job())))
                        .toList());
        List<Entry> made = audit.find(new AuditLog.Filter("", Action.BACKUP, "", null, null), 0, BACKUPS);
        Optional<Entry> whole =
                made.stream().filter(one -> one.outcome() == Outcome.DONE).findFirst();
        model.addAttribute("attempt", made.stream().findFirst().orElse(null));
        model.addAttribute("backup", whole.orElse(null));
        model.addAttribute("backupAge", whole.map(one -> Age.of(one.at(), now)).orElse(null));
        model.addAttribute("keeps", backups.folder().isPresent());
        model.addAttribute("going", backups.isGoing());
        String version = ConditionPage.class.getPackage().getImplementationVersion();
        model.addAttribute("version", version == null ? "" : version);
        model.addAttribute("java", Runtime.version().toString());
        return "schedule/health";
    }

    private Answer ask() {
        long begun = System.nanoTime();
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            String product = about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
            boolean valid = connection.isValid(SECONDS);
            return new Answer(
                    product, valid ? Duration.ofNanos(System.nanoTime() - begun).toMillis() : null);
        } catch (SQLException e) {
            return new Answer("", null);
        }
    }

    /** A folder may not have been made yet: then it will be on the disk of the one above. */
    private Room room(String name, Path folder) {
        Optional<Path> there = Stream.iterate(folder.toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(Files::isDirectory)
                .findFirst();
        if (there.isPresent()) {
            try {
                FileStore disk = Files.getFileStore(there.get());
                long free = disk.getUsableSpace();
                return new Room(name, folder, free / GIGABYTE, disk.getTotalSpace() / GIGABYTE, free < reserve);
            } catch (IOException e) {
                return new Room(name, folder, null, null, true);
            }
        }
        return new Room(name, folder, null, null, true);
    }

    private List<Good> good(Instant now) {
        List<Good> good = new ArrayList<>();
        for (String job : jobs.ids()) {
            for (var period : runner.runs().donePeriods(job)) {
                runner.runs().latestDone(job, period).ifPresent(run -> {
                    Instant at = run.ended() == null ? run.started() : run.ended();
                    good.add(new Good(jobs.title(job), run, at, Age.of(at, now)));
                });
            }
        }
        return good;
    }
}
