package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fubiao.account.Account;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.publishing.PublishedFolder;
import org.fubiao.publishing.PublishedLines;
import org.fubiao.running.RunDesk;
import org.fubiao.web.appendices.PublishedFiles;
import org.fubiao.web.page.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which jobs there are, for what they were reported, and how far they are. */
@RestController
@RequestMapping(path = ApiConfiguration.ROOT + "jobs", produces = "application/json")
@Tag(name = "jobs", description = "Jobs, their units and periods, and how complete they are.")
class JobsApi {
    /** What the review thinks of a report is no business of those who read what was published. */
    private static final Map<String, String> PLAIN = Map.of(
            "accepted_with_warnings", "accepted",
            "accepted_with_errors", "accepted",
            "excluded", "accepted",
            "nil_with_warnings", "nil");

    private final ApiAccess access;
    private final JobCatalog jobs;
    private final RunDesk desk;
    private final BatchRunner runner;
    private final PublishedFiles published;
    private final RunDesk.Folders folders;

    JobsApi(
            ApiAccess access,
            JobCatalog jobs,
            RunDesk desk,
            BatchRunner runner,
            PublishedFiles published,
            RunDesk.Folders folders) {
        this.access = access;
        this.jobs = jobs;
        this.desk = desk;
        this.runner = runner;
        this.published = published;
        this.folders = folders;
    }

    @Schema(name = "Job", description = "What is collected from units and published.")
    record JobJson(
            String id,
            String title,

            @Schema(description = "The office that publishes; empty while the definitions are wrong.")
            String office,

            @Schema(description = "How often it is reported; null while the definitions are wrong.") @Nullable PeriodKind periodKind,

            @Schema(description = "Periods for which there is anything, the latest first.")
            List<String> periods) {}

    @Schema(name = "Unit", description = "Who reports.")
    record UnitJson(
            String code,
            String name,

            @Schema(description = "The group in which it is printed.")
            String kind,

            @Schema(description = "Code of the unit above it, or null.") @Nullable String parent,

            List<String> aliases) {}

    @Schema(name = "Period", description = "How far a period is.")
    record PeriodJson(
            String job,
            String period,

            @Schema(description = "The run whose output is published; null if there is none.") @Nullable RunJson published,

            @Schema(
                    description =
                            "The latest run, whatever became of it; null if there is none, and for units and viewers.")
            @Nullable RunJson latest,

            @Schema(description = "How complete the published run was; a unit is told of its own reports only.")
            CompletenessJson completeness) {}

    @Schema(name = "Completeness", description = "Reports by what became of them.")
    record CompletenessJson(
            @Schema(description = "How many are to be reported.")
            long expected,

            @Schema(description = "How many of these came.") long reported,

            @Schema(description = "How many of these are due and did not come.")
            long missing,

            @Schema(description = "How many of those that came were late.")
            long late,

            @Schema(description = "How many there are in each state.")
            Map<String, Long> states) {}

    @GetMapping
    @Operation(
            operationId = "listJobs",
            summary = "All jobs of the account",
            description = "What the account that asks may know of. An administrator has no jobs.")
    List<JobJson> list() throws IOException {
        List<JobJson> all = new java.util.ArrayList<>();
        Set<String> there = Set.copyOf(jobs.ids());
        for (String id : Visitor.account().orElseThrow().jobs()) {
            if (there.contains(id)) {
                all.add(describe(id));
            }
        }
        return all;
    }

    @GetMapping("/{job}")
    @Operation(
            operationId = "getJob",
            summary = "A job",
            description = "Its title, how often it is reported, and its periods.")
    JobJson get(@PathVariable String job) throws IOException {
        access.member(job);
        return describe(job);
    }

    private JobJson describe(String id) throws IOException {
        Set<Period> periods = new TreeSet<>(Comparator.<Period>reverseOrder());
        periods.addAll(published.periods(id));
        try {
            Job job = jobs.get(id);
            periods.addAll(desk.periods(job));
            return new JobJson(id, job.title(), job.office(), job.periodKind(), words(periods));
        } catch (InvalidJobException e) {
            return new JobJson(id, id, "", null, words(periods));
        }
    }

    private static List<String> words(Set<Period> periods) {
        return periods.stream().map(Period::toString).toList();
    }

    @GetMapping("/{job}/units")
    @Operation(
            operationId = "listUnits",
            summary = "The units of a job",
            description = "Those that report for a period, or all if none is given. A unit is told of itself only.")
    List<UnitJson> units(@PathVariable String job, @RequestParam(required = false) @Nullable Period period) {
        Account account = access.member(job);
        Job there = period == null ? access.definitions(job) : access.definitions(job, period);
        return there.units().stream()
                .filter(unit -> account.unit() == null || unit.code().equals(account.unit()))
                .map(unit -> new UnitJson(unit.code(), unit.name(), unit.kind(), unit.parent(), unit.aliases()))
                .toList();
    }

    @GetMapping("/{job}/periods/{period}")
    @Operation(
            operationId = "getPeriod",
            summary = "How far a period is",
            description = "Its latest run, the run whose output is published, and how complete that was.")
    PeriodJson period(@PathVariable String job, @PathVariable Period period) throws IOException {
        Account account = access.member(job);
        boolean whole = account.runs(job);
        return new PeriodJson(
                job,
                period.toString(),
                runner.runs()
                        .latestDone(job, period)
                        .map(run -> whole ? RunJson.of(run) : RunJson.published(run))
                        .orElse(null),
                whole ? runner.runs().latest(job, period).map(RunJson::of).orElse(null) : null,
                completeness(job, period, account.unit(), account.reads(job) && !whole));
    }

    /**
     * What the published run counted.
     *
     * @param unit whose reports alone are counted; null for all
     * @param plain whether it is not told what the review says of a report that came
     */
    private CompletenessJson completeness(String job, Period period, @Nullable String unit, boolean plain)
            throws IOException {
        Map<String, Long> states = new TreeMap<>();
        long[] counts = new long[3];
        var latest = new PublishedFolder(folders.output().resolve(job).resolve(period.toString())).latestRun();
        if (latest.isPresent()) {
            PublishedLines.each(latest.get().resolve("completeness.csv"), line -> {
                if (unit == null || unit.equals(line.get("unit"))) {
                    String state = line.getOrDefault("state", "");
                    states.merge(plain ? PLAIN.getOrDefault(state, state) : state, 1L, Long::sum);
                    boolean came = !line.getOrDefault("file", "").isEmpty();
                    boolean expected = "yes".equals(line.get("expected"));
                    counts[0] += expected ? 1 : 0;
                    counts[1] += expected && came ? 1 : 0;
                    counts[2] += "late".equals(line.get("timeliness")) ? 1 : 0;
                }
            });
        }
        return new CompletenessJson(counts[0], counts[1], states.getOrDefault("missing", 0L), counts[2], states);
    }
}
