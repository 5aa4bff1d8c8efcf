package org.fubiao.sample;

import static org.fubiao.sample.Habit.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What goes wrong on the way, once each: none of it changes a figure, since what is wrong either does not count or has
 * been corrected. {@code input/README.md} lists it for readers.
 */
final class Mishaps {
    private final SampleYear first;
    private final int year;
    private final Outbox outbox;

    Mishaps(SampleYear first, int year, Outbox outbox) {
        this.first = first;
        this.year = year;
        this.outbox = outbox;
    }

    /** What a unit sends by itself, after its own slips. */
    List<Report> before(List<Report> reports) {
        List<Report> sent = new ArrayList<>();
        for (Report report : reports) {
            String what = report.agency().name() + report.form();
            if (!isMissing(what)) {
                sent.add(slip(what, report));
            }
        }
        return sent;
    }

    /** The day of January on which a form is filled in, usually this one. */
    int day(Report report, int usual) {
        if (year == 2022) {
            return usual;
        }
        return switch (report.agency().name() + report.form()) {
            case "生态城TRAINING_SESSIONS" -> 15;
            case "保税区TRAINING_SESSIONS" -> 17;
            default -> usual;
        };
    }

    private boolean isMissing(String what) {
        return year == 2022
                ? Set.of("市粮食和物资局CANCELLED_PROOFS", "生态城TRAINING_SESSIONS").contains(what)
                : Set.of("宁河区REQUESTS", "市市场监管委JOINT_LICENCES", "河东区REQUESTS", "市公安局COMMITMENT")
                        .contains(what);
    }

    private Report slip(String what, Report report) {
        if (year == 2022) {
            // The opening balance of 2023 will not be the closing balance of 2022.
            return switch (what) {
                case "市商务局COMMITMENT" -> add(add(report, 2, "市级", 1), 3, "市级", -1);
                case "市气象局SERVICE_ITEMS" -> lastQuarterOnly(report);
                case "市财政局SERVICE_ITEMS" -> otherKindInCode(report);
                default -> report;
            };
        }
        return switch (what) {
            case "市邮政管理局ITEM_SUMMARY" ->
                report.with(1, "就近办", (Integer) report.value(1, "就近办") + 1)
                        .with(3, "就近办", (Integer) report.value(3, "就近办") + 1);
            case "市水务局SERVICE_ITEMS" -> slowAtOnce(report);
            case "蓟州区WINDOWS" -> report.with(2, "综合窗口", (Integer) report.value(2, "综合窗口") * 11);
            case "市药监局SERVICE_ITEMS" -> twoVisits(report);
            case "市民政局CANCELLED_PROOFS" -> report.with(0, "取消日期", ((LocalDate) report.value(0, "取消日期")).minusYears(10));
            case "西青区WINDOWS" -> report.with(1, "综合窗口占比", new BigDecimal("0.689"));
            case "滨海新区本级TRAINING" -> report.with(2, "经费支出", ((BigDecimal) report.value(2, "经费支出")).add(BigDecimal.ONE));
            case "审批改革处TRAINING_SESSIONS" ->
                report.with(1, "费用", ((BigDecimal) report.value(1, "费用")).add(BigDecimal.valueOf(180)));
            case "人事处TRAINING_SESSIONS" -> report.with(0, "参训人次", (Integer) report.value(0, "参训人次") + 2);
            case "经开区TRAINING_SESSIONS" -> report.with(0, "参训人次", (Integer) report.value(0, "参训人次") + 27);
            case "市政务服务办TRAINING" -> fewer(fewer(report, 0), 2);
            default -> report;
        };
    }

    /** A table that was made before a session was reported late. */
    private static Report fewer(Report report, int row) {
        return report.with(row, "参训人次", (Integer) report.value(row, "参训人次") - 17);
    }

    /** An item whose code says that it is a permit, which it is not: it does not count. */
    private static Report otherKindInCode(Report report) {
        List<String> codes = report.rows().stream()
                .map(row -> (String) row.get(report.form().column("事项编码")))
                .toList();
        for (int row = codes.size() - 1; row >= 0; row--) {
            String other = codes.get(row).replace("FW", "XK");
            if (report.value(row, "事项类型").equals("非许可类政务服务") && !codes.contains(other)) {
                return report.with(row, "事项编码", other);
            }
        }
        throw new IllegalStateException("every code of a service is one of a permit, too");
    }

    private static Report add(Report report, int row, String head, int more) {
        return report.with(row, head, (Integer) report.value(row, head) + more)
                .with(row, "合计", (Integer) report.value(row, "合计") + more);
    }

    /** A ledger whose cases were counted for a quarter instead of the year. */
    private static Report lastQuarterOnly(Report report) {
        Report counted = report;
        for (int row = 0; row < report.rows().size(); row++) {
            counted = counted.with(row, "办件量", (Integer) report.value(row, "办件量") / 4);
        }
        return counted;
    }

    /** An item that is done at once, but promised within two days. */
    private static Report slowAtOnce(Report report) {
        for (int row = 0; row < report.rows().size(); row++) {
            if (report.value(row, "马上办").equals(true)) {
                return report.with(row, "承诺时限", 2).with(row, "法定时限", 5);
            }
        }
        throw new IllegalStateException("nothing is done at once by " + report.agency());
    }

    /** An item that takes one visit by its kind and two in truth: the office has waived that. */
    private static Report twoVisits(Report report) {
        for (int row = 0; row < report.rows().size(); row++) {
            if (report.value(row, "一次办").equals(true)) {
                return report.with(row, "到场次数", 2);
            }
        }
        throw new IllegalStateException("nothing is done in one visit by " + report.agency());
    }

