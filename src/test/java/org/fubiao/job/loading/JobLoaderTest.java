package org.fubiao.job.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fubiao.compute.HandMadeSnapshot.rule;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fubiao.compute.Compute;
import org.fubiao.finding.Severity;
import org.fubiao.job.Appendix.ByField;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Appendix.ByUnit;
import org.fubiao.job.Appendix.ChangeColumn;
import org.fubiao.job.Appendix.Chart;
import org.fubiao.job.Appendix.FieldColumn;
import org.fubiao.job.Appendix.Group;
import org.fubiao.job.Appendix.Listing;
import org.fubiao.job.Appendix.MeasureColumn;
import org.fubiao.job.Appendix.RatioColumn;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Figure;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Rule;
import org.fubiao.job.Unit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A folder without mistakes becomes the records that it describes. */
class JobLoaderTest {
    private static final Path FOLDER = Path.of("src/test/resources/jobs/hall");

    private static Compute compute;
    private static Job job;

    @BeforeAll
    static void load() {
        compute = new Compute();
        job = JobLoader.load(FOLDER, compute);
    }

    @AfterAll
    static void close() {
        compute.close();
    }

    @Test
    void readsTheHead() {
        assertThat(job.id()).isEqualTo("hall");
        assertThat(job.title()).isEqualTo("办事大厅年度统计附表");
        assertThat(job.office()).isEqualTo("市政务服务办公室");
        assertThat(job.periodKind()).isEqualTo(PeriodKind.YEAR);
        assertThat(job.schedule()).isEqualTo("0 30 1 * * *");
    }

    @Test
    void readsTheUnits() {
        assertThat(job.units())
                .containsExactly(
                        new Unit("A00", "市政务服务办公室", List.of("市政务办", "政务办"), null, "市级部门", List.of()),
                        new Unit("A01", "市教育局", List.of("教育局"), "A00", "市级部门", List.of()),
                        new Unit("B01", "和平区", List.of(), "A00", "区", List.of()));
        assertThat(job.kinds()).containsExactly("市级部门", "区");
    }

    @Test
    void readsAListForm() {
        Form form = job.form("items");
        assertThat(form.title()).isEqualTo("服务事项台账");
        assertThat(form.kind()).isEqualTo(Form.FormKind.LIST);
        assertThat(form.from()).containsExactly("市级部门");
        assertThat(form.may()).containsExactly("区");
        assertThat(form.key()).containsExactly("事项编码");
        assertThat(form.keyScope()).isEqualTo(Form.KeyScope.JOB);
        assertThat(form.field("法定时限"))
                .isEqualTo(new Field(
                        "法定时限",
                        List.of("办理时限", "法定时限"),
                        List.of(),
                        FieldType.INTEGER,
                        0,
                        false,
                        null,
                        List.of(),
                        Map.of(),
                        BigDecimal.ZERO,
                        new BigDecimal(90),
                        "工作日",
                        true));
        assertThat(form.field("办理深度").codes()).containsExactly("Ⅲ级", "Ⅳ级");
        assertThat(form.field("办理深度").codeAliases()).isEqualTo(Map.of("三级", "Ⅲ级", "3", "Ⅲ级", "四级", "Ⅳ级"));
        assertThat(form.field("事项编码").heads()).containsExactly("事项编码");
        assertThat(form.field("金额").scale()).isEqualTo(2);
        assertThat(form.field("满意率").scale()).isEqualTo(4);
        assertThat(form.rules())
                .containsExactly(
                        rule("FW-01", Rule.Kind.ROW, "承诺时限 <= 法定时限", Severity.ERROR, "承诺时限不得超过法定时限"),
                        rule(
                                "FW-02",
                                Rule.Kind.ROW,
                                "设立日期 >= '2000-01-01' or 事项类型 in ('行政许可', '行政备案')",
                                Severity.WARNING,
                                "应满足“设立日期 >= '2000-01-01' or 事项类型 in ('行政许可', '行政备案')”"));
    }

    @Test
    void readsAMatrixForm() {
        Form form = job.form("promises");
        assertThat(form.isMatrix()).isTrue();
        assertThat(form.items())
                .containsExactly(
                        new Form.Item("上年末", List.of("年初")),
                        new Form.Item("本年新增", List.of()),
                        new Form.Item("本年末", List.of()));
        assertThat(form.fields()).extracting(Field::name).containsExactly("市级", "区级", "合计");
        assertThat(form.rules()).extracting(Rule::kind).containsExactly(Rule.Kind.DOWN, Rule.Kind.ROW);
        assertThat(form.rules()).extracting(Rule::level).containsExactly(Severity.NOTE, Severity.ERROR);
    }

