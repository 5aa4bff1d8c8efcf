package org.fubiao.audit;

/** What came of it. */
public enum Outcome {
    DONE,
    /** It may not be done, or not like this. */
    REFUSED,
    /** It was begun and could not be ended. */
    FAILED
}
