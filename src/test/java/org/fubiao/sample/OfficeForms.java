package org.fubiao.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The forms on the office's own work. */
final class OfficeForms {
    private final Chance chance;
    private final int year;

    OfficeForms(Chance chance, int year) {
        this.chance = chance;
        this.year = year;
    }

    /** Legal reviews of contracts, of feedback on disclosure and of other policy documents. */
    List<Report> reviews(List<Agency> divisions, int contracts, int disclosures, int policies) {
        int[] even = new int[divisions.size() * 4];
        java.util.Arrays.fill(even, 1);
        int[][] counts = {
            chance.split(contracts, 0, even), chance.split(disclosures, 0, even), chance.split(policies, 0, even)
        };
        List<Report> reports = new ArrayList<>();
        for (int division = 0; division < divisions.size(); division++) {
            int[] sums = new int[5];
            List<List<Object>> rows = new ArrayList<>();
            for (int quarter = 0; quarter < 4; quarter++) {
                int place = division * 4 + quarter;
                int all = counts[0][place] + counts[1][place] + counts[2][place];
                int[] row = {counts[0][place], counts[1][place], counts[2][place], all, all * chance.between(0, 2)};
                for (int column = 0; column < row.length; column++) {
                    sums[column] += row[column];
                }
                rows.add(
                        ServiceForms.row(List.of("第一季度", "第二季度", "第三季度", "第四季度").get(quarter), row));
            }
            rows.add(ServiceForms.row("合计", sums));
            reports.add(new Report(divisions.get(division), FormText.LEGAL_REVIEW, rows));
        }
        return reports;
    }

