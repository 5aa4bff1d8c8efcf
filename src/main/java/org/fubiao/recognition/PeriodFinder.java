package org.fubiao.recognition;

import java.util.List;
import org.fubiao.finding.FindingCode;
import org.fubiao.job.Period;
import org.jspecify.annotations.Nullable;

/**
 * Finds for when a sheet is. What stands beside 报告期 and the like wins, then a period in the lines above the head, then what
 * another sheet of the workbook states. A name
 * only warns: files are often named by the date on which they are sent.
 */
final class PeriodFinder {

    private PeriodFinder() {}

    /** The period that the sheet reports; other than the folder's only if the sheet says so. */
    static Period find(
            Surroundings around, List<Statement> others, List<String> names, Period folder, FileFindings findings) {
        Period stated = stated(around.statements(), names, folder, findings);
        if (stated != null) {
            return stated;
        }
        for (String title : around.titles()) {
            List<Period> periods = PeriodText.in(withoutFilled(title), false);
            if (!periods.isEmpty()) {
                return judge(periods, title, folder, names, findings);
            }
        }
        Period elsewhere = stated(others, names, folder, findings);
        if (elsewhere != null) {
            return elsewhere;
        }
        warnOfNames(names, folder, findings);
        return folder;
    }

    private static @Nullable Period stated(
            List<Statement> statements, List<String> names, Period folder, FileFindings findings) {
        for (Statement statement : statements) {
            if (Statement.PERIOD.contains(statement.label())) {
                List<Period> periods = PeriodText.in(statement.value(), true);
                if (!periods.isEmpty()) {
                    return judge(periods, statement.value(), folder, names, findings);
                }
            }
        }
        return null;
    }

    /** The date of filling in says nothing of the period, even where it has no day. */
    private static String withoutFilled(String title) {
        return title.replaceAll("(?:[\\p{IsHan}]{2}(?:日\\s*期|时\\s*间)|日\\s*期)\\s*[:：]\\s*\\S+", " ");
    }

    private static Period judge(
            List<Period> periods, String text, Period folder, List<String> names, FileFindings findings) {
        if (periods.stream().anyMatch(period -> PeriodText.covers(period, folder))) {
            warnOfNames(names, folder, findings);
            return folder;
        }
        Period stated = periods.get(0);
        findings.add(
                FindingCode.WRONG_PERIOD,
                text,
                folder.describe(),
                "表内写明的报告期为" + stated.describe() + "，应为" + folder.describe() + "；本表未计入，请核对后重新报送，或移至" + stated.describe()
                        + "的文件夹。");
        return stated;
    }

    private static void warnOfNames(List<String> names, Period folder, FileFindings findings) {
        for (String name : names) {
            List<Period> periods = PeriodText.in(name, true);
            if (!periods.isEmpty() && periods.stream().noneMatch(period -> PeriodText.fits(period, folder))) {
                findings.add(
                        FindingCode.PERIOD_CONTRADICTS,
                        name,
                        folder.describe(),
                        "名称“" + name + "”写的是" + periods.get(0).describe() + "，文件所在的报告期为" + folder.describe() + "；已按"
                                + folder.describe() + "计入，如有误请移至相应的文件夹。");
                return;
            }
        }
    }
}
