package org.fubiao.recognition;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fubiao.job.Expectations;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Form.FormKind;
import org.fubiao.job.Form.Item;
import org.fubiao.job.Form.KeyScope;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/** The job that the cases of this package report to. */
final class SampleJob {
    private static final List<Unit> UNITS = List.of(
            new Unit("JY01", "天津市教育局", List.of("市教育局"), null, "市级部门", List.of()),
            new Unit("GA01", "天津市公安局", List.of("市公安局"), null, "市级部门", List.of()),
            new Unit("ZW01", "天津市政务服务办公室", List.of("市政务服务办"), null, "市级部门", List.of()),
            new Unit("ZW02", "政策法规处", List.of(), "ZW01", "内设处室", List.of()),
            new Unit("HP01", "和平区", List.of("和平区人民政府"), null, "区", List.of()),
            new Unit("RF01", "市人民防空办公室", List.of("市人防办"), null, "市级部门", List.of(), null, year(2022)),
            new Unit("GD01", "市国防动员办公室", List.of("市国动办"), null, "市级部门", List.of("RF01"), year(2023), null),
            new Unit("KD01", "市矿山地震局", List.of(), null, "市级部门", List.of(), year(2021), year(2022)),
            new Unit("KD01", "市地矿局", List.of(), null, "市级部门", List.of(), null, year(2020)),
            new Unit("SJ01", "市数据局", List.of(), null, "市级部门", List.of(), year(2024), null));

    static final Job JOB = new Job(
            "sample",
            Path.of("sample"),
            "年度报告统计附表",
            "市政务服务办公室",
            PeriodKind.YEAR,
            null,
            true,
            UNITS,
            UNITS.stream().filter(unit -> unit.reportsFor(year(2023))).toList(),
            List.of(ledger(), commitment(), meetings(), study("party", "党组会议学法"), study("group", "中心组学法")),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Expectations.NONE,
            List.of(),
            List.of(),
            "");

    private SampleJob() {}

    private static Period year(int year) {
        return new Period(PeriodKind.YEAR, year, 0);
    }

    static Field field(String name, FieldType type) {
        return new FieldMaker(name, type).make();
    }

    private static Form ledger() {
        return list(
                "ledger",
                "政务服务事项台账",
                List.of("政务服务事项清单"),
                List.of(
                        new FieldMaker("事项编码", FieldType.TEXT)
                                .required()
                                .pattern("[0-9]{6}")
                                .aliases("编码")
                                .make(),
                        new FieldMaker("事项名称", FieldType.TEXT).required().make(),
                        new FieldMaker("事项类型", FieldType.CODE)
                                .codes(Map.of("许可", "行政许可"), "行政许可", "行政备案", "其他")
                                .make(),
                        field("网上办", FieldType.YES_NO),
                        new FieldMaker("承诺时限", FieldType.INTEGER)
                                .uom("工作日")
                                .heads("办理时限", "承诺时限")
                                .make(),
                        new FieldMaker("法定时限", FieldType.INTEGER)
                                .uom("工作日")
                                .heads("办理时限", "法定时限")
                                .make(),
                        new FieldMaker("收费金额", FieldType.DECIMAL).uom("万元").make(),
                        field("网办率", FieldType.PERCENT),
                        field("设立日期", FieldType.DATE)));
    }

    private static Form commitment() {
        return new Form(
                "commitment",
                "告知承诺事项变动情况",
                List.of(),
                FormKind.MATRIX,
                List.of("市级部门"),
                List.of(),
                List.of(),
                KeyScope.UNIT,
                List.of(
                        new FieldMaker("市级", FieldType.INTEGER)
                                .uom("项")
                                .heads("按层级", "市级")
                                .make(),
                        new FieldMaker("区级", FieldType.INTEGER)
                                .uom("项")
                                .heads("按层级", "区级")
                                .make(),
                        new FieldMaker("合计", FieldType.INTEGER).uom("项").make()),
                List.of(
                        new Item("上年末", List.of("年初")),
                        new Item("本年新增", List.of()),
                        new Item("本年取消", List.of()),
                        new Item("本年末", List.of())),
                List.of());
    }

    private static Form meetings() {
        return list(
                "meetings",
                "政企座谈会台账",
                List.of(),
                List.of(
                        new FieldMaker("主办处室", FieldType.TEXT).fillDown().make(),
                        new FieldMaker("会议名称", FieldType.TEXT).required().make(),
                        field("召开日期", FieldType.DATE),
                        new FieldMaker("参会企业数", FieldType.INTEGER).uom("家").make()));
    }

    private static Form study(String id, String title) {
        return list(
                id,
                title,
                List.of(),
                List.of(
                        new FieldMaker("学习主题", FieldType.TEXT).required().make(),
                        field("学习日期", FieldType.DATE),
                        new FieldMaker("参加人数", FieldType.INTEGER).uom("人").make()));
    }

    private static Form list(String id, String title, List<String> aliases, List<Field> fields) {
        return new Form(
                id,
                title,
                aliases,
                FormKind.LIST,
                List.of("市级部门", "内设处室"),
                List.of(),
                List.of(),
                KeyScope.UNIT,
                fields,
                List.of(),
                List.of());
    }

    /** Makes a field; what is not said is as in a definition that does not say it. */
    static final class FieldMaker {
        private final String name;
        private final FieldType type;
        private List<String> heads;
        private List<String> aliases = List.of();
        private boolean required;
        private @Nullable String pattern;
        private List<String> codes = List.of();
        private Map<String, String> codeAliases = Map.of();
        private String uom = "";
        private boolean fillDown;

        FieldMaker(String name, FieldType type) {
            this.name = name;
            this.type = type;
            heads = List.of(name);
        }

        FieldMaker heads(String... nested) {
            heads = List.of(nested);
            return this;
        }

        FieldMaker aliases(String... others) {
            aliases = List.of(others);
            return this;
        }

        FieldMaker required() {
            required = true;
            return this;
        }

        FieldMaker pattern(String regex) {
            pattern = regex;
            return this;
        }

        FieldMaker codes(Map<String, String> others, String... all) {
            codes = List.of(all);
            codeAliases = others;
            return this;
        }

        FieldMaker uom(String unit) {
            uom = unit;
            return this;
        }

        FieldMaker fillDown() {
            fillDown = true;
            return this;
        }

        Field make() {
            int scale = switch (type) {
                case DECIMAL -> 2;
                case PERCENT -> 4;
                default -> 0;
            };
            return new Field(
                    name,
                    heads,
                    aliases,
                    type,
                    scale,
                    required,
                    pattern,
                    codes,
                    codeAliases,
                    null,
                    null,
                    uom,
                    fillDown);
        }
    }
}
