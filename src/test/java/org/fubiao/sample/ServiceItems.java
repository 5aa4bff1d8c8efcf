package org.fubiao.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The ledger of service items, for all departments of both years. */
final class ServiceItems {
    /** How many items there are in all, by kind and by what is convenient in them. */
    record Counts(
            int permits, int services, int filings, int online, int oneVisit, int nearby, int atOnce, int oneWindow) {}

    /** Those of the city in 2023. */
    static final Counts CITY = new Counts(692, 1230, 326, 1088, 1166, 451, 598, 1184);

    private static final List<String> LETTERS = List.of("XK", "FW", "BA");
    private static final List<String> KINDS = List.of("行政许可", "非许可类政务服务", "行政备案");
    private static final List<List<String>> ACTIONS = List.of(
            List.of("设立审批", "变更审批", "延续审批", "终止审批", "资质核准", "许可证核发", "许可证变更", "许可证补发", "许可证注销", "资格认定"),
            List.of(
                    "信息查询", "业务咨询", "奖励申报", "补贴申领", "证明开具", "年度报告受理", "投诉举报受理", "培训报名", "信用评价", "信息公示", "争议调解", "等级评定",
                    "登记信息更正", "档案查阅", "政策辅导", "预约服务"),
            List.of("备案", "变更备案", "注销备案", "年度备案", "从业人员备案", "管理制度备案"));

    private final Chance chance;
    private final Counts counts;
    private final List<Agency> agencies;

    ServiceItems(Chance chance, Counts counts, List<Agency> agencies) {
        this.counts = counts;
        this.chance = chance;
        this.agencies = agencies;
    }

    /** An item; {@code since} is the day on which it was listed. */
    private record Item(Agency agency, int kind, String code, String name, LocalDate since) {}

    /** The ledgers of 2023, one for each department. */
    List<Report> of2023() {
        List<Item> items = items();
        Set<Integer> online = chance.choose(counts.online(), items.size());
        Set<Integer> oneVisit = chance.choose(counts.oneVisit(), items.size());
        Set<Integer> nearby = chance.choose(counts.nearby(), items.size());
        Set<Integer> atOnce = chance.choose(counts.atOnce(), items.size());
        Set<Integer> oneWindow = chance.choose(counts.oneWindow(), items.size());
        List<Report> reports = new ArrayList<>();
        for (Agency agency : agencies) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                if (item.agency().equals(agency)) {
                    rows.add(row(
                            item,
                            rows.size() + 1,
                            online.contains(i),
                            oneVisit.contains(i),
                            nearby.contains(i),
                            atOnce.contains(i),
                            oneWindow.contains(i)));
                }
            }
            reports.add(new Report(agency, FormText.SERVICE_ITEMS, rows));
        }
        return reports;
    }

    /** The ledgers of 2022: what was listed by then, a little less convenient. */
    List<Report> of2022(List<Report> later) {
        FormText form = FormText.SERVICE_ITEMS;
        List<Report> reports = new ArrayList<>();
        for (Report report : later) {
            List<List<Object>> rows = new ArrayList<>();
            for (List<Object> row : report.rows()) {
                if (((LocalDate) row.get(form.column("设立日期"))).getYear() < 2023) {
                    List<Object> earlier = new ArrayList<>(row);
                    earlier.set(0, String.valueOf(rows.size() + 1));
                    for (String head : List.of("网上办", "就近办", "马上办", "一窗服务")) {
                        int column = form.column(head);
                        earlier.set(column, (Boolean) row.get(column) && !chance.percent(12));
                    }
                    int volume = form.column("办件量");
                    earlier.set(volume, (Integer) row.get(volume) * chance.between(70, 110) / 100);
                    rows.add(earlier);
                }
            }
            reports.add(new Report(report.agency(), form, rows));
        }
        return reports;
    }

    private List<Item> items() {
        int[] weights = agencies.stream().mapToInt(Agency::weight).toArray();
        int[][] split = {
            chance.split(counts.permits(), 4, weights),
            chance.split(counts.services(), 8, weights),
            chance.split(counts.filings(), 2, weights)
        };
        List<Item> items = new ArrayList<>();
        for (int a = 0; a < agencies.size(); a++) {
            for (int kind = 0; kind < KINDS.size(); kind++) {
                items.addAll(items(agencies.get(a), kind, split[kind][a]));
            }
        }
        return items;
    }

    private List<Item> items(Agency agency, int kind, int count) {
        List<String> names = new ArrayList<>();
        for (String subject : agency.subjects()) {
            for (String action : ACTIONS.get(kind)) {
                names.add(subject + action);
            }
        }
        List<Integer> places =
                chance.choose(count, names.size()).stream().sorted().toList();
        List<Item> items = new ArrayList<>();
        for (int place : places) {
            String code = "%s%s%04d".formatted(agency.letters(), LETTERS.get(kind), items.size() + 1);
            int year = chance.percent(4) ? 2023 : chance.between(2004, 2022);
            items.add(new Item(agency, kind, code, names.get(place), chance.day(year)));
        }
        return items;
    }

    private List<Object> row(
            Item item,
            int number,
            boolean online,
            boolean oneVisit,
            boolean nearby,
            boolean atOnce,
            boolean oneWindow) {
        int promised = atOnce ? chance.between(0, 1) : chance.between(2, 15);
        int allowed = promised + chance.one(List.of(0, 4, 5, 9, 15, 19));
        int visits = oneVisit ? chance.between(0, 1) : chance.between(2, 3);
        boolean permit = item.kind() == 0;
        String basis = permit ? chance.one(item.agency().laws()) + "第" + chance.between(5, 68) + "条" : "";
        String level = chance.percent(60) ? "市级" : "市区共有";
        int volume = chance.percent(30) ? chance.between(1000, 28000) : chance.between(0, 640);
        String note = chance.one(List.of("", "", "", "", "", "", "", "", "与区级同源", "纳入“一件事”"));
        return List.of(
                String.valueOf(number),
                item.code(),
                item.name(),
                KINDS.get(item.kind()),
                level,
                basis,
                item.since(),
                allowed,
                promised,
                online,
                oneVisit,
                nearby,
                atOnce,
                oneWindow,
                visits,
                volume,
                note);
    }

    /** The summary that a department makes of its own ledger. */
    static Report summary(Report ledger) {
        FormText form = FormText.ITEM_SUMMARY;
        List<String> flags = List.of("网上办", "一次办", "就近办", "马上办", "一窗服务");
        List<List<Object>> rows = new ArrayList<>();
        for (String kind : List.of("行政许可", "非许可类政务服务", "行政备案", "合计")) {
            List<List<Object>> counted = ledger.rows().stream()
                    .filter(row -> kind.equals("合计")
                            || kind.equals(row.get(ledger.form().column("事项类型"))))
                    .toList();
            List<Object> row = new ArrayList<>(List.of(kind, counted.size()));
            for (String flag : flags) {
                int column = ledger.form().column(flag);
                row.add((int) counted.stream()
                        .filter(item -> item.get(column).equals(true))
                        .count());
            }
            rows.add(row);
        }
        return new Report(ledger.agency(), form, rows);
    }
}
