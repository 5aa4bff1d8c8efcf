package org.fubiao.job;

/** What becomes of the data for which a rule fails. */
public enum Consequence {
    /** It counts all the same. */
    NOTHING("照常计入", ""),
    /** The row is left out of everything that is published. */
    ROW("该行不计入", "本行不计入汇总"),
    /** All rows of the form in this report are left out. */
    FORM("该表不计入", "本表不计入汇总"),
    /** Everything that the unit reported for the period is left out. */
    UNIT("该单位各表不计入", "本单位各表不计入汇总");

    private final String label;
    private final String words;

    Consequence(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** What users read of the rule. */
    public String label() {
        return label;
    }

    /** What the unit is told of a failure; empty if nothing follows. */
    public String words() {
        return words;
    }

    public boolean blocks() {
        return this != NOTHING;
    }
}
