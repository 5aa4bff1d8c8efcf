package org.fubiao.batch;

import org.fubiao.checking.Checker;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.Place;
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
        long run = session.run().id();
        Register register = new Register(jdbc);
        Reception reception = new Reception(
                session.job(),
                register.parts(run),
                register.withdrawn(session.job().id(), session.run().period(), run));
        requireBalance(reception);

        FindingTally findings = new FindingTally();
        findings.addAll(new FindingStore(jdbc).received(run));
        reception.findings(findings);
        Snapshot snapshot =
                Snapshots.open(session.job(), reception, session.segments().folder());
        session.checked(reception, snapshot, findings);
        Checker.check(session.job(), snapshot.connection(), findings);

        return false;
    }

    /** Nothing is lost: every row that was read is accounted for, and every part that counts was read. */
    private static void requireBalance(Reception reception) {
        for (ReceivedPart part : reception.counting()) {
            if (part.segment() == null || !part.balance().holds()) {
                Finding finding = new Finding(
                        FindingCode.BALANCE.code(),
                        FindingCode.BALANCE.severity(),
                        part.unit(),
                        part.form(),
                        Place.sheet(part.path(), part.layout().sheetName()),
                        "",
                        part.balance().toString(),
                        "读取行数 = 数据行 + 不能采用的行 + 合计行 + 空行和说明行",
                        "“" + part.path() + "”读取的行数与处理的行数不平衡，为防止漏行，本批汇总中止。");
                throw new IllegalStateException(finding.message() + part.balance());
            }
        }
    }
}
