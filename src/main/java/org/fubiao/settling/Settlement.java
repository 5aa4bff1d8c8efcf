package org.fubiao.settling;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;

/**
 * What became of what people answered to the findings of a run.
 *
 * @param waivers all of the job's, in its order
 * @param warnings those that units can explain, with what they wrote
 * @param explanations all that units wrote, whether it still holds or not
 */
public record Settlement(List<WaiverUse> waivers, List<Warning> warnings, List<Explained> explanations) {
    /** Nobody answered anything. */
    public static final Settlement NONE = new Settlement(List.of(), List.of(), List.of());

    public Settlement {
        waivers = List.copyOf(waivers);
        warnings = List.copyOf(warnings);
        explanations = List.copyOf(explanations);
    }

    /** Whether a finding is an error that was waived. */
    public static boolean isWaived(Finding finding) {
        return finding.severity() == Severity.NOTE && finding.message().startsWith(Waivers.SIGN);
    }

    /** The warnings that units can explain. */
    public Map<Finding, Warning> byFinding() {
        return warnings.stream().collect(Collectors.toMap(Warning::finding, warning -> warning, (a, b) -> a));
    }

    /** What units wrote about warnings, by the warning; empty where they wrote nothing. */
    public Map<Finding, String> explanationsByWarning() {
        return warnings.stream().collect(Collectors.toMap(Warning::finding, Warning::explanation, (a, b) -> a));
    }
}
