package org.fubiao.batch;

/** A run cannot begin or could not end. The message is for users: what happened and what to do. */
public sealed class RunException extends Exception permits BadRequestException {
    RunException(String message) {
        super(message);
    }

    RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
