package org.fubiao.settling;

import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingIdentity;

/**
 * A warning that its unit can explain.
 *
 * @param shown its values in words
 * @param explanation what the unit wrote, for these very values; empty if nothing
 */
public record Warning(Finding finding, FindingIdentity about, String shown, String explanation) {
    /** Whether the unit said why. */
    public boolean isExplained() {
        return !explanation.isEmpty();
    }
}
