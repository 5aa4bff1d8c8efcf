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

    /** The period that a template was made for. */
    static Period identified(Period made, String fileStem, Period folder, FileFindings findings) {
        if (made.equals(folder)) {
            warnOfNames(List.of(fileStem), folder, findings);
        } else {
            findings.add(
                    FindingCode.WRONG_PERIOD,
                    made.describe(),
                    folder.describe(),
                    "这份空白工作簿是为" + made.describe() + "制发的，现放在" + folder.describe() + "的文件夹中；整份文件未计入。如填的是"
                            + folder.describe() + "的数据，请改用" + folder.describe() + "的空白工作簿重新报送，否则移至" + made.describe()
                            + "的文件夹。");
        }
        return made;
    }

    /** Warns where a sheet of a template states another period than the one that it was made for. */
    static void warnOfStated(List<Statement> statements, Period made, FileFindings findings) {
        for (Statement statement : statements) {
            if (!Statement.PERIOD.contains(statement.label())) {
                continue;
            }
            List<Period> periods = PeriodText.in(statement.value(), true);
            if (!periods.isEmpty() && periods.stream().noneMatch(period -> PeriodText.covers(period, made))) {
                findings.at(
                        FindingCode.PERIOD_CONTRADICTS,
                        statement.row(),
                        statement.column(),
                        statement.value(),
                        made.describe(),
                        "这份空白工作簿是为" + made.describe() + "制发的，此处写的报告期是"
                                + periods.get(0).describe() + "；已按" + made.describe() + "采用，如填的是别期的数据，请用该期的空白工作簿填报。");
            }
        }
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
