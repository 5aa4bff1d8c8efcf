package org.fubiao.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The other forms on services: claimed items, cancelled proofs, commitments, joint licences, combined windows. */
final class ServiceForms {
    private static final List<String> CLAIM_KINDS = List.of("行政许可", "行政给付", "行政确认", "行政奖励", "行政裁决", "公共服务", "其他行政权力");
    private static final List<String> PROOFS = List.of(
            "无犯罪记录证明",
            "居住证明",
            "亲属关系证明",
            "婚姻状况证明",
            "收入证明",
            "学历证明",
            "资金来源证明",
            "场地使用权证明",
            "从业人员健康证明",
            "验资证明",
            "法定代表人身份证明",
            "经营场所证明",
            "未就业证明",
            "工作经历证明",
            "纳税情况证明",
            "社会保险缴费证明",
            "环保达标证明",
            "消防安全证明",
            "技术人员职称证明",
            "设备购置证明",
            "银行资信证明",
            "开业证明");
    private static final List<String> REPLACEMENTS = List.of("直接取消", "告知承诺", "部门核验", "数据共享", "证照替代");

    /** Who leads a category of joint licences, its name, and its items. */
    private static final List<String> JOINT = List.of(
            "市市场监管委|开办餐饮店|食品经营许可证;营业执照;户外招牌设置备案;公众聚集场所消防安全检查",
            "市市场监管委|开办药店|药品经营许可证（零售）;营业执照;第二类医疗器械经营备案;食品经营许可证（保健食品）",
            "市教委|开办培训机构|民办学校办学许可证;民办非企业单位登记证书;消防安全检查意见",
            "市卫生健康委|开办诊所|诊所备案凭证;营业执照;放射诊疗许可证",
            "市文化和旅游局|开办网吧|网络文化经营许可证;营业执照;消防安全检查意见",
            "市文化和旅游局|举办演出|营业性演出许可证;大型群众性活动安全许可证",
            "市交通运输委|货运经营|道路运输经营许可证;车辆营运证;驾驶员从业资格证;营业执照",
            "市人社局|人力资源服务|人力资源服务许可证;营业执照;劳务派遣经营许可证",
            "市商务局|成品油零售|成品油零售经营批准证书;危险化学品经营许可证;营业执照",
            "市农业农村委|宠物医院|动物诊疗许可证;营业执照;兽药经营许可证",
            "市体育局|开办游泳馆|高危险性体育项目经营许可证;卫生许可证;营业执照",
            "市烟草局|开办便利店|烟草专卖零售许可证;食品经营许可证;营业执照;出版物经营许可证");

    private final Chance chance;

    ServiceForms(Chance chance) {
        this.chance = chance;
    }

