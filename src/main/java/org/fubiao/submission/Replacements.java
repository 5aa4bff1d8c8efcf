package org.fubiao.submission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.submission.Versions.Decision;
import org.fubiao.submission.Versions.State;

/**
 * Which version of a report took the place of which: among the files of a run, and where a file was replaced under its own path.
 * Each is compared with the one next before it.
 */
public final class Replacements {
    private Replacements() {}

    /** All replacements that a run knows of, by the path of the new version. Asks little of a run without any. */
    public static List<Replacement> of(Register register, long run, List<ReceivedPart> parts) {
        List<Replacement> all = new ArrayList<>(among(parts));
        all.addAll(inPlace(register, run, parts));
        all.sort(Comparator.<Replacement, String>comparing(
                        replacement -> replacement.after().path())
                .thenComparingInt(replacement -> replacement.after().layout().sheet())
                .thenComparing(replacement -> replacement.before().path())
                .thenComparing(replacement -> replacement.before().sha256())
                .thenComparingInt(replacement -> replacement.before().layout().sheet()));
        return List.copyOf(all);
    }

    private static List<Replacement> among(List<ReceivedPart> parts) {
        List<Decision> decisions = Versions.decide(parts);
        if (decisions.stream().noneMatch(decision -> decision.state() == State.SUPERSEDED)) {
            return List.of();
        }
        Map<String, List<ReceivedPart>> older = new LinkedHashMap<>();
        Map<String, ReceivedPart> winners = new HashMap<>();
        for (Decision decision : decisions) {
            ReceivedPart part = decision.part();
            if (decision.state() == State.SUPERSEDED) {
                older.computeIfAbsent(part.report(), report -> new ArrayList<>())
                        .add(part);
            } else if (decision.state() == State.COUNTS) {
                winners.put(part.report(), part);
            }
        }
        List<Replacement> replacements = new ArrayList<>();
        older.forEach((report, versions) -> {
            versions.sort(Versions.ORDER);
            ReceivedPart winner = winners.get(report);
            if (winner != null) {
                versions.add(winner);
            }
            for (int i = 1; i < versions.size(); i++) {
                replacements.add(new Replacement(versions.get(i - 1), versions.get(i), false));
            }
        });
        return replacements;
    }

    private static List<Replacement> inPlace(Register register, long run, List<ReceivedPart> parts) {
        List<Long> candidates = register.replacedInPlace(run);
        if (candidates.isEmpty()) {
            return List.of();
        }
        // The same bytes elsewhere in the run are a file that was renamed: it is still there.
        Set<String> there = parts.stream().map(ReceivedPart::sha256).collect(Collectors.toSet());
        Map<String, ReceivedPart> now = new HashMap<>();
        parts.stream()
                .filter(ReceivedPart::counts)
                .forEach(part -> now.put(part.path() + '\u0000' + part.report(), part));
        List<Replacement> replacements = new ArrayList<>();
        for (ReceivedPart before : register.partsOf(candidates)) {
            ReceivedPart after = now.get(before.path() + '\u0000' + before.report());
            if (before.counts() && after != null && !there.contains(before.sha256())) {
                replacements.add(new Replacement(before, after, true));
            }
        }
        return replacements;
    }
}