    /** The law exam: all who sat it passed; the first {@code absent} divisions had one person on leave. */
    List<Report> exams(List<Agency> divisions, int sat, int absent) {
        int[] even = new int[divisions.size()];
        java.util.Arrays.fill(even, 1);
        int[] parts = chance.split(sat, 4, even);
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            int senior = chance.between(1, 3);
            int due = parts[i] + (i < absent ? 1 : 0);
            reports.add(new Report(
                    divisions.get(i),
                    FormText.LAW_EXAM,
                    List.of(
                            List.of("处级及以上", senior, senior, senior),
                            List.of("科级及以下", due - senior, parts[i] - senior, parts[i] - senior),
                            List.of("合计", due, parts[i], parts[i]))));
        }
        return reports;
    }

    Report hearings(Agency agency, int count) {
        return list(
                agency,
                FormText.HEARINGS,
                count,
                List.of(
                        "0316|天津市第一中级人民法院|行政许可纠纷案|18",
                        "0525|天津市河西区人民法院|政府信息公开答复案|22",
                        "0914|天津市第二中级人民法院|行政协议履行案|16",
                        "1121|天津市高级人民法院|行政复议决定案|25"));
    }

    Report guidance(Agency agency, int count) {
        return list(
                agency,
                FormText.GUIDANCE,
                count,
                List.of(
                        "0309|西青区|实地指导|法治政府建设示范创建指标解读",
                        "0420|东丽区|集中培训|行政审批制度改革单项示范申报",
                        "0615|西青区|材料审核|示范创建申报材料审核",
                        "0822|津南区|实地指导|政务服务标准化示范点建设",
                        "0926|东丽区|材料审核|单项示范项目佐证材料审核",
                        "1108|津南区|实地指导|示范创建整改事项复核"));
    }

    Report study(Agency agency, int meetings, int lessons) {
        List<String> meeting = List.of(
                "0118|党组会议|研究上一年度法治政府建设情况报告|李建国|11",
                "0323|党组会议|审议年度法治政府建设工作要点|李建国|12",
                "0629|党组会议|听取行政审批制度改革和依法行政情况汇报|李建国|11",
                "0907|党组会议|研究示范创建和法治督察整改工作|李建国|12",
                "1214|党组会议|研究规范性文件清理和合法性审核工作|李建国|10");
        List<String> lesson = List.of(
                "0208|集体学法|《中华人民共和国行政许可法》|王玉兰|12",
                "0306|集体学法|《优化营商环境条例》|李建国|11",
                "0411|集体学法|《中华人民共和国行政处罚法》|张宏伟|12",
                "0516|集体学法|《中华人民共和国民法典》合同编|王玉兰|12",
                "0613|集体学法|《重大行政决策程序暂行条例》|李建国|10",
                "0718|集体学法|《中华人民共和国政府信息公开条例》|张宏伟|11",
                "0815|集体学法|《中华人民共和国行政复议法》|李建国|12",
                "0919|集体学法|《中华人民共和国数据安全法》|王玉兰|12",
                "1017|集体学法|《天津市行政规范性文件管理规定》|张宏伟|11",
                "1204|集体学法|《中华人民共和国宪法》|李建国|12");
        List<String> lines = new ArrayList<>(meeting.subList(0, meetings));
        lines.addAll(lesson.subList(0, lessons));
        lines.sort(String::compareTo);
        return list(agency, FormText.STUDY, lines.size(), lines);
    }

    /** Work points: up to three steps under each of six headings; {@code count} steps are taken. */
    Report points(Agency agency, int count) {
        return list(
                agency,
                FormText.WORK_POINTS,
                count,
                List.of(
                        "深化行政审批制度改革|编制公布行政许可事项清单|审批改革处|0630",
                        "深化行政审批制度改革|推进告知承诺制改革|审批改革处|0930",
                        "深化行政审批制度改革|开展证照联办改革|审批改革处|1130",
                        "提升政务服务水平|推进综合窗口改革|政务服务管理处|0930",
                        "提升政务服务水平|推动高频事项就近可办|政务服务管理处|1031",
                        "提升政务服务水平|推广电子证照应用|数据应用处|1130",
                        "优化法治化营商环境|推出新一轮优化营商环境措施|营商环境处|0731",
                        "优化法治化营商环境|健全政企沟通机制|营商环境处|1231",
                        "优化法治化营商环境|推动京津冀营商环境协同|营商环境处|1231",
                        "健全依法决策机制|落实重大行政决策程序规定|综合处|1231",
                        "健全依法决策机制|加强合同和文件合法性审核|政策法规处|1231",
                        "加强法治宣传教育|组织集体学法和旁听庭审|机关党委|1231",
                        "加强法治宣传教育|开展学法用法考试和主题征文|人事处|1130",
                        "推进示范创建|指导各区开展法治政府建设示范创建|政策法规处|1130",
                        "推进示范创建|总结推广示范创建经验|政策法规处|1231"));
    }

    Report documents(Agency agency, int count) {
        return list(
                agency,
                FormText.JOINT_DOCUMENTS,
                count,
                List.of(
                        "关于推进京津冀政务服务“跨省通办”的合作协议|津政务联〔" + year + "〕2号|北京市政务服务管理局、河北省政务服务管理办公室|0512",
                        "京津冀营商环境一体化发展" + "“1+5”合作框架协议|津政务联〔" + year + "〕5号|北京市发展和改革委员会、河北省政务服务管理办公室|0921"));
    }

    Report essays(Agency agency, int count) {
        return list(
                agency,
                FormText.ESSAYS,
                count,
                List.of(
                        "以法治思维推进审批制度改革|陈䶮|1012|2360",
                        "告知承诺制下的信用监管|刘珊珊|1013|1985",
                        "综合窗口改革的法治保障|赵𬍛|1016|2714",
                        "京津冀政务服务协同立法初探|周明|1017|3120",
                        "从一次旁听庭审谈依法行政|孙晓雨|1018|1542",
                        "政务公开与群众知情权|吴昊天|1019|1876",
                        "以标准化促进审批法治化|郑㛃|1020|2208"));
    }

    /** A ledger of fixed lines; four digits between bars are a month and a day. */
    private Report list(Agency agency, FormText form, int count, List<String> lines) {
        List<List<Object>> rows = new ArrayList<>();
        for (String line : lines.subList(0, count)) {
            List<Object> row = new ArrayList<>();
            if (form.columns().get(0).head().equals("序号")) {
                row.add(String.valueOf(rows.size() + 1));
            }
            for (String word : line.split("\\|", -1)) {
                String head = form.columns().get(row.size()).head();
                row.add(value(head, word));
            }
            rows.add(row);
        }
        return new Report(agency, form, rows);
    }

    private Object value(String head, String word) {
        if (head.endsWith("日期") || head.equals("完成时限")) {
            return LocalDate.of(year, Integer.parseInt(word.substring(0, 2)), Integer.parseInt(word.substring(2)));
        }
        return head.endsWith("人数") || head.equals("字数") ? Integer.valueOf(word) : word;
    }
}
