package org.fubiao.submission;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.Place;
import org.fubiao.job.Dates;
import org.fubiao.job.Expectations.DatedBy;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;

/** What came, what did not, and which of several files counts: the findings about submissions as a whole. */
public final class Reception {
    private final Job job;
    private final Period period;
    private final LocalDate today;
    private final List<ReceivedPart> parts;
    private final List<String> withdrawn;
    /** By report: when its first version came that could be used. */
    private final Map<String, LocalDate> firstDates = new HashMap<>();

    private final Map<Long, Versions.Decision> decisions = new LinkedHashMap<>();

    /**
     * What was received for a period.
     *
     * @param today day of the run
     * @param parts all parts that were received
     * @param withdrawn paths that were received earlier and are gone
     * @param former parts that earlier runs read and that are no longer there
     */
    public Reception(
            Job job,
            Period period,
            LocalDate today,
            List<ReceivedPart> parts,
            List<String> withdrawn,
            List<ReceivedPart> former) {
        this.job = job;
        this.period = period;
        this.today = today;
        this.parts = List.copyOf(parts);
        this.withdrawn = List.copyOf(withdrawn);
        Versions.decide(parts).forEach(decision -> decisions.put(decision.part().id(), decision));
        Stream.concat(parts.stream(), former.stream())
                .filter(version -> version.counts() && !version.unreadable())
                .forEach(version -> dated(version)
                        .ifPresent(day -> firstDates.merge(
                                version.report(), day, (one, other) -> one.isBefore(other) ? one : other)));
    }

    /** All parts that were received, by file and sheet. */
    public List<ReceivedPart> parts() {
        return parts;
    }

    /** Paths that were received earlier and are gone. */
    public List<String> withdrawn() {
        return withdrawn;
    }

    /** Those of the parts of a run that count and could be read to their end. */
    public static List<ReceivedPart> countingOf(List<ReceivedPart> parts) {
        return Versions.decide(parts).stream()
                .filter(decision -> decision.state() == Versions.State.COUNTS)
                .map(Versions.Decision::part)
                .filter(part -> !part.unreadable())
                .toList();
    }

    /** The parts that count and could be read to their end, by file and sheet. */
    public List<ReceivedPart> counting() {
        return parts.stream()
                .filter(part -> decision(part).state() == Versions.State.COUNTS && !part.unreadable())
                .toList();
    }

    /** What became of a part, for people. */
    public String describe(ReceivedPart part) {
        if (part.unreadable()) {
            return "未采用（无法读完）";
        }
        return switch (decision(part).state()) {
            case COUNTS -> "已采用";
            case SUPERSEDED -> "已被更正稿替代";
            case DUPLICATE -> "重复，未采用";
            case UNUSABLE -> "未采用";
        };
    }

    private Versions.Decision decision(ReceivedPart part) {
        Versions.Decision decision = decisions.get(part.id());
        if (decision == null) {
            throw new IllegalArgumentException("no decision on part " + part.id());
        }
        return decision;
    }

    /** Adds the findings about superseded, doubled and missing reports. */
    public void findings(FindingTally tally) {
        for (Versions.Decision decision : decisions.values()) {
            ReceivedPart winner = decision.replacedBy();
            if (winner != null) {
                tally.add(replaced(decision, winner));
            }
        }
        missing().forEach(missing -> tally.add(notReported(missing)));
        counting().forEach(part -> late(part).ifPresent(tally::add));
        withdrawn.forEach(path -> tally.add(gone(path)));
    }

    /** A form that a unit owes. */
    public record Owed(Unit unit, Form form) {}

    /** What units owe, is due and has not come, by unit, then form. */
    public List<Owed> missing() {
        Set<String> came = new HashSet<>();
        counting().forEach(part -> came.add(part.report()));
        List<Owed> missing = new ArrayList<>();
        for (Unit unit : job.units()) {
            for (Form form : job.forms()) {
                if (job.expectations().owes(unit, form, period)
                        && isDue(unit, form)
                        && !came.contains(unit.code() + '\u0000' + form.id())) {
                    missing.add(new Owed(unit, form));
                }
            }
        }
        return missing;
    }

    private boolean isDue(Unit unit, Form form) {
        return job.expectations().due(unit, form, period).map(today::isAfter).orElse(true);
    }

