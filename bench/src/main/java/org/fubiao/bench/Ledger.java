package org.fubiao.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A CSV ledger of ten columns, from a seed: about 88 bytes a row. One row in 50 000 breaks a rule, and the last row repeats
 * the first one's key.
 */
final class Ledger {
    static final String FORM = "办件台账";
    private static final long SEED = 20231231;
    private static final int BROKEN = 50_000;
    private static final int DAYS = 365;
    private static final long FIRST_DAY = LocalDate.of(2023, 1, 1).toEpochDay();
    private static final List<String> TYPES = List.of("行政许可", "公共服务", "行政备案", "行政确认");
    private static final List<String> LETTERS = List.of("XK", "FW", "BA", "QR");
    private static final List<String> TRADES =
            List.of("道路", "餐饮", "建筑", "旅游", "出版", "药品", "渔业", "广告", "殡葬", "计量", "种子", "烟草", "印刷", "测绘", "演出", "医疗");
    private static final List<String> MATTERS =
            List.of("经营许可", "备案", "资质核定", "登记", "延期申请", "变更登记", "注销", "场所验收", "年度核查", "补证");

    private Ledger() {}

    static void write(Path file, long rows) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("办件编号,事项名称,事项类型,办理窗口,受理日期,法定时限,承诺时限,收费金额,网上办,满意率\n");
            StringBuilder line = new StringBuilder();
            for (long row = 1; row <= rows; row++) {
                line.setLength(0);
                append(line, row == rows ? 1 : row, random);
                if (row % BROKEN == 0) {
                    line.append(",1,2,");
                } else {
                    int limit = 5 + random.nextInt(56);
                    line.append(',').append(limit).append(',').append(1 + random.nextInt(limit));
                    line.append(',');
                }
                line.append(BigDecimal.valueOf(random.nextInt(2_000_000), 2).toPlainString())
                        .append(random.nextInt(100) < 92 ? ",是," : ",否,")
                        .append(BigDecimal.valueOf(600 + random.nextInt(401), 1).toPlainString())
                        .append("%\n");
                out.append(line);
            }
        }
    }

    /** Number, name, type, window and day. */
    private static void append(StringBuilder line, long number, SplittableRandom random) {
        int type = (int) (number % TYPES.size());
        line.append(LETTERS.get(type)).append(100_000_000 + number).append(',');
        line.append(TRADES.get(random.nextInt(TRADES.size())))
                .append(MATTERS.get(random.nextInt(MATTERS.size())))
                .append(',');
        line.append(TYPES.get(type))
                .append(",综合")
                .append(1 + random.nextInt(99))
                .append("号窗,");
        line.append(LocalDate.ofEpochDay(FIRST_DAY + random.nextInt(DAYS)));
    }

    /** A measure, and the same as SQL over what DuckDB's own reader makes of the file. */
    record Measure(String name, String value, String where, String uom) {
        String yaml() {
            String filter = where.isEmpty() ? "" : ", where: \"" + where + "\"";
            return name + ": {form: " + FORM + ", value: " + value + filter + ", scale: 2, uom: \"" + uom + "\"}\n";
        }

        String sql() {
            return value + (where.isEmpty() ? "" : " FILTER (WHERE " + where + ")");
        }
    }

    static final List<Measure> MEASURES = List.of(
            new Measure("办件量", "count(*)", "", "件"),
            new Measure("许可办件量", "count(*)", "事项类型 = '行政许可'", "件"),
            new Measure("备案办件量", "count(*)", "事项类型 = '行政备案'", "件"),
            new Measure("网上办件量", "count(*)", "网上办", "件"),
            new Measure("下半年办件量", "count(*)", "受理日期 >= date '2023-07-01'", "件"),
            new Measure("承诺时限合计", "sum(承诺时限)", "", "工作日"),
            new Measure("最长法定时限", "max(法定时限)", "", "工作日"),
            new Measure("收费总额", "sum(收费金额)", "", "元"),
            new Measure("网上办收费额", "sum(收费金额)", "网上办", "元"),
            new Measure("最低满意率", "min(满意率)", "", "%"));

    /** Writes the definitions: one form with ten rules, the measures, an appendix, and each measure as a figure. */
    static void writeJob(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("forms"));
        Files.createDirectories(folder.resolve("appendices"));
        Files.writeString(folder.resolve("job.yml"), """
                title: 办件统计
                office: 市政务服务办公室
                period: year
                """);
        Files.writeString(folder.resolve("units.csv"), """
                代码,名称,别名,上级,类别
                A01,市民中心,,,中心
                """);
        Files.writeString(folder.resolve("forms/ledger.yml"), FORM_YAML);
        StringBuilder measures = new StringBuilder();
        StringBuilder figures = new StringBuilder();
        for (int i = 0; i < MEASURES.size(); i++) {
            measures.append(MEASURES.get(i).yaml());
            figures.append(String.format(
                    Locale.ROOT,
                    "- {id: F%02d, theme: 办件, measure: %s, say: \"%s{}\"}%n",
                    i + 1,
                    MEASURES.get(i).name(),
                    MEASURES.get(i).name()));
        }
        Files.writeString(folder.resolve("measures.yml"), measures);
        Files.writeString(folder.resolve("figures.yml"), figures);
        Files.writeString(folder.resolve("appendices/01.yml"), """
                title: 附表1 各类事项办件情况
                uom: 件
                stub: 事项类型
                rows: {field: 事项类型}
                columns: [%s]
                """.formatted(
                        String.join(", ", MEASURES.stream().map(Measure::name).toList())));
    }

    private static final String FORM_YAML = """
            form: 办件台账
            from: [中心]
            key: [办件编号]
            fields:
              办件编号: {type: text, required: true, pattern: "[A-Z]{2}[0-9]{9}"}
              事项名称: {type: text, required: true}
              事项类型: {type: code, required: true, codes: [行政许可, 公共服务, 行政备案, 行政确认]}
              办理窗口: {type: text}
              受理日期: {type: date, required: true}
              法定时限: {type: integer, uom: 工作日, min: 0}
              承诺时限: {type: integer, uom: 工作日, min: 0}
              收费金额: {type: decimal, uom: 元, min: 0}
              网上办: {type: yes-no}
              满意率: {type: percent, max: 1}
            rules:
              - {code: BJ-01, check: 承诺时限 <= 法定时限}
              - {code: BJ-02, check: 承诺时限 >= 1}
              - {code: BJ-03, check: 法定时限 <= 60}
              - {code: BJ-04, check: "受理日期 >= date '2023-01-01'"}
              - {code: BJ-05, check: "受理日期 <= date '2023-12-31'"}
              - {code: BJ-06, check: "事项类型 <> '行政许可' or substr(办件编号, 1, 2) = 'XK'"}
              - {code: BJ-07, check: "事项类型 <> '行政备案' or substr(办件编号, 1, 2) = 'BA'"}
              - {code: BJ-08, check: 收费金额 < 20000}
              - {code: BJ-09, check: 满意率 >= 0.6}
              - {code: BJ-10, check: "length(事项名称) between 4 and 40"}
            """;
}
