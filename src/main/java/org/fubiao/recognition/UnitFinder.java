package org.fubiao.recognition;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fubiao.finding.FindingCode;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose a sheet is. What the sheet states wins, then what another sheet of its workbook states, then the names of
 * sheet, file and folders. A unit that is stated but not known is never replaced by one that a name points to.
 */
final class UnitFinder {
    private final UnitIndex units;
    private final AbsentUnits absent;

    UnitFinder(Job job) {
        units = new UnitIndex(job.units());
        absent = new AbsentUnits(job);
    }

    /** @param period that the sheet is for: what a unit sends of a period for which it reports is only misplaced */
    @Nullable Unit find(
            List<Statement> own,
            List<Statement> others,
            String sheetName,
            FilePath path,
            Supplier<Period> period,
            FileFindings findings) {
        for (List<Statement> statements : List.of(own, others)) {
            List<Statement> about =
                    statements.stream().filter(this::isAboutUnit).toList();
            if (!about.isEmpty()) {
                Unit unit = stated(about, period, findings);
                if (unit != null) {
                    warnOfNames(unit, sheetName, path, findings);
                }
                return unit;
            }
        }
        Unit unit = names(sheetName, path)
                .map(name -> units.pointedTo(name.text()))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
        if (unit == null) {
            unnamed(sheetName, path, findings);
        } else {
            warnOfNames(unit, sheetName, path, findings);
        }
        return unit;
    }

    private void unnamed(String sheetName, FilePath path, FileFindings findings) {
        String names = names(sheetName, path)
                .flatMap(name -> Stream.ofNullable(absent.pointedTo(name.text()))
                        .map(unit -> name.what() + "中的“" + unit.name() + "”" + absent.why(unit)))
                .findFirst()
                .orElse("文件名和文件夹名中也没有");
        findings.add(
                FindingCode.UNIT_UNKNOWN,
                "",
                "表头上方写明“报送单位：单位全称”",
                "无法识别报送单位：表内没有写明，" + names + "；请在表头上方写明“报送单位：单位全称”后重新报送。");
    }

    /** The unit that a template was made for; null, with a finding, if the job has no such unit any more. */
    @Nullable Unit identified(String code, FilePath path, Period period, FileFindings findings) {
        Unit unit = units.coded(code);
        Unit gone = absent.coded(code);
        if (unit == null && gone != null && absent.reportsFor(gone, period)) {
            return null;
        }
        if (unit == null) {
            findings.add(
                    FindingCode.UNIT_UNKNOWN,
                    code,
                    "单位名册中的单位",
                    "这份空白工作簿是为"
                            + (gone == null
                                    ? "代码“" + code + "”的单位制发的，单位名册中已没有这个代码"
                                    : "“" + gone.name() + "”制发的，该单位" + absent.why(gone))
                            + "，未采用；请"
                            + Optional.ofNullable(gone)
                                    .flatMap(absent::successor)
                                    .map(next -> "由“" + next.name() + "”")
                                    .orElse("")
                            + "向汇总单位领取本期的空白工作簿，把数据移过去后重新报送。");
        } else {
            warnOfNames(unit, "", path, findings);
        }
        return unit;
    }

    /** Warns where a sheet of a template states another unit than the one that it was made for. */
    void warnOfStated(@Nullable Unit unit, List<Statement> statements, FileFindings findings) {
        for (Statement statement : statements) {
            if (unit != null && isAboutUnit(statement) && !unit.equals(units.named(statement.value()))) {
                findings.at(
                        FindingCode.UNIT_CONTRADICTS,
                        statement.row(),
                        statement.column(),
                        statement.value(),
                        unit.name(),
                        "这份空白工作簿是为“" + unit.name() + "”制发的，此处写的报送单位是“" + Labels.line(statement.value()) + "”；已按“"
                                + unit.name() + "”采用，如是别的单位的数据，请用该单位的空白工作簿填报。");
            }
        }
    }

    private boolean isAboutUnit(Statement statement) {
        if (Labels.key(statement.value()).isEmpty()) {
            return false;
        }
        return Statement.UNIT.contains(statement.label())
                || Statement.UNIT_CODE.contains(statement.label())
                || (Statement.MAYBE_UNIT.contains(statement.label()) && units.named(statement.value()) != null);
    }

    private @Nullable Unit stated(List<Statement> statements, Supplier<Period> period, FileFindings findings) {
        Unit found = null;
        for (Statement statement : statements) {
            Unit unit = units.named(statement.value());
            if (unit == null) {
                continue;
            }
            if (found == null) {
                found = unit;
                findings.unit(unit.code());
            } else if (!found.equals(unit)) {
                findings.at(
                        FindingCode.UNIT_CONTRADICTS,
                        statement.row(),
                        statement.column(),
                        statement.value(),
                        found.name(),
                        "表内先写明报送单位为“" + found.name() + "”，此处又写为“" + Labels.line(statement.value()) + "”；已按“"
                                + found.name() + "”采用，如有误请更正后重新报送。");
            }
        }
        if (found == null) {
            unknown(statements.get(0), period, findings);
        }
        return found;
    }

    private void unknown(Statement statement, Supplier<Period> period, FileFindings findings) {
        Unit gone = absent.named(statement.value());
        if (gone != null && absent.reportsFor(gone, period.get())) {
            return;
        }
        if (gone != null) {
            findings.at(
                    FindingCode.UNIT_UNKNOWN,
                    statement.row(),
                    statement.column(),
                    statement.value(),
                    absent.successor(gone).map(Unit::name).orElse("本期的报送单位"),
                    "表内写明的报送单位“" + Labels.line(statement.value()) + "”" + absent.why(gone)
                            + "；请核对报告期，或改为本期的报送单位后重新报送。");
            return;
        }
        Unit nearest = units.nearest(statement.value());
        String advice = nearest == null ? "请改为单位全称或代码" : "是否为“" + nearest.name() + "”？请改为单位全称或代码";
        findings.at(
                FindingCode.UNIT_UNKNOWN,
                statement.row(),
                statement.column(),
                statement.value(),
                nearest == null ? "单位名册中的单位" : nearest.name(),
                "表内写明的报送单位“" + Labels.line(statement.value()) + "”不在单位名册中；" + advice + "后重新报送。");
    }

    private void warnOfNames(Unit unit, String sheetName, FilePath path, FileFindings findings) {
        findings.unit(unit.code());
        names(sheetName, path)
                .filter(name -> {
                    Unit other = units.pointedTo(name.text());
                    return other != null && !other.equals(unit) && !units.isAbove(other, unit);
                })
                .findFirst()
                .ifPresent(name -> findings.add(
                        FindingCode.UNIT_CONTRADICTS,
                        name.text(),
                        unit.name(),
                        name.what() + "“" + name.text() + "”与报送单位“" + unit.name() + "”不一致；已按“" + unit.name()
                                + "”采用，如有误请更正后重新报送。"));
    }

    private record Name(String what, String text) {}

    private static Stream<Name> names(String sheetName, FilePath path) {
        return Stream.concat(
                Stream.of(new Name("工作表名", sheetName), new Name("文件名", path.stem())),
                path.folders().stream().map(folder -> new Name("文件夹名", folder)));
    }
}
