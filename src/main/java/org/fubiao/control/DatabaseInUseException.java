package org.fubiao.control;

/** Another process has the work folder's control database open. The message is for users. */
public final class DatabaseInUseException extends Exception {
    DatabaseInUseException(Throwable cause) {
        super("工作目录正被另一个附表进程使用。请等它结束后再试；如需同时进行，请用 --work 指定另一个工作目录。", cause);
    }
}
