package org.fubiao.staging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.recognition.RowBalance;
import org.fubiao.recognition.RowContext;
import org.fubiao.submission.Archive;
import org.fubiao.submission.FindingStore;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Receiver;
import org.fubiao.submission.Register;
import org.fubiao.submission.Replacement;
import org.fubiao.submission.Replacements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * Stages what a run's snapshot still lacks, in batches of parts of one form. A batch is one segment and one commit, so that a
 * run that was interrupted goes on after its last batch.
 */
public final class Stager {
    /** Batches are cut at these bounds: large enough to be few, small enough to lose little to an interruption. */
    private static final long BATCH_BYTES = 16L << 20;

    private static final int BATCH_PARTS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Stager.class);

    private final Job job;
    private final Archive archive;
    private final Segments segments;
    private final Register register;
    private final FindingStore findings;
    private final JdbcTemplate jdbc;

    public Stager(Job job, Archive archive, Segments segments, Register register, JdbcTemplate jdbc) {
        this.job = job;
        this.archive = archive;
        this.segments = segments;
        this.register = register;
        this.findings = new FindingStore(jdbc);
        this.jdbc = jdbc;
    }

    /**
     * Plans what is left to stage, by size, over at most so many partitions. A run that goes on plans again: since it broke
     * off, a segment may have been lost.
     *
     * @return how many parts that count the run stages, those included that it has staged already
     */
    public int plan(long run, int partitions) {
        Map<Long, String> states = register.states(run);
        Map<String, Boolean> whole = new HashMap<>();
        Map<String, List<ReceivedPart>> byForm = new LinkedHashMap<>();
        List<ReceivedPart> received = register.parts(run);
        // What was replaced is read too, to say what the new version changed.
        Stream<ReceivedPart> replaced =
                Replacements.of(register, run, received).stream().map(Replacement::before);
        Stream.concat(received.stream().filter(part -> "COUNTS".equals(states.get(part.id()))), replaced)
                .distinct()
                .filter(part -> isUnstaged(part, whole))
                .forEach(part -> byForm.computeIfAbsent(part.form(), form -> new ArrayList<>())
                        .add(part));
        List<List<ReceivedPart>> batches = new ArrayList<>();
        byForm.values().forEach(parts -> batches.addAll(cut(parts, partitions)));
        batches.sort(Comparator.comparingLong(Stager::bytes).reversed());

        long[] load = new long[partitions];
        List<Object[]> tasks = new ArrayList<>();
        Map<Integer, Integer> used = new LinkedHashMap<>();
        for (List<ReceivedPart> batch : batches) {
            int lightest = 0;
            for (int i = 1; i < partitions; i++) {
                lightest = load[i] < load[lightest] ? i : lightest;
            }
            load[lightest] += bytes(batch) + 1;
            int number = used.merge(lightest, 1, Integer::sum);
            for (ReceivedPart part : batch) {
                tasks.add(new Object[] {run, lightest, number, part.id()});
            }
        }
        jdbc.update(
                "DELETE FROM stage_task WHERE run = ? AND part IN (SELECT id FROM part WHERE segment IS NULL)", run);
        jdbc.batchUpdate("INSERT INTO stage_task (run, partition_no, batch_no, part) VALUES (?,?,?,?)", tasks);
        return Optional.ofNullable(jdbc.queryForObject(
                        "SELECT count(*) FROM stage_task t JOIN run_part r ON r.run = t.run AND r.part = t.part AND"
                                + " r.state = 'COUNTS' WHERE t.run = ?",
                        Integer.class,
                        run))
                .orElse(0);
    }

    /**
     * Whether a part has no segment; one whose segment is gone from the disk, or was cut short there, is staged again from
     * the archive.
     *
     * @param whole what is known of segments so far
     */
    private boolean isUnstaged(ReceivedPart part, Map<String, Boolean> whole) {
        String segment = part.segment();
        if (segment != null && !whole.computeIfAbsent(segment, segments::isWhole)) {
            LOG.warn("segment {} is damaged or gone: {} is read again", segment, part.path());
            jdbc.update("UPDATE part SET segment = NULL WHERE id = ?", part.id());
            return true;
        }
        return segment == null;
    }

    private static List<List<ReceivedPart>> cut(List<ReceivedPart> parts, int partitions) {
        // No batch larger than a fair share, so that all partitions have work.
        int most = Math.max(1, Math.min(BATCH_PARTS, (parts.size() + partitions - 1) / partitions));
        List<List<ReceivedPart>> batches = new ArrayList<>();
        List<ReceivedPart> batch = new ArrayList<>();
        long bytes = 0;
        for (ReceivedPart part : parts) {
            if (!batch.isEmpty() && (batch.size() >= most || bytes + part.size() > BATCH_BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(part);
            bytes += part.size();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static long bytes(List<ReceivedPart> batch) {
        return batch.stream().mapToLong(ReceivedPart::size).sum();
    }

    /** How many parts a run has yet to stage. */
    public static long left(JdbcTemplate jdbc, long run) {
        Long left = jdbc.queryForObject(
                "SELECT count(*) FROM stage_task t JOIN part p ON p.id = t.part WHERE t.run = ? AND p.segment IS NULL",
                Long.class,
                run);
        return left == null ? 0 : left;
    }

    /**
     * Stages the next batch of a partition. To be called in a transaction: the rows count once it commits.
     *
     * @param shelf workbooks of this partition that are open already
     * @return how many parts were staged; 0 when nothing is left
     */
    public int stageNext(long run, int partition, WorkbookShelf shelf) throws IOException {
        // Not as a subquery, which H2 would evaluate for every row.
        Integer batch = jdbc.queryForObject(
                "SELECT min(t.batch_no) FROM stage_task t JOIN part p ON p.id = t.part WHERE t.run = ?"
                        + " AND t.partition_no = ? AND p.segment IS NULL",
                Integer.class,
                run,
                partition);
        if (batch == null) {
            return 0;
        }
        List<Long> ids = jdbc.queryForList(
                "SELECT t.part FROM stage_task t JOIN part p ON p.id = t.part WHERE t.run = ? AND t.partition_no = ?"
                        + " AND t.batch_no = ? AND p.segment IS NULL ORDER BY t.part",
                Long.class,
                run,
                partition,
                batch);
        stage(register.partsByNumber(ids), shelf);
        return ids.size();
    }

    private void stage(List<ReceivedPart> parts, WorkbookShelf shelf) throws IOException {
        Form form = job.form(parts.get(0).form());
        Map<Long, FindingTally> tallies = new LinkedHashMap<>();
        List<StagedPart> sources = new ArrayList<>();
        for (ReceivedPart part : parts) {
            FindingTally tally = new FindingTally();
            tallies.put(part.id(), tally);
            sources.add(new StagedPart(
                    part.id(),
                    part.size(),
                    () -> shelf.open(archive.path(part.sha256())),
                    part.layout(),
                    new RowContext(part.path(), part.unit()),
                    tally));
        }
        Segments.Written written = segments.write(form, sources);
        written.unreadable().forEach((id, problem) -> {
            ReceivedPart part = parts.stream()
                    .filter(candidate -> candidate.id() == id)
                    .findFirst()
                    .orElseThrow();
            tallies.computeIfAbsent(id, key -> new FindingTally())
                    .add(Receiver.unreadable(part.path(), part.layout().sheetName(), problem));
        });
        if (written.unreadable().isEmpty()) {
            requireEveryRow(form, written);
        }
        commit(form, parts, written);
        findings.save(FindingStore.Owner.PART, tallies);
    }

    private static void requireEveryRow(Form form, Segments.Written written) {
        long handed = written.balances().values().stream()
                .mapToLong(balance -> balance.staged() + balance.declaredTotals())
                .sum();
        if (handed != written.rows()) {
            throw new IllegalStateException("segment of " + form.title() + " holds " + written.rows() + " rows, but "
                    + handed + " were handed to it");
        }
    }

    private void commit(Form form, List<ReceivedPart> parts, Segments.Written written) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    var insert = connection.prepareStatement(
                            "INSERT INTO segment (form, file, row_count) VALUES (?,?,?)", new String[] {"id"});
                    insert.setString(1, form.id());
                    insert.setString(2, written.file());
                    insert.setLong(3, written.rows());
                    return insert;
                },
                key);
        Number segment = Objects.requireNonNull(key.getKey(), "no number for the new segment");
        List<Object[]> rows = new ArrayList<>();
        for (ReceivedPart part : parts) {
            RowBalance balance = written.balances().getOrDefault(part.id(), new RowBalance(0, 0, 0, 0, 0, 0));
            rows.add(new Object[] {
                segment,
                written.unreadable().containsKey(part.id()),
                balance.read(),
                balance.staged(),
                balance.rejected(),
                balance.declaredTotals(),
                balance.blank(),
                balance.notes(),
                part.id()
            });
        }
        jdbc.batchUpdate(
                "UPDATE part SET segment = ?, unreadable = ?, rows_read = ?, rows_staged = ?, rows_rejected = ?,"
                        + " rows_totals = ?, rows_blank = ?, rows_notes = ? WHERE id = ?",
                rows);
    }
}
