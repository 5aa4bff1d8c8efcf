package org.fubiao.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/** Sends what the units report, each in its own way; then the mishaps that happen on the way. */
final class Post {
    private static final List<FileFormat> LEDGERS = List.of(
            FileFormat.CSV_GB18030,
            FileFormat.CSV_BOM,
            FileFormat.XLS,
            FileFormat.HTML_AS_XLS,
            FileFormat.CSV_SEMICOLON,
            FileFormat.CSV,
            FileFormat.CSV_TAB,
            FileFormat.CSV_AS_XLS,
            FileFormat.TAB_AS_XLS,
            FileFormat.XLSX);
    private static final List<FormText> COUNTS =
            List.of(FormText.ITEM_SUMMARY, FormText.CLAIMED_ITEMS, FormText.COMMITMENT);

    /** How each department in turn sends: all in one workbook, in three files, or each form by itself. */
    private static final String WAYS_2022 = "AABAABAABC";

    private static final String WAYS_2023 = "ABABCABABA";

    private static final Map<String, String> FOLDERS = Map.of("区", "各区");
    private static final List<FormText> TRAINING = List.of(FormText.TRAINING, FormText.TRAINING_SESSIONS);
    private static final List<FileFormat> TEXTS = List.of(FileFormat.CSV, FileFormat.CSV_BOM, FileFormat.CSV_GB18030);

    private final SampleYear year;
    private final Outbox outbox;
    private final Mishaps mishaps;

    private Post(SampleYear year, Mishaps mishaps, Outbox outbox) {
        this.year = year;
        this.mishaps = mishaps;
        this.outbox = outbox;
    }

    /** The files of both years. */
    static List<NavigableMap<String, byte[]>> send(List<SampleYear> years) {
        List<NavigableMap<String, byte[]>> files = new ArrayList<>();
        for (SampleYear year : years) {
            Outbox outbox = new Outbox(year.year(), new Chance(year.year()));
            Mishaps mishaps = new Mishaps(years.get(0), year.year(), outbox);
            Post post = new Post(year, mishaps, outbox);
            post.send();
            mishaps.afterwards(year);
            post.trained();
            files.add(outbox.files());
        }
        return files;
    }

    /** What was trained comes last: in one workbook or in two files, some of them text. */
    private void trained() {
        Outbox own = outbox.with(new Chance(31L * year.year()));
        int place = 0;
        for (Agency agency : year.agencies()) {
            List<Report> reports = mishaps.before(select(year.of(agency), TRAINING, true));
            if (reports.isEmpty()) {
                continue;
            }
            String folder = FOLDERS.getOrDefault(agency.kind(), agency.kind()) + "/" + agency.name() + "/";
            if (reports.size() > 1 && place % 2 == 0) {
                List<Sheet> sheets = new ArrayList<>();
                for (Report report : reports) {
                    sheets.add(trained(own, report, FileFormat.XLSX, place));
                }
                own.put(folder + "法治培训报表（" + agency.name() + "）", FileFormat.XLSX, sheets);
            } else {
                for (Report report : reports) {
                    FileFormat format = TEXTS.get((place + reports.indexOf(report)) % TEXTS.size());
                    own.put(
                            folder + report.form().title() + "（" + agency.name() + "）",
                            format,
                            List.of(trained(own, report, format, place)));
                }
            }
            place++;
        }
    }

    private Sheet trained(Outbox own, Report report, FileFormat format, int place) {
        Set<Habit> habits = Outbox.plus(Hands.of(format, place), Habit.UNIT_LINE, Habit.SIGNATURES);
        return own.sheet(report, habits, format, mishaps.day(report, 3 + place % 6));
    }

    private void send() {
        String ways = year.year() == 2022 ? WAYS_2022 : WAYS_2023;
        int place = 0;
        for (Agency agency : year.agencies()) {
            List<Report> reports = mishaps.before(select(year.of(agency), TRAINING, false));
            switch (agency.kind()) {
                case "市级部门" -> department(agency, reports, place, ways.charAt(place % ways.length()));
                case "区" -> district(agency, reports, place);
                case "机关处室", "直属单位" -> division(agency, reports, place);
                default -> {
                    // Reports what it trained, and nothing else.
                }
            }
            place++;
        }
    }

    private void department(Agency agency, List<Report> reports, int place, char way) {
        String folder = place % 7 == 3 ? "" : "市级部门/" + agency.name() + "/";
        if (way == 'A') {
            book(folder, agency, reports, place, place % 3 == 1 ? FileFormat.XLS : FileFormat.XLSX);
        } else if (way == 'B') {
            List<Report> ledger = select(reports, List.of(FormText.SERVICE_ITEMS), true);
            single(folder, ledger.get(0), place, LEDGERS.get(place / 2 % LEDGERS.size()));
            book(folder, agency, select(reports, COUNTS, true), place + 1, FileFormat.XLSX);
            List<FormText> others = new ArrayList<>(COUNTS);
            others.add(FormText.SERVICE_ITEMS);
            book(folder, agency, select(reports, others, false), place + 2, FileFormat.XLS);
        } else {
            for (int i = 0; i < reports.size(); i++) {
                single(folder, reports.get(i), place + i, LEDGERS.get((place + i) % LEDGERS.size()));
            }
        }
    }

