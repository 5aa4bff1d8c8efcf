package org.fubiao.job;

/** How long a period is, and how people speak of the present one and of the one before. */
public enum PeriodKind {
    YEAR("本年", "上年", "2023"),
    QUARTER("本季度", "上季度", "2023-Q4"),
    MONTH("本月", "上月", "2023-12");

    private final String currentWord;
    private final String previousWord;
    private final String example;

    PeriodKind(String currentWord, String previousWord, String example) {
        this.currentWord = currentWord;
        this.previousWord = previousWord;
        this.example = example;
    }

    /** Whether periods of this kind make up those of another: they stand from the longest to the shortest. */
    public boolean isWithin(PeriodKind longer) {
        return compareTo(longer) > 0;
    }

    /** What the period itself is called in a table: 本年, 本季度 or 本月. */
    public String currentWord() {
        return currentWord;
    }

    /** How one is written: 2023, 2023-Q4 or 2023-12. */
    public String example() {
        return example;
    }

    /** What the period just before is called in a table: 上年, 上季度 or 上月. */
    public String previousWord() {
        return previousWord;
    }
}
