package org.fubiao.job;

import org.fubiao.finding.Severity;

/** What it means for a rule or a reconciliation to be on trial. */
final class Trial {
    private static final String MARK = "【试行】";

    private Trial() {}

    static Severity severity(Severity level, boolean trial) {
        return trial && level == Severity.ERROR ? Severity.WARNING : level;
    }

    static String told(String words, boolean trial, Consequence consequence) {
        String marked = trial ? MARK + words : words;
        if (!consequence.blocks()) {
            return marked;
        }
        String sentence = marked.endsWith("。") ? marked.substring(0, marked.length() - 1) : marked;
        return sentence + "；" + consequence.words();
    }
}
