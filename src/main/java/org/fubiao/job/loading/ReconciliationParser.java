package org.fubiao.job.loading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.job.Consequence;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Reconciliation.By;

/** The reconciliations of a job: {@code reconciliations.yml}. */
final class ReconciliationParser {
    private final Codes codes;

    ReconciliationParser(Codes codes) {
        this.codes = codes;
    }

    List<Reconciliation> parse(Value file) {
        List<Reconciliation> reconciliations = new ArrayList<>();
        for (Value value : file.items()) {
            codes.claim(value);
            BigDecimal tolerance = value.number("tolerance").orElse(BigDecimal.ZERO);
            if (tolerance.signum() < 0) {
                value.get("tolerance").orElse(value).problem("写的是“" + tolerance + "”，允许的差额不能小于 0", "");
            }
            By by = value.isSound() ? Format.constant(By.class, value.text("by", "unit")) : By.UNIT;
            Consequence blocks = FormParser.blocks(value);
            if (blocks.blocks() && by != By.UNIT) {
                value.get("blocks").orElse(value).problem("不是逐单位比较，不知道是哪个单位的数据", "请写 by: unit，或删去 blocks。");
            }
            reconciliations.add(new Reconciliation(
                    value.text("code", ""),
                    value.text("title", ""),
                    value.text("left", ""),
                    value.text("right", ""),
                    by,
                    tolerance,
                    FormParser.level(value),
                    value.text("message", ""),
                    blocks,
                    value.flag("trial", false)));
        }
        return reconciliations;
    }
}
