package org.fubiao.batch;

import java.nio.file.Path;
import java.util.List;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.job.Job;
import org.fubiao.publishing.Publication;
import org.fubiao.run.Run;
import org.fubiao.submission.Reception;

/**
 * What a completed run tells its user.
 *
 * @param latest folder of the outputs
 * @param publication what was published
 * @param missing what units owe and has not come
 * @param findings the worst and most frequent first
 */
public record RunReport(
        Run run, Job job, Path latest, Publication publication, List<Reception.Owed> missing, List<Group> findings) {
    public RunReport {
        missing = List.copyOf(missing);
        findings = List.copyOf(findings);
    }
}