    private void district(Agency agency, List<Report> reports, int place) {
        String folder = place % 4 == 1 ? "各区/" : "各区/" + agency.name() + "/";
        if (place % 2 == 0) {
            book(folder, agency, reports, place, place % 3 == 0 ? FileFormat.XLS : FileFormat.XLSX);
        } else {
            for (int i = 0; i < reports.size(); i++) {
                single(folder, reports.get(i), place + i, LEDGERS.get((place + i) % LEDGERS.size()));
            }
        }
    }

    private void division(Agency agency, List<Report> reports, int place) {
        String folder = agency.kind() + "/" + agency.name() + "/";
        List<FormText> common = List.of(FormText.LEGAL_REVIEW, FormText.LAW_EXAM);
        List<Report> alone = select(reports, common, false);
        if (place % 2 == 0) {
            book(folder, agency, select(reports, common, true), place, FileFormat.XLSX);
        } else {
            alone = reports;
        }
        for (int i = 0; i < alone.size(); i++) {
            single(folder, alone.get(i), place + i, LEDGERS.get((3 * place + i) % LEDGERS.size()));
        }
    }

    private static List<Report> select(List<Report> reports, List<FormText> forms, boolean in) {
        return reports.stream()
                .filter(report -> forms.contains(report.form()) == in)
                .toList();
    }

    private void single(String folder, Report report, int place, FileFormat format) {
        Set<Habit> habits = mishaps.habits(report, Hands.of(format, place));
        String title = report.form().title();
        String unit = report.agency().name();
        boolean flat = !folder.endsWith(unit + "/");
        String name = switch (flat ? place % 2 : place % 6) {
            case 0 -> unit + year.year() + "年" + title;
            case 1 -> title + "（" + unit + "）";
            case 2 -> "附件" + (place % 5 + 1) + "：" + title;
            case 3 -> year.year() + "年度" + title + "-终稿";
            case 4 -> report.agency().fullName() + "关于报送" + title + "的附件";
            default -> title;
        };
        Sheet sheet = outbox.sheet(report, habits, format, 3 + place % 6);
        outbox.put(folder + name + mishaps.revision(report), format, List.of(sheet));
    }

    private void book(String folder, Agency agency, List<Report> reports, int place, FileFormat format) {
        if (reports.isEmpty()) {
            return;
        }
        List<Sheet> sheets = new ArrayList<>();
        for (Report report : reports) {
            Set<Habit> habits = mishaps.habits(report, Hands.of(format, place));
            Sheet sheet = outbox.sheet(report, habits, format, 3 + place % 6);
            sheets.add(place % 5 == 2 ? sheet.named("表" + (sheets.size() + 1), false) : sheet);
        }
        if (place % 6 == 0) {
            sheets.add(Sheet.loose("码表", true, codes()));
        }
        if (place % 9 == 4) {
            sheets.add(sheets.get(0).named("旧稿勿用", true));
        }
        if (place % 8 == 1) {
            sheets.add(Sheet.loose("Sheet" + (sheets.size() + 1), false, List.of()));
        }
        outbox.put(folder + bookName(agency, reports, folder, place), format, sheets);
    }

    private String bookName(Agency agency, List<Report> reports, String folder, int place) {
        boolean whole = !agency.kind().equals("市级部门")
                || reports.stream().anyMatch(report -> report.form() == FormText.SERVICE_ITEMS);
        String part = whole ? "年度报表" : reports.get(0).form() == FormText.ITEM_SUMMARY ? "统计表" : "台账";
        boolean flat = !folder.endsWith(agency.name() + "/");
        return switch (flat ? 0 : place % 5) {
            case 0 -> agency.name() + year.year() + "年" + part;
            case 1 -> "法治政府建设" + part + "（" + agency.name() + "）";
            case 2 -> "附件：" + part + "汇总";
            case 3 -> agency.fullName() + part + "（定稿）";
            default -> "新建 Microsoft Excel 工作表" + (part.equals("年度报表") ? "" : " - " + part);
        };
    }

    private static List<List<Cell>> codes() {
        return List.of(
                List.of(new Cell.Text("代码"), new Cell.Text("名称")),
                List.of(new Cell.Text("XK"), new Cell.Text("行政许可")),
                List.of(new Cell.Text("FW"), new Cell.Text("非许可类政务服务")),
                List.of(new Cell.Text("BA"), new Cell.Text("行政备案")));
    }
}
