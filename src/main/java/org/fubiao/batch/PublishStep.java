package org.fubiao.batch;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fubiao.closing.ClosedPeriod;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.publishing.ClosedOutputException;
import org.fubiao.publishing.Publication;
import org.fubiao.publishing.Publisher;
import org.fubiao.publishing.RunInfo;
import org.fubiao.run.Build;
import org.fubiao.run.Corrections;
import org.fubiao.run.Results;
import org.fubiao.run.RuleFirings;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Register;
import org.fubiao.totals.AppendixBuilder;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.FigureBuilder;
import org.fubiao.totals.FigureValue;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.JdbcTemplate;

/** Step 5: builds the appendices and figures of the computed measures, writes everything, and switches it in whole. */
final class PublishStep extends PipelineStep {
    private final Runs runs;
    private final JdbcTemplate jdbc;

    PublishStep(Sessions sessions, Runs runs, JdbcTemplate jdbc) {
        super(sessions);
        this.runs = runs;
        this.jdbc = jdbc;
    }

    @Override
    boolean work(Session session, StepExecution execution) throws Exception {
        session.progress().step("出表");
        Job job = session.job();
        Run run = session.run();
        Period period = run.period();
        Results results = new Results(jdbc);
        List<AppendixTable> appendices = new ExplanationNotes(job, session.settlement())
                .addTo(AppendixBuilder.build(job, period, session.snapshot(), session.measures(), session.previous()));
        Map<String, BigDecimal> lastQuoted = runs.lastDifferent(run, runs.snapshot(run.id()))
                .map(last -> results.figures(last.id()))
                .orElse(Map.of());
        List<FigureValue> figures =
                FigureBuilder.build(job, session.measures(), session.previous(), appendices, lastQuoted);

        PublicationAssembler assembler = new PublicationAssembler(
                job, period, session.reception(), session.findings().groups(), session.exclusions());
        Publication publication = new Publication(
                job,
                period,
                appendices,
                figures,
                session.reconciliations(),
                assembler.reports(),
                assembler.submissions(new Register(jdbc).files(run.id())),
                assembler.findings(),
                assembler.corrections(new Corrections(
                                job, session.snapshot(), session.segments().folder())
                        .of(session.replacements())),
                assembler.rules(RuleFirings.of(
                        job,
                        session.findings().groups(),
                        session.checked(),
                        session.reconciliations(),
                        session.plausibility())),
                session.settlement(),
                session.plausibility());
        RunInfo info = new RunInfo(run.id(), run.started(), run.reason(), Versions.of(session.results()), Build.id());
        Path latest = publish(publication, info, session);
        results.saveFigures(run.id(), figures);
        session.kept().save();
        session.published(publication, latest);
        return false;
    }

    /** It may have been signed off under another work folder since the run began. */
    private static Path publish(Publication publication, RunInfo info, Session session)
            throws IOException, RunException {
        Path output = session.run().output();
        try {
            return new Publisher(output).publish(publication, info, new Archive(session.work())::path);
        } catch (ClosedOutputException e) {
            throw new RunException(e.mark()
                    .map(mark -> ClosedPeriod.of(publication.period(), output, mark)
                            .refusal(publication.job().title()))
                    .orElse(e.getMessage() + "。"));
        }
    }
}
