package org.fubiao.web;

/** The server cannot be started. The message is for users. */
public final class ServerException extends Exception {
    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
