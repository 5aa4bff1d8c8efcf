package org.fubiao.settling;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.settling.Explained.State;
import org.jspecify.annotations.Nullable;

/** Puts what units wrote beside the warnings that it is about. */
final class Explanations {
    /** What no unit is asked to explain: that nothing came, or is gone, and what concerns the office alone. */
    private static final Set<String> NOT_THEIRS =
            Set.of(FindingCode.NOT_REPORTED.code(), FindingCode.WITHDRAWN.code(), FindingCode.WAIVER_EXPIRED.code());

    private static final Comparator<Explained> BY_WARNING = Comparator.<Explained, String>comparing(
                    explained -> explained.explanation().about().unit())
            .thenComparing(explained -> explained.explanation().about().form())
            .thenComparing(explained -> explained.explanation().about().code())
            .thenComparing(explained -> explained.explanation().about().item())
            .thenComparing(explained -> explained.explanation().about().field())
            .thenComparing(Explained::state)
            .thenComparing(explained -> explained.explanation().about().values());

    /** The latest for each set of values; of those that say the same, the first. */
    private final Map<FindingIdentity, Explanation> given = new LinkedHashMap<>();

    private final List<Warning> warnings = new ArrayList<>();
    private final Set<String> keyless;

    /**
     * @param all what units wrote, the oldest first
     * @param keyless ids of the list forms without a key: what identifies a row of them is all that stands in it
     */
    Explanations(Collection<Explanation> all, Set<String> keyless) {
        this.keyless = keyless;
        for (Explanation one : all) {
            Explanation before = given.get(one.about());
            if (before == null || !before.text().equals(one.text())) {
                given.put(one.about(), one);
            }
        }
    }

    /** Looks up what is said of each warning. */
    void match(List<Group> groups, SubjectSource subjects) throws SQLException {
        List<Finding> open = groups.stream()
                .filter(group -> group.severity() == Severity.WARNING && !NOT_THEIRS.contains(group.code()))
                .flatMap(group -> group.examples().stream())
                .toList();
        if (open.isEmpty()) {
            return;
        }
        Map<Finding, Subject> about = subjects.of(open);
        for (Finding finding : open) {
            Subject subject = about.get(finding);
            if (subject != null) {
                FindingIdentity identity = new FindingIdentity(
                        finding.code(),
                        finding.unit(),
                        finding.form(),
                        subject.item(),
                        finding.field(),
                        subject.values());
                Explanation explanation = given.get(identity);
                warnings.add(
                        new Warning(finding, identity, subject.shown(), explanation == null ? "" : explanation.text()));
            }
        }
    }

    List<Warning> warnings() {
        return warnings;
    }

    /** What came of each explanation, by the warning that it is about. */
    List<Explained> explained() {
        Map<FindingIdentity, Warning> exact = new HashMap<>();
        Map<FindingIdentity, Warning> unexplained = new HashMap<>();
        for (Warning warning : warnings) {
            exact.putIfAbsent(warning.about(), warning);
            if (!warning.isExplained()) {
                unexplained.putIfAbsent(warning.about().withoutValues(), warning);
                if (keyless.contains(warning.about().form())) {
                    // The row was edited elsewhere: whether it is the same one, nobody can tell but the unit.
                    unexplained.putIfAbsent(warning.about().withoutItem(), warning);
                }
            }
        }
        List<Explained> explained = new ArrayList<>();
        given.forEach((identity, explanation) -> explained.add(explained(
                explanation,
                exact.get(identity),
                unexplained.getOrDefault(identity.withoutValues(), unexplained.get(identity.withoutItem())))));
        explained.sort(BY_WARNING);
        return explained;
    }

    private static Explained explained(Explanation explanation, @Nullable Warning same, @Nullable Warning other) {
        if (same != null) {
            return new Explained(explanation, State.VALID, same.finding().place(), same.shown());
        }
        return other == null
                ? new Explained(explanation, State.GONE, Place.NOWHERE, "")
                : new Explained(explanation, State.CHANGED, other.finding().place(), other.shown());
    }

    /** Adds that explanations have expired, once for each warning: the latest counts. */
    static void tell(List<Explained> explained, FindingTally to) {
        Map<List<Object>, Explained> latest = new LinkedHashMap<>();
        explained.stream().filter(one -> one.state() == State.CHANGED).forEach(one -> {
            FindingIdentity about = one.explanation().about();
            latest.put(List.of(about.code(), about.unit(), about.form(), about.field(), one.warning()), one);
        });
        latest.values().forEach(one -> to.add(finding(one)));
    }

    private static Finding finding(Explained one) {
        Explanation explanation = one.explanation();
        FindingIdentity about = explanation.about();
        FindingCode code = FindingCode.EXPLANATION_EXPIRED;
        return new Finding(
                code.code(),
                code.severity(),
                about.unit(),
                about.form(),
                one.warning(),
                about.field(),
                one.now(),
                explanation.shown(),
                (about.item().isEmpty() ? "" : "“" + about.item() + "”的") + "警告 " + about.code() + " 原有情况说明“"
                        + explanation.text() + "”，是对“" + explanation.shown() + "”所作；"
                        + (one.now().equals(explanation.shown()) ? "该行的其他内容已改动，不能认定是同一行" : "现为“" + one.now() + "”")
                        + "，说明已失效。情况属实的，请重新说明。");
    }
}
