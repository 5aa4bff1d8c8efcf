package org.fubiao.settling;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.Dates;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Waiver;
import org.jspecify.annotations.Nullable;

/** Lowers errors that the office waived to notes that say so. */
final class Waivers {
    /** How each message of a waived finding begins. */
    static final String SIGN = "【已豁免审核】";

    private final Job job;
    private final Period period;
    private final LocalDate day;
    private final SubjectSource subjects;
    private final Map<Waiver, Long> waived = new HashMap<>();

    Waivers(Job job, Period period, LocalDate day, SubjectSource subjects) {
        this.job = job;
        this.period = period;
        this.day = day;
        this.subjects = subjects;
    }

    /** Takes over all findings, those that are waived as notes. */
    void apply(List<Group> groups, FindingTally to) throws SQLException {
        List<Waiver> inForce = job.waiversInForce(period, day);
        for (Group group : groups) {
            List<Waiver> matching = group.severity() == Severity.ERROR
                    ? inForce.stream().filter(waiver -> covers(waiver, group)).toList()
                    : List.of();
            if (matching.isEmpty()) {
                to.addAll(List.of(group));
            } else {
                apply(group, matching, to);
            }
        }
    }

    /** What came of each waiver. */
    List<WaiverUse> uses() {
        return job.waivers().stream().map(this::use).toList();
    }

    /** Adds what is to be said of the waivers themselves. */
    void tell(FindingTally to) {
        uses().forEach(use -> tell(use, to));
    }

    private static boolean covers(Waiver waiver, Group group) {
        return waiver.covers(group.code(), group.unit(), group.form())
                && (waiver.field().isEmpty() || waiver.field().equals(group.field()));
    }

    private void apply(Group group, List<Waiver> matching, FindingTally to) throws SQLException {
        @Nullable Waiver whole = matching.stream()
                .filter(waiver -> waiver.item().isEmpty())
                .findFirst()
                .orElse(null);
        List<Waiver> ofItems =
                matching.stream().filter(waiver -> !waiver.item().isEmpty()).toList();
        Map<Finding, Subject> about = ofItems.isEmpty() ? Map.of() : subjects.of(group.examples());
        List<Finding> left = new ArrayList<>();
        long rest = group.count();
        long unseen = group.count() - group.examples().size();
        for (Finding finding : group.examples()) {
            Waiver waiver = ofItem(ofItems, about.get(finding));
            // What no example is kept of stays an error, and one has to stand for it.
            if (waiver != null && (unseen == 0 || rest > unseen + 1 || !left.isEmpty())) {
                take(waiver, finding, 1, to);
                rest--;
            } else {
                left.add(finding);
            }
        }
        if (rest == 0) {
            return;
        }
        if (whole == null) {
            to.addAll(List.of(group(group, rest, left)));
        } else {
            long others = rest - left.size();
            for (Finding finding : left) {
                take(whole, finding, 1 + others, to);
                others = 0;
            }
        }
    }

    private static @Nullable Waiver ofItem(List<Waiver> waivers, @Nullable Subject subject) {
        return waivers.stream()
                .filter(waiver -> subject != null && waiver.item().equals(subject.key()))
                .findFirst()
                .orElse(null);
    }

    private void take(Waiver waiver, Finding finding, long count, FindingTally to) {
        waived.merge(waiver, count, Long::sum);
        to.add(
                new Finding(
                        finding.code(),
                        Severity.NOTE,
                        finding.unit(),
                        finding.form(),
                        finding.place(),
                        finding.field(),
                        finding.value(),
                        finding.expected(),
                        SIGN + counting(finding.message()) + "（豁免原因：" + waiver.reason() + "；批准人：" + waiver.granted()
                                + "；有效期至" + Dates.chinese(waiver.until()) + "）"),
                count);
    }

    /** For what was waived nothing is left out; for something else it may be. */
    private static String counting(String message) {
        String counting = message;
        for (Consequence consequence : Consequence.values()) {
            if (consequence.blocks()) {
                counting = counting.replace("；" + consequence.words(), "；已豁免，不因此不计入");
            }
        }
        return counting;
    }

    private static Group group(Group group, long count, List<Finding> examples) {
        return new Group(
                group.code(),
                group.severity(),
                group.unit(),
                group.form(),
                group.file(),
                group.sheet(),
                group.field(),
                count,
                examples);
    }

    private WaiverUse use(Waiver waiver) {
        WaiverUse.State state = !waiver.concerns(period)
                ? WaiverUse.State.OTHER_PERIOD
                : waiver.isExpired(day) ? WaiverUse.State.EXPIRED : WaiverUse.State.IN_FORCE;
        return new WaiverUse(waiver, state, waived.getOrDefault(waiver, 0L));
    }

    /** A unit that does not report for the period has no errors in it, and may have some in others. */
    private boolean reports(Waiver waiver) {
        return job.units().stream().anyMatch(unit -> unit.code().equals(waiver.unit()));
    }

    private void tell(WaiverUse use, FindingTally to) {
        Waiver waiver = use.waiver();
        if (use.state() == WaiverUse.State.EXPIRED && reports(waiver)) {
            to.add(finding(
                    FindingCode.WAIVER_EXPIRED,
                    waiver,
                    waiver.unit(),
                    words(waiver) + "已于" + Dates.chinese(waiver.until())
                            + "到期，不再豁免，有关错误照常列出。请督促单位改正；确需继续豁免的，请重新申请和批准。"));
        } else if (use.state() == WaiverUse.State.IN_FORCE && use.waived() == 0 && reports(waiver)) {
            // Of interest to the office alone.
            to.add(finding(
                    FindingCode.WAIVER_UNUSED,
                    waiver,
                    "",
                    words(waiver) + "没有对应的错误：可能已经改正，也可能适用范围写得不对。请核对 waivers.yml，不再需要的请删去。"));
        }
    }

    private static Finding finding(FindingCode code, Waiver waiver, String unit, String message) {
        return new Finding(
                code.code(),
                code.severity(),
                unit,
                waiver.form(),
                Place.NOWHERE,
                waiver.field(),
                waiver.rule(),
                "",
                message);
    }

    private String words(Waiver waiver) {
        String form =
                waiver.form().isEmpty() ? "" : "《" + job.form(waiver.form()).title() + "》";
        String item = waiver.item().isEmpty() ? "" : "“" + String.join("，", waiver.item()) + "”";
        String field = waiver.field().isEmpty() ? "" : "“" + waiver.field() + "”栏";
        return job.unitName(waiver.unit()) + form + item + field + "的 " + waiver.rule() + " 审核豁免（申请人：" + waiver.asked()
                + "，批准人：" + waiver.granted() + "）";
    }
}
