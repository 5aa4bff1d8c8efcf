package org.fubiao.control;

/** The control database is there and cannot be opened. The message is for users. */
public final class UnreadableDatabaseException extends RuntimeException {
    UnreadableDatabaseException(String place, Throwable cause) {
        super("登记库 " + place + " 打不开，可能已损坏，或没有权限", cause);
    }
}
