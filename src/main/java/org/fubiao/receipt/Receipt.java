package org.fubiao.receipt;

import java.util.List;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Severity;
import org.fubiao.job.Period;
import org.fubiao.settling.Warning;

/**
 * What a unit is told about a file that it sent.
 *
 * @param title of the job
 * @param office that answers
 * @param file path of the file, as it was sent
 * @param sha256 of its bytes
 * @param forms what was recognised in it
 * @param problems what is wrong with it, the most important first
 * @param explainable those of the warnings that the unit can explain
 */
public record Receipt(
        String title,
        String office,
        Period period,
        String file,
        String sha256,
        List<Form> forms,
        List<Problem> problems,
        List<Warning> explainable) {
    public Receipt {
        forms = List.copyOf(forms);
        problems = List.copyOf(problems);
        explainable = List.copyOf(explainable);
    }

    /**
     * A form in it, in words.
     *
     * @param unit name of the unit; empty if it is not known
     * @param state what became of it
     */
    public record Form(String title, String unit, String sheet, String state, long rows) {}

    /**
     * Findings of one code in one field of one sheet.
     *
     * @param title what the code means
     * @param form title of the form, empty if it is not known
     */
    public record Problem(String title, String form, Group group) {}

    /** How many findings there are of a severity. */
    public long count(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.group().severity() == severity)
                .mapToLong(problem -> problem.group().count())
                .sum();
    }

    /** Whether the unit has said of all warnings why they are none. */
    public boolean isExplained() {
        return count(Severity.WARNING) > 0
                && explainable.size() == count(Severity.WARNING)
                && explainable.stream().allMatch(Warning::isExplained);
    }

    /** What the unit has to do, in one sentence. */
    String conclusion() {
        long errors = count(Severity.ERROR);
        long warnings = count(Severity.WARNING);
        long notes = count(Severity.NOTE);
        if (errors > 0) {
            return "有" + errors + "处错误" + (warnings > 0 ? "、" + warnings + "处警告" : "") + "，请改正后重新报送。";
        }
        if (forms.isEmpty()) {
            return "没有可以采用的报表，请按下列问题处理后重新报送。";
        }
        if (isExplained()) {
            return "没有错误；有" + warnings + "处警告，均已说明情况。";
        }
        if (warnings > 0) {
            return "没有错误；有" + warnings + "处警告，请核对。填报有误的请改正后重新报送；情况属实的请说明原因。";
        }
        return notes > 0 ? "没有错误和警告；有" + notes + "处提示，供参考。" : "已接收、无问题。";
    }
}
