package org.fubiao.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Training in law: each unit's list of sessions in yuan, its table of the same in ten thousands of yuan, and the tables of the units above
 * them.
 */
final class TrainingForms {
    /** This division had none in either year. */
    static final String IDLE = "综合处";

    private static final List<String> KINDS = List.of("集中培训", "专题讲座");
    private static final List<String> TOPICS = List.of(
            "《行政许可法》实务", "《民法典》与政务服务", "行政执法案卷评查", "规范性文件合法性审核", "政府信息公开答复", "告知承诺制的法律责任", "《数据安全法》解读", "政府合同风险防范");
    private static final String LARGE = "《优化营商环境条例》实务";
    /** What a unit sent to the one above it that the office does not have in its register. */
    private static final List<List<Object>> UNREGISTERED = List.of(
            List.of(KINDS.get(0), 1, 46, new BigDecimal("0.35")), List.of(KINDS.get(1), 2, 88, new BigDecimal("0.61")));

    private static final BigDecimal CENTS = BigDecimal.valueOf(100);
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    private final Chance chance;
    private final int year;

    TrainingForms(Chance chance, int year) {
        this.chance = chance;
        this.year = year;
    }

    /** Lists and tables of all units below others, by the name of the unit above them; then the tables of these. */
    List<Report> all(Map<Agency, List<Agency>> below) {
        List<Report> reports = new ArrayList<>();
        List<Report> above = new ArrayList<>();
        below.forEach((parent, children) -> {
            List<Report> tables = new ArrayList<>();
            for (Agency child : children) {
                Report sessions = sessions(child);
                reports.add(sessions);
                tables.add(table(sessions));
            }
            reports.addAll(tables);
            List<Report> summed = new ArrayList<>(tables);
            if (year == 2022 && parent.kind().equals("区")) {
                summed.add(new Report(parent, FormText.TRAINING, UNREGISTERED));
            }
            above.add(sum(parent, summed));
        });
        reports.addAll(above);
        return reports;
    }

    private Report sessions(Agency agency) {
        Map<LocalDate, List<Object>> days = new LinkedHashMap<>();
        if (!agency.name().equals(IDLE)) {
            List<String> topics = chance.shuffled(TOPICS);
            int count = chance.between(3, 6);
            while (days.size() < count) {
                LocalDate day = chance.day(year);
                days.putIfAbsent(day, session(day, topics.get(days.size())));
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        days.values().stream()
                .sorted(Comparator.comparing(row -> (LocalDate) row.get(1)))
                .forEach(rows::add);
        if (agency.kind().equals("直属单位")) {
            // In two groups on the same day.
            LocalDate day = LocalDate.of(year, 6, 15);
            rows.add(session(day, LARGE));
            if (year == 2023) {
                rows.add(session(day, LARGE));
            }
        }
        List<List<Object>> numbered = new ArrayList<>();
        for (List<Object> row : rows) {
            List<Object> cells = new ArrayList<>(row);
            cells.set(0, String.valueOf(numbered.size() + 1));
            numbered.add(cells);
        }
        return new Report(agency, FormText.TRAINING_SESSIONS, numbered);
    }

    private List<Object> session(LocalDate day, String topic) {
        BigDecimal cost = BigDecimal.valueOf(chance.between(40_000, 900_000)).divide(CENTS);
        return List.of("", day, topic, chance.one(KINDS), chance.between(12, 60), cost.setScale(2));
    }

    /** The table that a unit makes of its own list. Its costs are rounded, the total by itself: the rows above may not add up to it. */
    private static Report table(Report sessions) {
        List<List<Object>> rows = new ArrayList<>();
        for (String kind : KINDS) {
            List<List<Object>> counted = sessions.rows().stream()
                    .filter(row -> row.get(3).equals(kind))
                    .toList();
            rows.add(counted(kind, counted));
        }
        rows.add(counted("合计", sessions.rows()));
        return new Report(sessions.agency(), FormText.TRAINING, rows);
    }

    private static List<Object> counted(String label, List<List<Object>> sessions) {
        BigDecimal cost =
                sessions.stream().map(row -> (BigDecimal) row.get(5)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return List.of(
                label,
                sessions.size(),
                sessions.stream().mapToInt(row -> (Integer) row.get(4)).sum(),
                cost.divide(TEN_THOUSAND, 2, RoundingMode.HALF_UP));
    }

    private static Report sum(Agency agency, List<Report> tables) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < KINDS.size(); row++) {
            int place = row;
            rows.add(added(
                    KINDS.get(row),
                    tables.stream().map(table -> table.rows().get(place)).toList()));
        }
        rows.add(added("合计", rows));
        return new Report(agency, FormText.TRAINING, rows);
    }

    private static List<Object> added(String label, List<List<Object>> rows) {
        return List.of(
                label,
                rows.stream().mapToInt(row -> (Integer) row.get(1)).sum(),
                rows.stream().mapToInt(row -> (Integer) row.get(2)).sum(),
                rows.stream().map(row -> (BigDecimal) row.get(3)).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add));
    }
}
