package org.fubiao.run;

import java.util.List;
import java.util.TreeSet;
import org.fubiao.finding.Explanation;
import org.fubiao.job.Job;
import org.fubiao.settling.Explained;
import org.fubiao.settling.Settlement;
import org.fubiao.settling.WaiverUse;
import org.fubiao.submission.ReceivedFile;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Replacement;
import org.fubiao.submission.Sha256;

/** What a run reads, in one hash: its definitions, every received part and what became of it, and what it compares with. */
public final class SnapshotHash {
    private SnapshotHash() {}

    /**
     * The hash in hexadecimal.
     *
     * @param replacements versions that took the place of others
     * @param settlement what was answered to findings: a waiver may end without anything else being changed
     * @param previous hashes of the snapshots that the run compares with: that of the previous period's run, empty if there is
     *     none, then those of other jobs
     */
    public static String of(
            Job job,
            Reception reception,
            List<ReceivedFile> files,
            List<Replacement> replacements,
            Settlement settlement,
            String previous) {
        TreeSet<String> lines = new TreeSet<>();
        for (ReceivedPart part : reception.parts()) {
            lines.add(String.join(
                    "\t",
                    part.path(),
                    part.sha256(),
                    Integer.toString(part.layout().sheet()),
                    part.unit(),
                    part.form(),
                    reception.describe(part)));
        }
        files.forEach(file -> lines.add(file.path() + '\t' + file.sha256()));
        // Those among the files of the run follow from them.
        replacements.stream()
                .filter(Replacement::inPlace)
                .forEach(replacement -> lines.add(replacement.after().path() + "\tinstead of\t"
                        + replacement.before().sha256()));
        List<WaiverUse> waivers = settlement.waivers();
        for (int i = 0; i < waivers.size(); i++) {
            WaiverUse use = waivers.get(i);
            // With all that it says: not every waiver is among the definitions.
            lines.add("waiver " + i + '\t' + use.waiver() + '\t' + use.state());
        }
        // Those that were written in files of earlier runs follow from nothing else.
        for (Explained explained : settlement.explanations()) {
            Explanation explanation = explained.explanation();
            lines.add("explanation\t" + explanation.about() + '\t' + explanation.text() + '\t' + explanation.place()
                    + '\t' + explanation.sha256());
        }
        reception.withdrawn().forEach(path -> lines.add(path + "\twithdrawn"));
        return Sha256.of(job.hash() + '\n' + previous + '\n' + String.join("\n", lines));
    }
}
