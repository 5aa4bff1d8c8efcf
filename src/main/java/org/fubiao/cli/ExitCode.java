package org.fubiao.cli;

/** Exit codes: part of the contract with scripts. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    /** Wrong use of a command, or errors in a job folder. */
    static final int USAGE = 2;
    /** Done, but some of what was received has errors. */
    static final int DONE_WITH_ERRORS = 3;

    private ExitCode() {}
}
