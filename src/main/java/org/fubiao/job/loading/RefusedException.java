package org.fubiao.job.loading;

/** An SQL expression is refused. The message says what is wrong, in Chinese. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String advice;

    RefusedException(String problem, String advice) {
        super(problem);
        this.advice = advice;
    }

    String problem() {
        return String.valueOf(getMessage());
    }

    String advice() {
        return advice;
    }
}
