package org.fubiao.totals;

import org.fubiao.compute.EngineMessage;

/** A measure or a reconciliation cannot be computed: its definition is at fault. The message is in Chinese and names it. */
public final class MeasureException extends RuntimeException {
    public MeasureException(String what, Throwable cause) {
        super(
                what + "无法计算，请任务维护人员检查其定义。原因："
                        + EngineMessage.of(String.valueOf(cause.getMessage())).problem(),
                cause);
    }
}
