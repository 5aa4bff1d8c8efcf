package org.fubiao.bench.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fubiao.bench.data.Spec.AppendixSpec;
import org.fubiao.bench.data.Spec.ColumnSpec;
import org.fubiao.bench.data.Spec.FormSpec;
import org.fubiao.bench.data.Spec.MeasureSpec;
import org.fubiao.bench.data.Spec.RuleSpec;

/** The twenty forms of the city, what is computed of them, and ten appendices of two forms each. */
final class CityForms {
    /** Title, key, name, type with its codes, date, limit, actual, amount, yes or no. */
    private static final String THEMES = """
            行政许可办件台账|许可编号|许可事项|许可类型|普通许可;特许;认可;核准;登记|受理日期|法定时限|办理时限|收费金额|网上办理
            公共服务办件台账|服务编号|服务事项|服务类型|社会保障;户籍证照;医疗卫生;教育就业|申请日期|规定时限|实际用时|代办费用|就近办理
            行政处罚案件台账|案件编号|案由|处罚种类|警告;罚款;没收;责令停产;暂扣许可证|立案日期|办案期限|实际天数|罚没金额|听证
            执法检查台账|检查编号|检查事项|检查方式|日常巡查;专项检查;双随机抽查|检查日期|计划户数|实查户数|责令缴款|发现问题
            群众来信来访台账|信访编号|信访事项|信访渠道|来信;来访;来电;网上|登记日期|答复期限|答复用时|救助金额|群众满意
            招商引资项目台账|项目编号|项目名称|项目阶段|洽谈;签约;开工;投产|签约日期|计划工期|已用工期|到位资金|重点项目
            政府采购台账|采购编号|采购内容|采购方式|公开招标;邀请招标;竞争性谈判;询价|公告日期|预算数量|成交数量|成交金额|面向中小企业
            财政补贴发放台账|补贴编号|补贴项目|补贴对象|农户;企业;个人;合作社|发放日期|核定人数|发放人数|发放金额|一卡通发放
            安全生产隐患台账|隐患编号|隐患内容|隐患等级|一般;较大;重大|发现日期|整改期限|整改用时|整改投入|已经整改
            便民服务事项台账|便民编号|便民事项|便民方式|上门;代办;预约;延时|服务日期|预计人次|服务人次|补助金额|上门服务
            人民调解案件台账|调解编号|纠纷事项|纠纷类型|婚姻家庭;邻里;劳动争议;土地山林|调解日期|涉及人数|到场人数|涉及金额|调解成功
            培训活动台账|培训编号|培训主题|培训形式|集中授课;网络授课;现场观摩|培训日期|应到人数|实到人数|培训经费|组织考试
            固定资产登记台账|资产编号|资产名称|资产类别|房屋;车辆;设备;家具|购置日期|使用年限|已用年限|资产原值|在用
            政务公开信息台账|信息编号|信息标题|公开方式|主动公开;依申请公开;不予公开|公开日期|应公开件数|已公开件数|印制费用|网站发布
            民生实事项目台账|实事编号|实事名称|实施方式|新建;改建;扩建;购买服务|开工日期|计划户次|受益户次|完成投资|已经完工
            环境整治点位台账|点位编号|点位名称|整治类型|河道;道路;垃圾;扬尘|整治日期|应清方量|已清方量|整治费用|通过验收
            """;

    /** Title, received, done, online, money. */
    private static final String MATRICES = """
            政务服务办理情况统计表|受理件数|办结件数|网办件数|办件收费
            行政执法情况统计表|立案件数|结案件数|处罚件数|处罚金额
            社会救助情况统计表|申请户数|审批户数|发放户数|救助资金
            基层治理情况统计表|上报事件|办结事件|回访事件|治理经费
            """;

    private static final List<String> MATTERS = List.of("行政许可", "行政确认", "行政给付", "公共服务", "其他事项");

    private final List<FormSpec> all = new ArrayList<>();
    private final List<Theme> themes = new ArrayList<>();

    /**
     * What a list form is about.
     *
     * @param letters with which its keys begin
     * @param rated whether it has a column for the share of those who were satisfied
     */
    record Theme(String letters, List<String> codes, boolean rated) {
        Theme {
            codes = List.copyOf(codes);
        }
    }

