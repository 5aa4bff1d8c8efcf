package org.fubiao.settling;

import org.fubiao.job.Waiver;

/**
 * What came of a waiver in a run.
 *
 * @param waived how many findings are no errors because of it
 */
public record WaiverUse(Waiver waiver, State state, long waived) {
    /** Whether it holds. */
    public enum State {
        IN_FORCE("有效"),
        EXPIRED("已到期"),
        OTHER_PERIOD("不适用于本期");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
