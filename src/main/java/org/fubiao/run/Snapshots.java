package org.fubiao.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.job.Job;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Reception;

/** Opens the snapshot of a run. */
public final class Snapshots {
    private Snapshots() {}

    /**
     * Opens the parts that count; each must be staged.
     *
     * @param segments folder of the segments
     */
    public static Snapshot open(Job job, Reception reception, Path segments) {
        List<Snapshot.Member> members = new ArrayList<>();
        for (ReceivedPart part : reception.counting()) {
            String segment = part.segment();
            if (segment == null) {
                throw new IllegalStateException("part " + part.id() + " of " + part.path() + " was never staged");
            }
            members.add(
                    new Snapshot.Member(part.id(), part.unit(), part.path(), part.layout(), segments.resolve(segment)));
        }
        return Snapshot.open(job, members);
    }
}