    CityForms() {
        List<String> lines = THEMES.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            addList(i, lines.get(i).split("\\|", -1));
        }
        MATRICES.lines().forEach(line -> addMatrix(line.split("\\|", -1)));
    }

    private void addList(int number, String[] words) {
        Theme theme = new Theme("T" + (char) ('A' + number), List.of(words[4].split(";")), number % 3 == 0);
        themes.add(theme);
        List<ColumnSpec> columns = new ArrayList<>(List.of(
                ColumnSpec.of(words[1], "text").filled().like("[A-Z]{2}[0-9]{9}"),
                ColumnSpec.of(words[2], "text").filled(),
                ColumnSpec.codes(words[3], theme.codes()),
                ColumnSpec.of(words[5], "date").filled(),
                ColumnSpec.count(words[6]),
                ColumnSpec.count(words[7]),
                ColumnSpec.decimal(words[8]),
                ColumnSpec.of(words[9], "yes-no")));
        if (theme.rated()) {
            columns.add(ColumnSpec.percent("满意率"));
        }
        String code = code(number);
        all.add(FormSpec.list(
                id(number),
                words[0],
                columns,
                words[1],
                List.of(
                        RuleSpec.columns(code + "-01", words[7], "<=", words[6]),
                        RuleSpec.value(code + "-02", words[5], ">=", "2023-01-01"),
                        RuleSpec.value(code + "-03", words[5], "<=", "2023-12-31"),
                        RuleSpec.value(code + "-04", words[2], "length<=", "40"))));
    }

    private void addMatrix(String[] words) {
        List<String> items = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            for (String matter : MATTERS) {
                items.add(month + "月" + matter);
            }
        }
        String code = code(all.size());
        all.add(FormSpec.matrix(
                id(all.size()),
                words[0],
                items,
                List.of(
                        ColumnSpec.count(words[1]),
                        ColumnSpec.count(words[2]),
                        ColumnSpec.count(words[3]),
                        ColumnSpec.decimal(words[4])),
                List.of(
                        RuleSpec.columns(code + "-01", words[2], "<=", words[1]),
                        RuleSpec.columns(code + "-02", words[3], "<=", words[2]))));
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "f%02d", number + 1);
    }

    private static String code(int number) {
        return String.format(Locale.ROOT, "G%02d", number + 1);
    }

    List<FormSpec> all() {
        return all;
    }

    Theme theme(int number) {
        return themes.get(number);
    }

    List<MeasureSpec> measures() {
        List<MeasureSpec> measures = new ArrayList<>();
        all.forEach(form -> measures.addAll(measures(form)));
        return measures;
    }

    private static List<MeasureSpec> measures(FormSpec form) {
        String id = form.id();
        List<String> names = form.columns().stream().map(ColumnSpec::name).toList();
        if (form.isList()) {
            String code = form.columns().get(2).codes().get(0);
            return List.of(
                    MeasureSpec.count(form.title() + "行数", id),
                    MeasureSpec.count(names.get(2) + "为" + code, id).where(names.get(2), "=", code),
                    MeasureSpec.count(names.get(7) + "数", id).where(names.get(7), "=", "是"),
                    MeasureSpec.of(names.get(5) + "合计", id, "sum", names.get(5), 0),
                    MeasureSpec.of(names.get(6) + "合计", id, "sum", names.get(6), 2));
        }
        String item = form.items().get(0);
        return List.of(
                MeasureSpec.of(names.get(0) + "合计", id, "sum", names.get(0), 0),
                MeasureSpec.of(names.get(1) + "合计", id, "sum", names.get(1), 0),
                MeasureSpec.of(item + names.get(0), id, "sum", names.get(0), 0).where("项目", "=", item),
                MeasureSpec.of(names.get(3) + "合计", id, "sum", names.get(3), 2));
    }

    List<AppendixSpec> appendices() {
        List<AppendixSpec> appendices = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 2) {
            List<String> measures = new ArrayList<>();
            measures(all.get(i)).forEach(measure -> measures.add(measure.name()));
            measures(all.get(i + 1)).forEach(measure -> measures.add(measure.name()));
            int number = i / 2 + 1;
            String subject = all.get(i).title().replace("台账", "").replace("统计表", "");
            appendices.add(
                    AppendixSpec.byUnit("附表" + number + ".xlsx", "附表" + number + " " + subject + "等情况", measures));
        }
        return appendices;
    }
}
