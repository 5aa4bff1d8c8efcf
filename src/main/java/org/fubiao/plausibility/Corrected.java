package org.fubiao.plausibility;

import java.util.List;
import org.fubiao.totals.MeasureValues;

/**
 * What reports that were replaced gave.
 *
 * @param before the measures of the units as their former versions give them, with everything else as it is now
 * @param reports the reports that have a former version, by unit, then form
 */
public record Corrected(MeasureValues before, List<Report> reports) {
    public static final Corrected NOTHING = new Corrected(MeasureValues.none(), List.of());

    public Corrected {
        reports = List.copyOf(reports);
    }

    /**
     * A report with a former version.
     *
     * @param unit its code
     * @param form id of the form
     * @param file path of the version that counts, whose name may state the reason
     * @param problem why the former version cannot be compared; empty if it can
     */
    public record Report(String unit, String form, String file, String problem) {}
}
