package org.fubiao.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.job;
import static org.fubiao.compute.HandMadeSnapshot.list;
import static org.fubiao.compute.HandMadeSnapshot.unit;

import java.sql.SQLException;
import java.util.List;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Rule;
import org.junit.jupiter.api.Test;

class BlockedRowsTest {
    @Test
    void manyRowsAreToldTheRuleThoughItHasNoMessage() throws SQLException {
        Rule rule = new Rule("X-1", Rule.Kind.ROW, "甲 > 0", Severity.ERROR, "", Consequence.ROW, false, false);
        Form form = list("f", "台账", List.of(), List.of(field("甲", FieldType.INTEGER)), rule);
        Job job = job(List.of(unit("01", "甲局", "局")), List.of(form));
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            HandMadeSnapshot.PartFiller part = snapshot.part("f", "01", "a.csv");
            for (int row = 1; row <= BlockedRows.WORDED + 1; row++) {
                part.row(row, 0L);
            }

            List<Blocked> blocked = new Checker(job, List.of())
                    .check(form, snapshot.connection(), new FindingTally())
                    .blocked();

            assertThat(blocked)
                    .hasSize(BlockedRows.WORDED + 1)
                    .first()
                    .extracting(Blocked::reason)
                    .isEqualTo("不符合审核规则“甲 > 0”（甲=0；左边 0，右边 0，相差 0）；本行不计入汇总");
            assertThat(blocked).last().extracting(Blocked::reason).isEqualTo("不符合审核规则“甲 > 0”；本行不计入汇总");
        }
    }
}