    @Test
    void putsMeasuresAfterThoseThatTheyUse() {
        assertThat(job.measures())
                .containsExactly(
                        new Measure("事项总数", "items", "count(*)", null, "项", 0, true),
                        new Measure("网上办事项数", "items", "count(*)", "网上办", "项", 0, true),
                        new Measure("报送单位数", "items", "count(distinct 单位代码)", null, "家", 0, true),
                        new Measure("最长时限", "items", "max(法定时限)", null, "工作日", 0, false),
                        new Measure("投资额", "items", "sum(金额)", null, "万元", 2, true),
                        new Measure("年末承诺数", "promises", "sum(\"合计\")", "\"项目\" = '本年末'", "项", 0, true),
                        new Measure(
                                "年初承诺数", "promises", "sum(\"合计\")", "\"项目\" = '上年末' AND (单位类别 = '市级部门')", "项", 0, true),
                        new Measure("网上办占比", null, "网上办事项数 / 事项总数", null, "%", 4, false),
                        new Measure("占比两倍", null, "网上办占比 * 2", null, "", 0, false));
    }

    @Test
    void readsReconciliations() {
        assertThat(job.reconciliations())
                .containsExactly(
                        new Reconciliation(
                                "DZ-01",
                                "年初数与上年末一致",
                                "年初承诺数",
                                "上年.年末承诺数",
                                Reconciliation.By.UNIT,
                                BigDecimal.ZERO,
                                Severity.ERROR,
                                ""),
                        new Reconciliation(
                                "DZ-02",
                                "总数一致",
                                "事项总数 + 1",
                                "年末承诺数",
                                Reconciliation.By.TOTAL,
                                new BigDecimal("0.5"),
                                Severity.WARNING,
                                "请核对。"));
    }

    @Test
    void readsAppendices() {
        assertThat(job.appendices()).extracting("id").containsExactly("01-items", "02-months", "03-summary", "04-list");
        assertThat(job.appendices().get(0).rows()).isEqualTo(new ByUnit(List.of("市级部门", "区"), true));
        assertThat(job.appendices().get(0).columns())
                .containsExactly(
                        new MeasureColumn("事项总数", "事项总数", false, "#,##0"),
                        new Group(
                                "便利化",
                                List.of(
                                        new MeasureColumn("网上办事项数", "网上办事项数", false, "#,##0"),
                                        new RatioColumn("占比", "网上办事项数", "事项总数", "0.0%"))),
                        new MeasureColumn("上年", "事项总数", true, "#,##0"),
                        new ChangeColumn("增长", "事项总数", true, "0.0%"),
                        new MeasureColumn("投资额", "投资额", false, "#,##0.00"));
        assertThat(job.appendices().get(0).chart())
                .isEqualTo(new Chart(Chart.Kind.BAR, "附表1 服务事项情况", List.of("事项总数"), Chart.ChartRows.SUBTOTALS));
        assertThat(job.appendices().get(1).rows()).isEqualTo(new ByField("设立日期"));
        assertThat(job.appendices().get(1).columns()).contains(new MeasureColumn("网上办占比", "网上办占比", false, "0.00%"));
        assertThat(job.appendices().get(2).rows()).isEqualTo(new ByMeasure(List.of("事项总数", "年末承诺数")));
        assertThat(job.appendices().get(3).rows()).isEqualTo(new Listing("items", "网上办", "设立日期 desc"));
        assertThat(job.appendices().get(3).columns())
                .containsExactly(
                        new FieldColumn("报送单位", "报送单位", ""),
                        new FieldColumn("编码", "事项编码", ""),
                        new FieldColumn("金额", "金额", "#,##0.00"));
    }

    @Test
    void readsFigures() {
        assertThat(job.figures())
                .containsExactly(
                        new Figure("F01", "改革", "事项", "事项总数", "共{}余项", 100, false, "项", "01-items"),
                        new Figure("F02", "", "网上办占比", "网上办占比", "超过{}%", 0, true, "%", null));
    }

    @Test
    void givesTheSameHashForTheSameDefinitions() {
        assertThat(job.hash()).matches("[0-9a-f]{64}");
        assertThat(JobLoader.load(FOLDER, compute).hash()).isEqualTo(job.hash());
    }
}
