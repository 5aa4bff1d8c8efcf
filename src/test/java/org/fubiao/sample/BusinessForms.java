package org.fubiao.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The forms on the business environment. */
final class BusinessForms {
    private static final List<String> FIELDS = List.of("商事制度", "监管执法", "政务服务", "跨境贸易", "知识产权");
    private static final List<String> TASKS = List.of("市场准入", "要素保障", "政务服务", "公正监管", "法治保障", "开放协同");
    private static final List<String> INDUSTRIES = List.of(
            "生物医药", "智能制造", "跨境电商", "商贸服务", "建筑施工", "文旅", "现代物流", "科技型中小企业", "外资企业", "民营企业", "餐饮住宿", "新能源", "航空航天",
            "海洋装备", "信创产业", "专精特新");
    private static final List<String> SUBJECTS = List.of("政务服务", "企业开办", "工程建设项目", "不动产登记", "惠企政策", "商务楼宇");

    private final Chance chance;

    BusinessForms(Chance chance) {
        this.chance = chance;
    }

    /** Measures for the coordination of Beijing, Tianjin and Hebei: each of these units has one to three. */
    List<Report> coordination(List<Agency> agencies, int year) {
        List<String> texts = List.of(
                "推动%s资质三地互认", "建立%s信息三地共享机制", "统一%s办理标准和申请材料", "开展%s跨区域联合检查", "推出%s“京津冀+雄安”通办", "实现%s异地受理、属地办理");
        List<Report> reports = new ArrayList<>();
        for (Agency agency : agencies) {
            List<List<Object>> rows = new ArrayList<>();
            List<String> shuffled = chance.shuffled(texts);
            for (int number = 1; number <= chance.between(1, 3); number++) {
                rows.add(List.of(
                        String.valueOf(number),
                        chance.one(FIELDS),
                        shuffled.get(number).formatted(chance.one(subjects(agency))),
                        chance.one(List.of("政策法规处", "审批管理处", "综合处", "营商环境科", "行政审批科")),
                        LocalDate.of(year, chance.between(6, 12), 30),
                        chance.percent(85)));
            }
            reports.add(new Report(agency, FormText.COORDINATION, rows));
        }
        return reports;
    }

    /** Measures of the year's duty list, {@code total} in all. */
    List<Report> duties(List<Agency> departments, int year, int total) {
        List<String> texts = List.of(
                "优化%s办理流程，压减申请材料",
                "将%s相关事项纳入综合窗口统一受理",
                "建立%s信用分级分类监管机制",
                "推行%s“双随机、一公开”联合检查",
                "编制%s办事指南并向社会公开",
                "完善%s行政裁量权基准",
                "实现%s电子证照共享应用");
        int[] parts = chance.split(total, 1, ServiceForms.weights(departments));
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            List<List<Object>> rows = new ArrayList<>();
            for (int number = 1; number <= parts[i]; number++) {
                boolean done = chance.percent(94);
                rows.add(List.of(
                        "ZR%02d-%02d".formatted(year % 100, number),
                        chance.one(List.of("政务环境", "市场环境", "法治环境", "人文环境")),
                        chance.one(texts).formatted(chance.one(subjects(departments.get(i)))),
                        LocalDate.of(year, chance.between(3, 12), 28),
                        done,
                        done ? "已完成并持续推进" : "正在推进，结转下年"));
            }
            reports.add(new Report(departments.get(i), FormText.DUTY_MEASURES, rows));
        }
        return reports;
    }

    /** Measures of the new round, {@code total} in all, grouped by task. */
    List<Report> environment(List<Agency> departments, int year, int total) {
        List<String> texts = List.of(
                "推行%s证明事项告知承诺制",
                "实行%s审批“一网通办”",
                "放宽%s准入条件",
                "支持%s享受惠企政策免申即享",
                "规范%s行政处罚程序",
                "为%s提供帮办代办服务",
                "推动%s数据共享核验",
                "开展%s涉企收费专项治理",
                "推动%s高频事项“一件事一次办”");
        int[] parts = chance.split(total, 3, ServiceForms.weights(departments));
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            List<Integer> tasks = new ArrayList<>();
            for (int number = 0; number < parts[i]; number++) {
                tasks.add(chance.between(0, TASKS.size() - 1));
            }
            tasks.sort(Comparator.naturalOrder());
            List<List<Object>> rows = new ArrayList<>();
            for (int task : tasks) {
                rows.add(List.of(
                        "YS%02d-%02d".formatted(year % 100, rows.size() + 1),
                        TASKS.get(task),
                        chance.one(texts).formatted(chance.one(subjects(departments.get(i)))),
                        chance.day(year),
                        chance.percent(60) ? chance.between(12, 900) : chance.between(1000, 36000),
                        chance.percent(88)));
            }
            reports.add(new Report(departments.get(i), FormText.ENVIRONMENT_MEASURES, rows));
        }
        return reports;
    }

    /** Meetings with enterprises: {@code counts[i]} of agency i; {@code received} opinions and questions in all. */
    List<Report> meetings(List<Agency> agencies, int[] counts, int year, int received) {
        int meetings = 0;
        for (int count : counts) {
            meetings += count;
        }
        int[] ones = new int[meetings];
        java.util.Arrays.fill(ones, 1);
        int[] raised = chance.split(received, 0, ones);
        int next = 0;
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Map<LocalDate, List<Object>> rows = new TreeMap<>();
            while (rows.size() < counts[i]) {
                LocalDate day = workday(chance.day(year));
                if (!rows.containsKey(day)) {
                    rows.put(day, meeting(agencies.get(i), day, raised[next++]));
                }
            }
            List<List<Object>> numbered = new ArrayList<>();
            for (List<Object> row : rows.values()) {
                List<Object> cells = new ArrayList<>(row);
                cells.set(0, String.valueOf(numbered.size() + 1));
                numbered.add(cells);
            }
            reports.add(new Report(agencies.get(i), FormText.MEETINGS, numbered));
        }
        return reports;
    }

    private List<Object> meeting(Agency agency, LocalDate day, int raised) {
        boolean talk = chance.percent(45);
        String who = agency.kind().equals("区") ? agency.name() : "全市";
        int opinions = chance.between(0, raised);
        int done = raised > 0 && chance.percent(12) ? raised - 1 : raised;
        return List.of(
                "",
                day,
                who + chance.one(INDUSTRIES) + (talk ? "企业座谈会" : "政企沟通会"),
                talk ? "座谈会" : "政企沟通会",
                chance.between(6, 45),
                opinions,
                raised - opinions,
                done);
    }

    private static LocalDate workday(LocalDate day) {
        return day.getDayOfWeek().getValue() > 5 ? day.minusDays(2) : day;
    }

    /** What became of what was raised at a district's meetings. */
    static Report requests(Report meetings) {
        long opinions = meetings.sum("意见建议");
        long questions = meetings.sum("咨询");
        long open = opinions + questions - meetings.sum("已办结");
        long openOpinions = Math.min(open, opinions);
        return new Report(
                meetings.agency(),
                FormText.REQUESTS,
                List.of(request("意见建议", opinions, openOpinions), request("咨询", questions, open - openOpinions)));
    }

    private static List<Object> request(String label, long received, long open) {
        Object share = received == 0
                ? ""
                : BigDecimal.valueOf(received - open).divide(BigDecimal.valueOf(received), 3, RoundingMode.HALF_UP);
        return List.of(label, (int) received, (int) (received - open), (int) open, share);
    }

    private static List<String> subjects(Agency agency) {
        return agency.subjects().isEmpty() ? SUBJECTS : agency.subjects();
    }
}
