package org.fubiao.control;

/** Another process has the work folder's control database open. The message is for users. */
public final class DatabaseInUseException extends Exception {
    DatabaseInUseException(Throwable cause) {
        super("工作目录正被另一个附表进程使用。请等它结束后再试；服务正在运行的，请在它的网页上办理。请勿改用另一个工作目录：那里没有已登记的批次、答复和封账，结果会与这里的不一致。", cause);
    }
}
