package org.fubiao.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fubiao.compute.Compute;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.JobLoader;

/** A job with fields of all types, in a list with nested heads and in a matrix with totals. */
final class TemplateJob {
    static final Period PERIOD = Period.parse("2023").orElseThrow();

    static final String LEDGER = """
            form: 服务事项台账
            from: [部门]
            key: [编码]
            fields:
              序号: {type: text}
              编码: {type: text, required: true, pattern: "[A-Z]{2}[0-9]{4}"}
              名称: {type: text, required: true}
              类型: {type: code, required: true, codes: [许可, 备案, 其他]}
              层级: {type: code, codes: [%s]}
              法定时限: {type: integer, uom: 工作日, min: 0, max: 365, heads: [办理时限, 法定时限]}
              承诺时限: {type: integer, uom: 工作日, min: 0, max: 365, heads: [办理时限, 承诺时限]}
              网上办: {type: yes-no}
              收费: {type: decimal, scale: 2, uom: 万元, min: 0}
              网办率: {type: percent, min: 0, max: 1}
              设立日期: {type: date}
            rules:
              - {code: FW-01, check: 承诺时限 <= 法定时限, message: 承诺时限不得超过法定时限}
            """.formatted(codes());

    static final String STOCK = """
            form: 告知承诺变动表
            from: [部门]
            rows: [上年末, 本年新增, 本年取消, 本年末]
            columns:
              市级: {type: integer, uom: 项, required: true, heads: [按层级, 市级]}
              区级: {type: integer, uom: 项, required: true, heads: [按层级, 区级]}
              合计: {type: integer, uom: 项}
            rules:
              - {code: CN-01, down: 上年末 + 本年新增 - 本年取消 = 本年末, message: 年末数应等于年初数加新增减取消}
              - {code: CN-02, across: 市级 + 区级 = 合计, message: 合计应等于市级与区级之和}
            """;

    private TemplateJob() {}

    /** More than a drop-down holds by itself. */
    private static String codes() {
        StringBuilder codes = new StringBuilder("市级, 区级, 街道级");
        for (int i = 1; i <= 60; i++) {
            codes.append(", 第").append(i).append("类事项层级");
        }
        return codes.toString();
    }

    static Job load(Path folder) throws IOException {
        return load(folder, LEDGER);
    }

    static Job load(Path folder, String ledger) throws IOException {
        Path job = Files.createDirectories(folder.resolve("services"));
        Files.createDirectories(job.resolve("forms"));
        Files.writeString(job.resolve("job.yml"), "title: 政务服务统计\noffice: 市政务服务办公室\nperiod: year\n");
        Files.writeString(job.resolve("units.csv"), "代码,名称,别名,上级,类别\nB01,市教育局,市教委,,部门\nB02,市公安局,,,部门\nQ01,和平区,,,区\n");
        Files.writeString(job.resolve("forms/ledger.yml"), ledger);
        Files.writeString(job.resolve("forms/stock.yml"), STOCK);
        Files.writeString(
                job.resolve("forms/meetings.yml"),
                "form: 座谈会台账\nfrom: [区]\nmay: [部门]\nfields:\n  会议名称: {type: text, required: true}\n  参会人数: {type: integer, uom: 人, min: 0}\n");
        try (Compute compute = new Compute()) {
            return JobLoader.load(job, compute);
        }
    }
}
