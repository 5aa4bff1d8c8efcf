package org.fubiao.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A notice as people and as programs read it. */
final class NoticeText {
    /** More would not be read: the workbooks have it all. */
    private static final int SHOWN = 20;

    private static final JsonMapper JSON = new JsonMapper();

    private NoticeText() {}

    static String subject(Notice notice) {
        String what = switch (notice.kind()) {
            case DONE -> done(notice);
            case UNCHANGED -> "没有变化";
            case REFUSED -> "未作汇总";
            case FAILED -> "汇总失败";
        };
        return "［附表］" + notice.title() + period(notice) + "　" + what;
    }

    private static String done(Notice notice) {
        Notice.Counts counts = notice.counts();
        boolean clean =
                counts != null && counts.errors() == 0 && notice.missing().isEmpty();
        return clean ? "汇总完成" : "汇总完成，有问题待处理";
    }

    private static String period(Notice notice) {
        return notice.period() == null ? "" : "　" + notice.period().describe();
    }

    static String text(Notice notice) {
        StringBuilder text = new StringBuilder();
        text.append(notice.title()).append(period(notice)).append("\n\n");
        text.append(notice.words()).append("\n\n");
        if (notice.kind() == Notice.Kind.DONE) {
            list(text, "尚未报送", notice.missing(), "张");
            list(text, "与上次不同的汇总相比，报告数字有变化", notice.changed(), "个");
        }
        return text.append(advice(notice)).append('\n').toString();
    }

    private static void list(StringBuilder text, String head, List<String> lines, String measure) {
        if (lines.isEmpty()) {
            return;
        }
        text.append(head).append("（").append(lines.size()).append(measure).append("）：\n");
        lines.stream()
                .limit(SHOWN)
                .forEach(line -> text.append("  ").append(line).append('\n'));
        if (lines.size() > SHOWN) {
            text.append("  ……另有 ")
                    .append(lines.size() - SHOWN)
                    .append(' ')
                    .append(measure)
                    .append("未列出\n");
        }
        text.append('\n');
    }

    private static String advice(Notice notice) {
        Notice.Counts counts = notice.counts();
        return switch (notice.kind()) {
            case DONE ->
                counts != null && counts.errors() > 0
                        ? "请查看 审核情况.xlsx，退回有错误的单位更正；更正稿放入报送目录后，下次自动汇总即采用。"
                        : notice.missing().isEmpty() ? "没有错误，附表可以使用。" : "请催报；收到后放入报送目录，下次自动汇总即采用。";
            case UNCHANGED -> "无须处理。";
            case REFUSED -> "原有附表未变动。需要汇总的，请在“汇总”页面处理。";
            case FAILED -> "原有附表未变动。请按上面的说明排除问题，再在“汇总”页面运行一次；不处理的，下次自动汇总时会再试。";
        };
    }

    static String json(Notice notice) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", "night");
        fields.put("outcome", notice.kind().name());
        fields.put("job", notice.job());
        fields.put("title", notice.title());
        fields.put("period", notice.period() == null ? null : notice.period().toString());
        fields.put("run", notice.run() == 0 ? null : notice.run());
        fields.put("planned", notice.planned().toString());
        fields.put("ended", notice.ended().toString());
        fields.put("words", notice.words());
        Notice.Counts counts = notice.counts();
        if (counts != null) {
            fields.put("files", counts.files());
            fields.put("rows", counts.rows());
            fields.put("errors", counts.errors());
            fields.put("warnings", counts.warnings());
        }
        fields.put("missing", notice.missing());
        fields.put("changed", notice.changed());
        return JSON.writeValueAsString(fields);
    }
}
