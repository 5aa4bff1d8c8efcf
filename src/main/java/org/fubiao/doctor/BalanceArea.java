package org.fubiao.doctor;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.recognition.RowBalance;
import org.fubiao.submission.Holdings.HeldPart;
import org.fubiao.submission.Holdings.HeldSegment;

/** Whether every row that was read is accounted for. */
final class BalanceArea {
    private BalanceArea() {}

    static Area examine(List<HeldSegment> segments) {
        long parts = 0;
        long rows = 0;
        List<Fault> faults = new ArrayList<>();
        for (HeldSegment segment : segments) {
            for (HeldPart part : segment.parts()) {
                parts++;
                rows += part.balance().read();
                if (!part.balance().holds()) {
                    faults.add(fault(segment, part));
                }
            }
        }
        return Area.of("行数平衡", Words.number(parts) + " 张报表，读取 " + Words.number(rows) + " 行", "每一行都有去向", faults);
    }

    private static Fault fault(HeldSegment segment, HeldPart part) {
        RowBalance rows = part.balance();
        String where = part.path() + (part.sheet().isEmpty() ? "" : "「" + part.sheet() + "」");
        return new Fault(
                where,
                "读取 " + rows.read() + " 行，处理的却是 "
                        + (rows.staged() + rows.rejected() + rows.declaredTotals() + rows.blank() + rows.notes())
                        + " 行（数据 "
                        + rows.staged() + "，不能采用 " + rows.rejected() + "，合计 " + rows.declaredTotals() + "，空行 "
                        + rows.blank() + "，说明 " + rows.notes() + "）",
                part.current()
                        ? "请移走暂存段 " + segment.file() + "，再运行 " + Words.rerun(part.job(), part.period()) + "，即由存档重新读取"
                        : "登记库已被改动，请由备份恢复");
    }
}
