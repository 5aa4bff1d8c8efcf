package org.fubiao.batch;

/** A run cannot begin or could not end. The message is for users: what happened and what to do. */
public sealed class RunException extends Exception permits BadRequestException {
    private final boolean explained;

    RunException(String message) {
        super(message);
        this.explained = true;
    }

    /** With {@code explained} false, the message leaves it to the log to say why. */
    RunException(String message, Throwable cause, boolean explained) {
        super(message, cause);
        this.explained = explained;
    }

    /** Whether the message says why; otherwise the log does. */
    public boolean explained() {
        return explained;
    }
}
