package org.fubiao.upload;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.finding.Severity;
import org.fubiao.job.Period;
import org.fubiao.recognition.Recognition;
import org.fubiao.run.DryRun;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a file that was checked.
 *
 * @param unit code of the unit whose it is; null if that is not known
 * @param forms ids of the forms that can be used
 * @param revision how far its name says that it is a correction: of the form that says it least
 */
record Judgement(Verdict verdict, Reason reason, @Nullable String unit, Set<String> forms, int revision) {

    /** @param sender code of the unit that sends it; null if a statistician does, who leaves it to the file whose it is */
    static Judgement of(DryRun.Answer answer, @Nullable String sender, Period period) {
        List<Recognition.Part> parts =
                answer.parts().stream().map(DryRun.Part::recognised).toList();
        Set<String> units = parts.stream()
                .flatMap(part -> Stream.ofNullable(part.unit()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (sender != null && units.stream().anyMatch(unit -> !unit.equals(sender))) {
            return refused(Reason.OTHER_UNIT, sender);
        }
        if (units.size() > 1) {
            return refused(Reason.SEVERAL_UNITS, null);
        }
        String unit = units.isEmpty() ? sender : units.iterator().next();
        List<Recognition.Part> usable =
                parts.stream().filter(Recognition.Part::counts).toList();
        if (usable.isEmpty()) {
            boolean otherPeriod = parts.stream().anyMatch(part -> !part.period().equals(period));
            return refused(otherPeriod ? Reason.WRONG_PERIOD : Reason.UNUSABLE, unit);
        }
        boolean faulty = answer.findings().count(Severity.ERROR) > 0 || usable.size() < parts.size();
        boolean doubtful = answer.findings().count(Severity.WARNING) > 0;
        return new Judgement(
                faulty ? Verdict.ERRORS : doubtful ? Verdict.WARNINGS : Verdict.ACCEPTED,
                Reason.NONE,
                unit,
                usable.stream().map(part -> part.layout().form()).collect(Collectors.toCollection(TreeSet::new)),
                usable.stream().mapToInt(Recognition.Part::revision).min().orElse(0));
    }

    static Judgement refused(Reason reason, @Nullable String unit) {
        return new Judgement(Verdict.REFUSED, reason, unit, Set.of(), 0);
    }
}
