package org.fubiao.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.closing.Closing;
import org.fubiao.closing.Closings;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.UnreadableDatabaseException;
import org.fubiao.doctor.OutputArea.PublishedPeriod;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.submission.Holdings;
import org.fubiao.submission.Holdings.HeldFile;
import org.fubiao.submission.Holdings.HeldSegment;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Verifies what a work folder holds and what was published from it against the register: archived bytes by their hash, segments by
 * their rows, the balance of rows, outputs by their manifests. Files that nothing refers to are litter, never a fault: a run that was
 * cut off may have left them, half written.
 *
 * <p>May be used while a run is going on: rows are committed after the files that they refer to, and the register is read first.
 */
public final class Doctor {
    private static final String DATABASE = "登记库";

    private final Path work;
    private final Optional<Path> output;

    /** @param output folder of all outputs, if it is not the one to which each run published */
    public Doctor(Path work, Optional<Path> output) {
        this.work = work;
        this.output = output;
    }

    /** Examines everything. The database is that of the work folder. */
    public Diagnosis examine(ControlDatabase database) throws IOException, InterruptedException {
        if (!database.isCurrent()) {
            return onlyDatabase(
                    "可以打开，但不是本程序的版本",
                    new Fault(
                            DATABASE,
                            "结构版本应为 " + ControlDatabase.SCHEMA + "，实为 "
                                    + database.schema().orElse("（无）") + "，其余各项未检查",
                            "较旧的，运行 fubiao runs 即自动升级，再检查一次；较新的，请改用新版程序"));
        }
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        List<Run> runs = new ArrayList<>(new Runs(jdbc, Clock.systemUTC()).all());
        Collections.reverse(runs);
        Holdings holdings = new Holdings(jdbc);
        List<HeldFile> files = holdings.files();
        List<HeldSegment> segments = holdings.segments();
        List<PublishedPeriod> periods = periods(runs, new Closings(jdbc, Clock.systemUTC()).current());
        List<Area> areas = new ArrayList<>();
        areas.add(new Area(DATABASE, "可以打开，结构为当前版本（" + ControlDatabase.SCHEMA + "）", List.of(), List.of()));
        areas.add(RunsArea.examine(work, runs));
        areas.add(new ArchiveArea(work).examine(files));
        areas.add(new SegmentArea(work).examine(segments));
        areas.add(BalanceArea.examine(segments));
        areas.add(new OutputArea().examine(periods));
        areas.add(new Litter(work)
                .examine(
                        files,
                        segments,
                        periods.stream().map(PublishedPeriod::folder).toList()));
        return new Diagnosis(areas);
    }

    /** What is left to say where the database cannot be opened. */
    public static Diagnosis unreadable(UnreadableDatabaseException problem) {
        return onlyDatabase(
                "打不开", new Fault(DATABASE, problem.getMessage() + "，其余各项未检查", "请检查权限；已损坏的，请用 fubiao restore 由备份恢复"));
    }

    private static Diagnosis onlyDatabase(String summary, Fault fault) {
        return new Diagnosis(List.of(new Area(DATABASE, summary, List.of(fault), List.of())));
    }

    /** The periods that were published, each by its latest completed run. Runs come in order. */
    private List<PublishedPeriod> periods(List<Run> runs, List<Closing> closings) {
        Map<String, PublishedPeriod> periods = new LinkedHashMap<>();
        for (Run run : runs) {
            String period = run.job() + '/' + run.period();
            if (run.state() == Run.State.DONE) {
                Path folder = output.map(all ->
                                all.resolve(run.job()).resolve(run.period().toString()))
                        .orElse(run.output());
                Optional<Closing> closed = closings.stream()
                        .filter(one ->
                                one.job().equals(run.job()) && one.period().equals(run.period()))
                        .findFirst();
                periods.put(period, new PublishedPeriod(folder, run, new ArrayList<>(), closed));
            } else if (periods.containsKey(period)) {
                periods.get(period).later().add(run);
            }
        }
        return List.copyOf(periods.values());
    }
}
