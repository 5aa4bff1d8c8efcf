package org.fubiao.upload;

import java.util.List;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.receipt.Receipt;
import org.fubiao.receipt.Titles;
import org.fubiao.run.DryRun;

/** The receipt for a file that was checked by itself, without a run. */
public final class CheckReceipt {
    private CheckReceipt() {}

    /**
     * The receipt for the answer to a file.
     *
     * @param job as it is for the period
     * @param file name of the file
     * @param sha256 of its bytes
     */
    public static Receipt of(Job job, Period period, String file, String sha256, DryRun.Answer answer) {
        Titles titles = new Titles(job);
        List<Receipt.Form> forms = answer.parts().stream()
                .map(part -> {
                    String unit = part.recognised().unit();
                    return new Receipt.Form(
                            titles.ofForm(part.recognised().layout().form()),
                            unit == null ? "" : job.unit(unit).name(),
                            part.recognised().layout().sheetName(),
                            part.recognised().counts() ? "可以采用" : "不能采用",
                            part.balance().staged());
                })
                .toList();
        return new Receipt(
                job.title(),
                job.office(),
                period,
                file,
                sha256,
                forms,
                answer.findings().groups().stream()
                        .map(group -> new Receipt.Problem(titles.of(group.code()), titles.ofForm(group.form()), group))
                        .toList(),
                answer.warnings());
    }
}
