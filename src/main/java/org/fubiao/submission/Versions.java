package org.fubiao.submission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of several submissions of the same unit, form and period counts: the one that calls itself the latest
 * correction, else the one that states the latest date of filling in, else the one received last, else the last by name.
 */
final class Versions {
    private static final Comparator<ReceivedPart> STATED = Comparator.comparingInt(ReceivedPart::revision)
            .thenComparing(ReceivedPart::filled)
            .thenComparingLong(ReceivedPart::firstRun);
    /** The oldest version of a report first. */
    static final Comparator<ReceivedPart> ORDER = STATED.thenComparing(ReceivedPart::path)
            .thenComparingInt(part -> part.layout().sheet());

    private static final Comparator<ReceivedPart> ORIGINAL =
            Comparator.<ReceivedPart>comparingInt(part -> part.path().length()).thenComparing(ReceivedPart::path);

    private Versions() {}

    /** What becomes of a part in a run. */
    enum State {
        COUNTS,
        SUPERSEDED,
        DUPLICATE,
        UNUSABLE
    }

    /**
     * @param replacedBy the part that counts in its place, if any
     * @param unclear whether only the name of the file decided
     */
    record Decision(
            ReceivedPart part, State state, @Nullable ReceivedPart replacedBy, boolean unclear) {}

    /** One decision for each part, in their order. */
    static List<Decision> decide(List<ReceivedPart> parts) {
        Map<String, List<ReceivedPart>> reports = new LinkedHashMap<>();
        Map<Long, Decision> decisions = new LinkedHashMap<>();
        for (ReceivedPart part : parts) {
            decisions.put(part.id(), new Decision(part, State.UNUSABLE, null, false));
            if (part.counts()) {
                reports.computeIfAbsent(part.report(), key -> new ArrayList<>()).add(part);
            }
        }
        for (List<ReceivedPart> versions : reports.values()) {
            for (Decision decision : choose(versions)) {
                decisions.put(decision.part().id(), decision);
            }
        }
        return List.copyOf(decisions.values());
    }

    private static List<Decision> choose(List<ReceivedPart> versions) {
        versions.sort(ORDER.reversed());
        ReceivedPart latest = versions.get(0);
        // Of identical files the one with the shortest path counts: copies have longer names.
        ReceivedPart winner = latest;
        for (ReceivedPart version : versions) {
            if (sameContent(version, latest) && ORIGINAL.compare(version, winner) < 0) {
                winner = version;
            }
        }
        List<Decision> decisions = new ArrayList<>();
        for (ReceivedPart version : versions) {
            if (version.equals(winner)) {
                continue;
            }
            boolean duplicate = sameContent(version, winner);
            boolean unclear = !duplicate && STATED.compare(version, latest) == 0;
            decisions.add(new Decision(version, duplicate ? State.DUPLICATE : State.SUPERSEDED, winner, unclear));
        }
        decisions.add(new Decision(winner, State.COUNTS, null, false));
        return decisions;
    }

    private static boolean sameContent(ReceivedPart a, ReceivedPart b) {
        return a.sha256().equals(b.sha256()) && a.layout().sheet() == b.layout().sheet();
    }
}
