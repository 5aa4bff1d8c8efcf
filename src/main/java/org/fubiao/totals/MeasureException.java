package org.fubiao.totals;

/** A measure or a reconciliation cannot be computed: its definition is at fault. The message is in Chinese and names it. */
public final class MeasureException extends RuntimeException {
    public MeasureException(String what, Throwable cause) {
        super(what + "无法计算，请任务维护人员检查其定义。原因：" + firstLine(String.valueOf(cause.getMessage())), cause);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).strip();
    }
}
