package org.fubiao.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The 33 figures, counted from the rows of the sample without any of the job's own definitions. */
final class SampleFigures {
    private final SampleYear year;
    private final Map<String, BigDecimal> figures = new LinkedHashMap<>();

    private SampleFigures(SampleYear year) {
        this.year = year;
    }

    /** Figure by its id; exact, not rounded as the report quotes it. */
    static Map<String, BigDecimal> of(SampleYear year) {
        SampleFigures figures = new SampleFigures(year);
        figures.services();
        figures.business();
        figures.office();
        return figures.figures;
    }

    private void services() {
        put("F01", count(FormText.SERVICE_ITEMS, "事项类型", "行政许可"));
        put("F02", cell(FormText.CLAIMED_ITEMS, "合计", 4));
        put("F03", count(FormText.SERVICE_ITEMS, "事项类型", "非许可类政务服务"));
        put("F04", count(FormText.SERVICE_ITEMS, "事项类型", "行政备案"));
        put("F05", rows(FormText.CANCELLED_PROOFS));
        put("F06", cell(FormText.COMMITMENT, "本年新增", 3));
        put("F07", cell(FormText.COMMITMENT, "本年末", 3));
        put("F08", count(FormText.SERVICE_ITEMS, "网上办", true));
        put("F09", count(FormText.SERVICE_ITEMS, "一次办", true));
        put("F10", count(FormText.SERVICE_ITEMS, "就近办", true));
        put("F11", count(FormText.SERVICE_ITEMS, "马上办", true));
        put("F12", distinct(FormText.JOINT_LICENCES, "联办类别"));
        put("F13", rows(FormText.JOINT_LICENCES));
        put("F14", count(FormText.SERVICE_ITEMS, "一窗服务", true));
        long combined = sum(FormText.WINDOWS, "小计");
        figures.put("F15", percent(combined, sum(FormText.WINDOWS, "进驻事项")));
    }

    private void business() {
        put(
                "F16",
                year.of(FormText.COORDINATION).stream()
                        .map(Report::agency)
                        .distinct()
                        .count());
        put("F17", rows(FormText.DUTY_MEASURES));
        put("F18", rows(FormText.ENVIRONMENT_MEASURES));
        put("F19", rows(FormText.MEETINGS));
        put("F20", sum(FormText.MEETINGS, "意见建议") + sum(FormText.MEETINGS, "咨询"));
        put("F21", rows(FormText.JOINT_DOCUMENTS));
    }

    private void office() {
        put("F22", cell(FormText.LEGAL_REVIEW, "合计", 1));
        put("F23", cell(FormText.LEGAL_REVIEW, "合计", 2));
        put("F24", cell(FormText.LEGAL_REVIEW, "合计", 3));
        put("F25", rows(FormText.HEARINGS));
        put("F26", cell(FormText.LAW_EXAM, "合计", 3));
        figures.put("F27", percent(cell(FormText.LAW_EXAM, "合计", 3), cell(FormText.LAW_EXAM, "合计", 2)));
        put("F28", distinct(FormText.GUIDANCE, "被指导区"));
        put("F29", count(FormText.STUDY, "类别", "党组会议"));
        put("F30", distinct(FormText.WORK_POINTS, "工作内容"));
        put("F31", rows(FormText.WORK_POINTS));
        put("F32", count(FormText.STUDY, "类别", "集体学法"));
        put("F33", rows(FormText.ESSAYS));
    }

    private void put(String id, long value) {
        figures.put(id, BigDecimal.valueOf(value));
    }

    private long rows(FormText form) {
        return year.of(form).stream().mapToLong(report -> report.rows().size()).sum();
    }

    private long count(FormText form, String head, Object value) {
        int column = form.column(head);
        return year.of(form).stream()
                .flatMap(report -> report.rows().stream())
                .filter(row -> row.get(column).equals(value))
                .count();
    }

    private long distinct(FormText form, String head) {
        int column = form.column(head);
        return year.of(form).stream()
                .flatMap(report -> report.rows().stream())
                .map(row -> row.get(column))
                .distinct()
                .count();
    }

    private long sum(FormText form, String head) {
        return year.of(form).stream().mapToLong(report -> report.sum(head)).sum();
    }

    private long cell(FormText form, String label, int column) {
        return year.of(form).stream()
                .flatMap(report -> report.rows().stream())
                .filter(row -> row.get(0).equals(label))
                .mapToLong(row -> (Integer) row.get(column))
                .sum();
    }

    private static BigDecimal percent(long part, long whole) {
        return BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
    }
}
