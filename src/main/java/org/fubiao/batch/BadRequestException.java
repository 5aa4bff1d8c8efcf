package org.fubiao.batch;

/** What is asked for can never be run: it must be asked for differently. The message is for users. */
public final class BadRequestException extends RunException {
    BadRequestException(String message) {
        super(message);
    }
}
