package org.fubiao.backup;

/** A backup cannot be made or restored as things are. The message is for users. */
public final class BackupException extends Exception {
    BackupException(String message) {
        super(message);
    }
}
