package org.fubiao.control;

import org.jspecify.annotations.Nullable;

/** The control database cannot be opened: damaged, not reachable, or its place is not well described. The message is for users. */
public final class UnreadableDatabaseException extends RuntimeException {
    UnreadableDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
