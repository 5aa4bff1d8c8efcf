package org.fubiao.reading;

import java.io.IOException;

/** The content of a received file cannot be read. The message is for its sender, in Chinese: what was found and what to do. */
public final class UnreadableFileException extends IOException {
    public UnreadableFileException(String message) {
        super(message);
    }

    public UnreadableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