    /** When a part was reported, as the job counts it; empty if that is not known. */
    public Optional<LocalDate> dated(ReceivedPart part) {
        if (job.expectations().datedBy() == DatedBy.RECEIVED) {
            return Optional.of(part.received());
        }
        try {
            return part.filled().isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(part.filled()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** When a report first came that could be used: to correct it later is not to be late with it. */
    public Optional<LocalDate> firstDated(ReceivedPart part) {
        return Optional.ofNullable(firstDates.get(part.report()));
    }

    /** Whether a unit that owes a form has time until later to report it. */
    public boolean isNotYetDue(Unit unit, Form form) {
        return !isDue(unit, form);
    }

    private Optional<Finding> late(ReceivedPart part) {
        Form form = job.form(part.form());
        Unit unit = job.unit(part.unit());
        Optional<LocalDate> due = job.expectations().due(unit, form, period);
        Optional<LocalDate> dated = firstDated(part);
        if (due.isEmpty() || dated.isEmpty() || !dated.get().isAfter(due.get())) {
            return Optional.empty();
        }
        long days = ChronoUnit.DAYS.between(due.get(), dated.get());
        return Optional.of(new Finding(
                FindingCode.LATE.code(),
                FindingCode.LATE.severity(),
                part.unit(),
                part.form(),
                part.place(),
                "",
                dated.get().toString(),
                "不晚于 " + due.get(),
                "《" + form.title() + "》应于" + Dates.chinese(due.get()) + "前报送，" + Dates.chinese(dated.get()) + "报送，逾期"
                        + days + "天。下期请按时报送；有特殊情况的请事先申请延期。"));
    }

    private Finding replaced(Versions.Decision decision, ReceivedPart winner) {
        ReceivedPart part = decision.part();
        String name = job.form(part.form()).title();
        FindingCode code;
        String message;
        if (decision.state() == Versions.State.DUPLICATE) {
            code = FindingCode.DUPLICATE_FILE;
            message = "《" + name + "》与“" + winner.path() + "”内容完全相同，只计一次。";
        } else if (decision.unclear()) {
            code = FindingCode.ORDER_UNCLEAR;
            message = "《" + name + "》有多份文件，填报日期和更正标记都不能判断先后，按文件名采用了“" + winner.path() + "”。请确认，或在文件名中注明“更正”。";
        } else {
            code = FindingCode.SUPERSEDED;
            message = "《" + name + "》已被“" + winner.path() + "”替代，本文件不计入汇总。";
        }
        return new Finding(code.code(), code.severity(), part.unit(), part.form(), part.place(), "", "", "", message);
    }

    private static Finding gone(String path) {
        return new Finding(
                FindingCode.WITHDRAWN.code(),
                FindingCode.WITHDRAWN.severity(),
                "",
                "",
                Place.file(path),
                "",
                "",
                "",
                "“" + path + "”以前报送过，现已不在报送目录中，不再计入汇总。如系误删，请放回原处。");
    }

    private Finding notReported(Owed owed) {
        String rejected = parts.stream()
                .filter(part -> part.unit().equals(owed.unit().code())
                        && part.form().equals(owed.form().id()))
                .map(ReceivedPart::path)
                .min(Comparator.naturalOrder())
                .map(path -> "收到的文件“" + path + "”不能采用，见该文件的问题。")
                .orElse("请催报。");
        return new Finding(
                FindingCode.NOT_REPORTED.code(),
                FindingCode.NOT_REPORTED.severity(),
                owed.unit().code(),
                owed.form().id(),
                Place.NOWHERE,
                "",
                "",
                "",
                owed.unit().name() + "应报《" + owed.form().title() + "》"
                        + job.expectations()
                                .due(owed.unit(), owed.form(), period)
                                .map(due -> "（截止日期" + Dates.chinese(due) + "）")
                                .orElse("")
                        + "，尚无可采用的报送。" + rejected);
    }

    /** Reports that count, by unit code and form id. */
    public Map<String, Map<String, ReceivedPart>> byUnitAndForm() {
        Map<String, Map<String, ReceivedPart>> reports = new HashMap<>();
        counting()
                .forEach(part -> reports.computeIfAbsent(part.unit(), unit -> new HashMap<>())
                        .put(part.form(), part));
        return reports;
    }
}