    /** Claimed items, {@code total} in all. */
    List<Report> claimed(List<Agency> departments, int total) {
        int[] parts = chance.split(total, 9, weights(departments));
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            int[] claimed = chance.split(parts[i], 0, 6, 1, 3, 1, 1, 7, 4);
            int[] sums = new int[5];
            List<List<Object>> rows = new ArrayList<>();
            for (int kind = 0; kind < claimed.length; kind++) {
                int open = claimed[kind] > 3 && chance.percent(15) ? chance.between(1, 3) : 0;
                int main = claimed[kind] - claimed[kind] * chance.between(20, 60) / 100;
                int[] row = {main + Math.min(open, 1), claimed[kind] + open, main, claimed[kind], open};
                for (int column = 0; column < row.length; column++) {
                    sums[column] += row[column];
                }
                rows.add(row(CLAIM_KINDS.get(kind), row));
            }
            rows.add(row("合计", sums));
            reports.add(new Report(departments.get(i), FormText.CLAIMED_ITEMS, rows));
        }
        return reports;
    }

    /** Cancelled proofs, {@code total} in all; each speaks of an item of the department's ledger. */
    List<Report> proofs(List<Report> ledgers, int year, int total) {
        List<Agency> departments = ledgers.stream().map(Report::agency).toList();
        int[] parts = chance.split(total, 1, weights(departments));
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            List<List<Object>> items = chance.shuffled(ledgers.get(i).rows());
            List<List<Object>> rows = new ArrayList<>();
            for (int number = 1; number <= parts[i]; number++) {
                String item = (String) items.get(number).get(FormText.SERVICE_ITEMS.column("事项名称"));
                rows.add(List.of(
                        String.valueOf(number),
                        chance.one(PROOFS),
                        item,
                        chance.one(List.of("公安机关", "社区居委会", "用人单位", "银行", "税务机关", "街道办事处")),
                        chance.one(REPLACEMENTS),
                        chance.day(year),
                        ""));
            }
            reports.add(new Report(departments.get(i), FormText.CANCELLED_PROOFS, rows));
        }
        return reports;
    }

    /** Changes of commitment-based items: how many there are at the start, new and withdrawn. */
    List<Report> commitments(List<Agency> departments, int opening, int all, int gone) {
        int[] openings = chance.split(opening, 4, weights(departments));
        int[] added = chance.split(all, 0, weights(departments));
        int[] withdrawn = chance.split(gone, 0, weights(departments));
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < openings.length; i++) {
            int city = openings[i] / 2 + 1;
            int addedCity = chance.between(0, added[i]);
            int withdrawnCity = Math.min(city, chance.between(0, withdrawn[i]));
            reports.add(commitment(departments.get(i), new int[] {city, addedCity, withdrawnCity}, new int[] {
                openings[i] - city, added[i] - addedCity, withdrawn[i] - withdrawnCity
            }));
        }
        return reports;
    }

    /** The year before: its closing balances are the opening balances of 2023. */
    List<Report> commitments2022(List<Report> later) {
        List<Report> reports = new ArrayList<>();
        for (Report report : later) {
            int city = (Integer) report.value(0, "市级");
            int shared = (Integer) report.value(0, "市区共有");
            int[] added = {Math.min(city, chance.between(0, 1)), Math.min(shared, chance.between(0, 2))};
            int[] withdrawn = {chance.percent(25) ? 1 : 0, chance.percent(15) ? 1 : 0};
            reports.add(commitment(
                    report.agency(),
                    new int[] {city - added[0] + withdrawn[0], added[0], withdrawn[0]},
                    new int[] {shared - added[1] + withdrawn[1], added[1], withdrawn[1]}));
        }
        return reports;
    }

    private static Report commitment(Agency agency, int[] city, int[] shared) {
        List<String> labels = List.of("上年末", "本年新增", "本年取消", "本年末");
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rows.add(row(labels.get(i), new int[] {city[i], shared[i], city[i] + shared[i]}));
        }
        int cityClosing = city[0] + city[1] - city[2];
        int sharedClosing = shared[0] + shared[1] - shared[2];
        rows.add(row(labels.get(3), new int[] {cityClosing, sharedClosing, cityClosing + sharedClosing}));
        return new Report(agency, FormText.COMMITMENT, rows);
    }

    /** Joint licences: the first {@code categories} categories. */
    List<Report> joint(List<Agency> departments, int categories) {
        List<Report> reports = new ArrayList<>();
        for (Agency agency : departments) {
            List<List<Object>> rows = new ArrayList<>();
            for (String line : JOINT.subList(0, categories)) {
                String[] words = line.split("\\|", -1);
                if (words[0].equals(agency.name())) {
                    LocalDate start = chance.day(chance.between(2020, 2022));
                    for (String item : words[2].split(";", -1)) {
                        rows.add(List.of(
                                String.valueOf(rows.size() + 1),
                                words[1],
                                item,
                                chance.one(List.of("市公安局", "市市场监管委", "市消防救援总队", "市税务局", "市卫生健康委")),
                                chance.between(3, 15),
                                chance.between(1, 6),
                                start,
                                chance.between(40, 2600)));
                    }
                }
            }
            if (!rows.isEmpty()) {
                reports.add(new Report(agency, FormText.JOINT_LICENCES, rows));
            }
        }
        return reports;
    }

    /** Combined windows of the halls: between {@code least} and {@code most} percent of the items. */
    List<Report> windows(List<Agency> halls, int least, int most) {
        List<Report> reports = new ArrayList<>();
        for (Agency hall : halls) {
            boolean city = !hall.kind().equals("区");
            List<List<Object>> rows = new ArrayList<>();
            for (String area : List.of("投资建设", "市场准入", "社会民生", "其他")) {
                int items = city ? chance.between(180, 420) : chance.between(60, 230);
                int combined = items * chance.between(least, most) / 100;
                int general = combined * chance.between(35, 80) / 100;
                BigDecimal share =
                        BigDecimal.valueOf(combined).divide(BigDecimal.valueOf(items), 3, RoundingMode.HALF_UP);
                rows.add(List.of(
                        area,
                        items,
                        general,
                        combined - general,
                        combined,
                        share,
                        chance.between(2, city ? 24 : 9),
                        chance.between(0, 4)));
            }
            reports.add(new Report(hall, FormText.WINDOWS, rows));
        }
        return reports;
    }

    static int[] weights(List<Agency> agencies) {
        return agencies.stream().mapToInt(Agency::weight).toArray();
    }

    static List<Object> row(String label, int[] numbers) {
        List<Object> row = new ArrayList<>(List.of(label));
        for (int number : numbers) {
            row.add(number);
        }
        return row;
    }
}
