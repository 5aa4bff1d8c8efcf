package org.fubiao.job.loading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.job.Consequence;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Reconciliation.By;
import org.fubiao.job.Reconciliation.Other;
import org.fubiao.job.Unit;

/** The reconciliations of a job: {@code reconciliations.yml}. */
final class ReconciliationParser {
    private final Codes codes;
    private final OtherJobs others;
    private final boolean tree;

    /** @param units those that report, to know whether any is below another */
    ReconciliationParser(Codes codes, OtherJobs others, List<Unit> units) {
        this.codes = codes;
        this.others = others;
        this.tree = units.isEmpty() || units.stream().anyMatch(unit -> unit.parent() != null);
    }

    List<Reconciliation> parse(Value file) {
        List<Reconciliation> reconciliations = new ArrayList<>();
        for (Value value : file.items()) {
            codes.claim(value);
            By by = value.isSound() ? Format.constant(By.class, value.text("by", "unit")) : By.UNIT;
            if (by == By.LEVEL && !tree) {
                value.problemAt("by", "名册中没有单位有上级，无从逐级比较", "请在名册的“上级”列写明隶属关系，或写 by: unit。");
            }
            Consequence blocks = FormParser.blocks(value);
            if (blocks.blocks() && by != By.UNIT) {
                value.problemAt("blocks", "不是逐单位比较，不知道是哪个单位的数据", "请写 by: unit，或删去 blocks。");
            }
            Other of = others.find(value).orElse(null);
            if (of != null && by == By.LEVEL) {
                value.problemAt("of", "逐级比较只用本任务的数", "请删去 of，或写 by: unit。");
            }
            if (of != null && blocks.blocks()) {
                value.problemAt("blocks", "与其他任务对账不能使数据不计入汇总", "请删去 blocks。");
            }
            reconciliations.add(new Reconciliation(
                    value.text("code", ""),
                    value.text("title", ""),
                    value.text("left", ""),
                    value.text("right", ""),
                    by,
                    notNegative(value, "tolerance"),
                    notNegative(value, "relative"),
                    of,
                    FormParser.level(value),
                    value.text("message", ""),
                    blocks,
                    value.flag("trial", false)));
        }
        return reconciliations;
    }

    private static BigDecimal notNegative(Value value, String key) {
        BigDecimal number = value.number(key).orElse(BigDecimal.ZERO);
        if (number.signum() < 0) {
            value.problemAt(key, "写的是“" + number + "”，允许的差额不能小于 0", "");
        }
        return number;
    }
}
