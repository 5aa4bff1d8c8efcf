package org.fubiao.batch;

import java.util.Map;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally;
import org.fubiao.recognition.RowBalance;
import org.fubiao.run.Build;
import org.fubiao.run.FormResults;
import org.fubiao.run.Kept;
import org.fubiao.run.Snapshots;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.FindingStore;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Register;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.JdbcTemplate;

/** Step 3: makes sure that nothing was lost, then runs all rules over the snapshot. */
final class CheckStep extends PipelineStep {
    private final JdbcTemplate jdbc;

    CheckStep(Sessions sessions, JdbcTemplate jdbc) {
        super(sessions);
        this.jdbc = jdbc;
    }

    @Override
    boolean work(Session session, StepExecution execution) throws Exception {
        session.progress().step("审核");
        session.clearShelves();
        long run = session.run().id();
        Register register = new Register(jdbc);
        Reception reception = new Reception(
                session.job(),
                session.run().period(),
                session.run().day(),
                register.parts(run),
                register.withdrawn(session.job().id(), session.run().period(), run),
                register.former(run));
        requireBalance(reception);

        FindingTally findings = new FindingTally();
        findings.addAll(new FindingStore(jdbc).received(run));
        reception.findings(findings);
        Snapshot snapshot =
                Snapshots.open(session.job(), reception, session.segments().folder());
        Kept kept = Kept.in(session.work(), session.job().id(), session.run().period(), Build.id());
        session.opened(reception, snapshot, kept, findings);
        FormResults.Checked checked = session.results().check(findings.groups());
        requireRows(reception, checked.rows());
        findings.addAll(checked.findings());
        session.checked(checked);
        return false;
    }

    /** Nothing is lost: every part that counts was read, and every row that was read is accounted for. */
    private static void requireBalance(Reception reception) throws RunException {
        for (ReceivedPart part : reception.counting()) {
            if (part.segment() == null || !part.balance().holds()) {
                RowBalance rows = part.balance();
                throw unbalanced(
                        part,
                        "读取 " + rows.read() + " 行；数据 " + rows.staged() + " 行，不能采用 " + rows.rejected() + " 行，合计 "
                                + rows.declaredTotals() + " 行，空行 " + rows.blank() + " 行，说明 " + rows.notes() + " 行。");
            }
        }
    }

    /** Nothing is lost or doubled on the way: the segments hold exactly the rows that were staged. */
    private static void requireRows(Reception reception, Map<Long, Snapshot.Rows> counts) throws RunException {
        for (ReceivedPart part : reception.counting()) {
            RowBalance balance = part.balance();
            Snapshot.Rows staged = new Snapshot.Rows(balance.staged(), balance.declaredTotals());
            Snapshot.Rows held = counts.getOrDefault(part.id(), new Snapshot.Rows(0, 0));
            if (!held.equals(staged)) {
                throw unbalanced(
                        part,
                        "读入数据 " + staged.items() + " 行、合计 " + staged.totals() + " 行，暂存数据中有 " + held.items() + " 行、"
                                + held.totals() + " 行。");
            }
        }
    }

    private static RunException unbalanced(ReceivedPart part, String numbers) {
        return new RunException(
                FindingCode.BALANCE.code() + " “" + part.path() + "”读取的行数与处理的行数不平衡，为防止漏行，本批汇总中止。" + numbers);
    }
}
