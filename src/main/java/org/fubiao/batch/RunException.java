package org.fubiao.batch;

/** A run cannot begin or could not end. The message is for users: what happened and what to do. */
public final class RunException extends Exception {
    RunException(String message) {
        super(message);
    }

    RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