    /** Habits with which a unit fills in a form, after its own slips. */
    Set<Habit> habits(Report report, Set<Habit> usual) {
        if (report.form() != FormText.SERVICE_ITEMS || year == 2022) {
            return usual;
        }
        return switch (report.agency().name()) {
            case "市交通运输委" -> Outbox.plus(usual, TOTAL);
            case "市税务局" -> Outbox.plus(usual, SUBTOTALS, TOTAL, WRONG_SUBTOTAL);
            case "市司法局" -> Outbox.plus(usual, EXTRA_COLUMN);
            default -> usual;
        };
    }

    /** What the name of a file says of its revision. */
    String revision(Report report) {
        return year == 2023 && (report.agency().name() + report.form()).equals("市教委SERVICE_ITEMS") ? "（第二次报送）" : "";
    }

    /** What happens once all has been sent. */
    void afterwards(SampleYear all) {
        if (year == 2022) {
            copy("武清区", "座谈会和政企沟通会台账");
            return;
        }
        wrongPeriod();
        wrongFolder(all);
        correctedByName(all);
        correctedByWord(all);
        correctedByDate(all);
        copy("南开区", "年度报表");
    }

    /** The same file once more, as a copy beside it. */
    private void copy(String unit, String part) {
        String path = outbox.path(unit, part);
        int dot = path.lastIndexOf('.');
        outbox.put(path.substring(0, dot) + " - 副本" + path.substring(dot), outbox.bytes(path));
    }

    private Report report(SampleYear of, String agency, FormText form) {
        return of.of(form).stream()
                .filter(report -> report.agency().name().equals(agency))
                .findFirst()
                .orElseThrow();
    }

    /** Last year's ledger, sent again. */
    private void wrongPeriod() {
        Report old = report(first, "市体育局", FormText.SERVICE_ITEMS);
        Set<Habit> habits = EnumSet.of(TITLE, UNIT_LINE, PERIOD_LINE, SIGNATURES);
        Sheet sheet = outbox.sheet(old, habits, FileFormat.XLS, 2022, 6);
        outbox.put("市级部门/市体育局/政务服务事项台账", FileFormat.XLS, List.of(sheet));
    }

    /** A ledger in the folder of another unit. */
    private void wrongFolder(SampleYear all) {
        Report report = report(all, "市市场监管委", FormText.JOINT_LICENCES);
        Set<Habit> habits = EnumSet.of(TITLE, UNIT_LINE, PERIOD_LINE, SIGNATURES, MERGED_GROUPS);
        Sheet sheet = outbox.sheet(report, habits, FileFormat.XLSX, 8);
        outbox.put("市级部门/市商务局/证照联办事项台账", FileFormat.XLSX, List.of(sheet));
    }

    /** Corrected, and the name of the file says so; neither file states a date. */
    private void correctedByName(SampleYear all) {
        Report right = report(all, "市教委", FormText.SERVICE_ITEMS);
        Report wrong = right.withoutLast()
                .with(4, "设立日期", "2019年13月5日")
                .with(6, "承诺时限", 60)
                .with(6, "法定时限", 20)
                .with(30, "事项类型", "公共服务")
                .with(11, "事项名称", "")
                .with(13, "事项编码", "JYXK014")
                .with(15, "到场次数", 21)
                .with(15, "一次办", false)
                .with(17, "办件量", -5)
                .with(19, "网上办", "对")
                .with(21, "承诺时限", "3.5")
                .with(23, "事项编码", right.value(22, "事项编码"));
        Set<Habit> habits = EnumSet.of(FLAT_HEADS, OLDER_WORDS, SLASH_DATES, THOUSANDS, TOTAL, WRONG_TOTAL);
        String name = "市级部门/市教委/政务服务事项台账（市教委）";
        outbox.put(name, FileFormat.CSV_GB18030, List.of(outbox.sheet(wrong, habits, FileFormat.CSV_GB18030, 4)));
    }

    /** Corrected: the second file says 更正 and is dated later. */
    private void correctedByWord(SampleYear all) {
        Report right = report(all, "市公安局", FormText.COMMITMENT);
        Report wrong = right.with(3, "合计", (Integer) right.value(3, "合计") + 9).with(1, "市级", "约3");
        Set<Habit> habits = EnumSet.of(TITLE, UNIT_LINE, SIGNATURES);
        String name = "市级部门/市公安局/告知承诺事项变动情况";
        outbox.put(name, FileFormat.XLSX, List.of(outbox.sheet(wrong, habits, FileFormat.XLSX, 5)));
        outbox.put(name + "（更正）", FileFormat.XLSX, List.of(outbox.sheet(right, habits, FileFormat.XLSX, 9)));
    }

    /** Corrected: only the dates in the files tell which is the later one. */
    private void correctedByDate(SampleYear all) {
        Report right = report(all, "河东区", FormText.REQUESTS);
        Report wrong = right.with(0, "本年受理", (Integer) right.value(0, "本年受理") + 3);
        Set<Habit> habits = EnumSet.of(TITLE, UNIT_LINE, SIGNATURES);
        String name = "各区/河东区/企业意见建议和咨询办理情况";
        outbox.put(name + " 1", FileFormat.XLSX, List.of(outbox.sheet(right, habits, FileFormat.XLSX, 10)));
        outbox.put(name + " 2", FileFormat.XLSX, List.of(outbox.sheet(wrong, habits, FileFormat.XLSX, 4)));
    }
}
