package org.fubiao.settling;

import org.fubiao.finding.Explanation;
import org.fubiao.finding.Place;

/**
 * What came of an explanation in a run.
 *
 * @param warning where the warning stands that it explains, or would if its values had not changed; nowhere if there is none
 * @param now the values of that warning, in words
 */
public record Explained(Explanation explanation, State state, Place warning, String now) {
    /** Whether it holds. */
    public enum State {
        VALID("有效"),
        /** The warning is about other values now. */
        CHANGED("已失效（填报内容已变）"),
        /** There is no such warning any more. */
        GONE("已失效（警告已消除）");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
