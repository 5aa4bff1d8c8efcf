package org.fubiao.upload;

/** What a file was answered. The names stay in the database. */
public enum Verdict {
    ACCEPTED,
    /** Accepted, with something to look at. */
    WARNINGS,
    /** Put into the inbox with errors: a run decides what of it counts. */
    ERRORS,
    /** Not kept. */
    REFUSED
}
