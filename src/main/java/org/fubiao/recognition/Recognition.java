package org.fubiao.recognition;

import java.util.List;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.Finding;
import org.fubiao.job.Period;
import org.jspecify.annotations.Nullable;

/**
 * What a received file is. Parts that could not be recognised are findings, never silence.
 *
 * @param parts the forms in it, by sheet
 * @param findings what was wrong or noteworthy with the file as a whole
 * @param explanations what the unit wrote into it about earlier warnings, if it is a receipt that came back
 */
public record Recognition(List<Part> parts, List<Finding> findings, List<Explanation> explanations) {
    public Recognition {
        explanations = List.copyOf(explanations);
        parts = List.copyOf(parts);
        findings = List.copyOf(findings);
    }

    /**
     * One form in one sheet.
     *
     * @param unit code of the unit, or null if it is not known: the part does not count then
     * @param period period that it reports, as the file says, else as the folder says
     * @param counts false if it must not count (unknown unit, wrong period, a required column missing, a column twice)
     * @param filled date of filling in as the file states it ({@code 2024-01-05}), empty if it does not
     * @param revision how far the name of the file or sheet says it is a correction: 0 for a first submission, 1 for
     *     更正 and the like, n for 第n次 or v-n
     */
    public record Part(
            SheetLayout layout, @Nullable String unit, Period period, boolean counts, String filled, int revision) {}
}
