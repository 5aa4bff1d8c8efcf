package org.fubiao.receipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.receipt.AnswerSheet.Content;
import org.fubiao.receipt.Looks.Look;
import org.fubiao.recognition.ReceiptIdentity;
import org.fubiao.settling.Warning;
import org.jspecify.annotations.Nullable;

/** The two sheets in front of a receipt: what is wrong, the most important first, and all of it counted. */
final class AnswerSheets {
    /** How many findings are listed one by one. */
    private static final int MOST_LISTED = 1000;

    private final Workbook book;
    private final Receipt receipt;
    private final Function<String, @Nullable Sheet> sheets;
    private final String remark;
    private final Looks looks;
    private final Map<Finding, Warning> explainable = new HashMap<>();
    private final Map<Finding, String> lines = new HashMap<>();
    private final Map<Finding, String> groups = new HashMap<>();

    /**
     * @param sheets finds the sheet of a finding by its name; null where it is not in this workbook
     * @param remark on what this workbook lacks, or empty
     */
    AnswerSheets(Workbook book, Receipt receipt, Function<String, @Nullable Sheet> sheets, String remark) {
        this.book = book;
        this.receipt = receipt;
        this.sheets = sheets;
        this.remark = remark;
        this.looks = new Looks(book);
        receipt.explainable().forEach(one -> explainable.put(one.finding(), one));
    }

    /**
     * Adds both sheets and opens the first of them. They stand in front, but in an XLS workbook at the end: where the library
     * moves sheets of those, formulas that name a sheet lead to another one. Returns their names.
     */
    List<String> add() {
        String results = freeName(ReceiptIdentity.RESULTS);
        String summary = freeName(ReceiptIdentity.SUMMARY);
        writeResults(book.createSheet(results));
        writeSummary(book.createSheet(summary));
        if (!(book instanceof HSSFWorkbook)) {
            book.setSheetOrder(results, 0);
            book.setSheetOrder(summary, 1);
        }
        int first = book.getSheetIndex(results);
        for (int sheet = 0; sheet < book.getNumberOfSheets(); sheet++) {
            book.getSheetAt(sheet).setSelected(sheet == first);
        }
        book.setActiveSheet(first);
        book.setFirstVisibleTab(0);
        return List.of(results, summary);
    }

    /** The warnings that can be explained in these sheets, with the marks of their lines. */
    List<ReceiptIdentity.Warning> warnings() {
        return receipt.explainable().stream()
                .map(one -> new ReceiptIdentity.Warning(
                        lines.getOrDefault(one.finding(), ""),
                        groups.getOrDefault(one.finding(), ""),
                        one.about(),
                        one.shown()))
                .toList();
    }

    /** A sheet of the unit's own may be called the same. */
    private String freeName(String name) {
        String free = name;
        for (int again = 2; book.getSheet(free) != null; again++) {
            free = name + "（" + again + "）";
        }
        return free;
    }

    private void writeResults(Sheet target) {
        AnswerSheet sheet = new AnswerSheet(target, looks, 6, 8, 9, 24, 16, 16, 18, 20, 60, 36, 0);
        sheet.across("审核结果", Look.TITLE);
        sheet.across(receipt.title() + "　" + receipt.period().describe() + "　报送文件：" + receipt.file(), Look.LINE);
        sheet.across("结论：" + receipt.conclusion(), conclusionLook());
        for (Receipt.Form form : receipt.forms()) {
            sheet.across(
                    "《" + form.title() + "》" + (form.sheet().isEmpty() ? "" : "（工作表“" + form.sheet() + "”）") + "　"
                            + (form.unit().isEmpty() ? "单位不明" : form.unit()) + "　数据" + form.rows() + "行　"
                            + form.state(),
                    Look.LINE);
        }
        String marking = "有问题的单元格已在原表中标色并加批注：红色为错误，必须改正；黄色为警告，请核对；蓝色为提示。点击“位置”可到达该单元格。";
        sheet.across(remark.isEmpty() ? marking : remark, Look.LINE);
        if (receipt.count(Severity.WARNING) > 0) {
            sheet.across("警告所指情况属实的，请在“情况说明”栏写明原因，把本文件放回报送目录或发回；说明只对当前填报的数值有效，数值改动后请重新说明。", Look.LINE);
        }
        sheet.blank();
        sheet.head(List.of(
                "序号",
                "程度",
                "编号",
                "报表",
                "位置",
                "栏目",
                "填报内容",
                "应为",
                "问题和处理办法",
                ReceiptIdentity.EXPLANATION,
                ReceiptIdentity.LINE));
        int number = 0;
        long listable = 0;
        for (Receipt.Problem problem : receipt.problems()) {
            for (Finding finding : problem.group().examples()) {
                listable++;
                if (number < MOST_LISTED) {
                    sheet.line(line(++number, problem, finding));
                }
            }
        }
        long all = receipt.problems().stream()
                .mapToLong(problem -> problem.group().count())
                .sum();
        if (listable == 0) {
            sheet.across("没有发现问题。", Look.LINE);
        } else if (number < all) {
            sheet.across("共" + all + "处，以上列出" + number + "处；各类问题的实际数见“" + ReceiptIdentity.SUMMARY + "”。", Look.LINE);
        }
        sheet.finish();
    }

    private Look conclusionLook() {
        if (receipt.count(Severity.ERROR) > 0 || receipt.forms().isEmpty()) {
            return Look.CONCLUSION_ERROR;
        }
        return receipt.count(Severity.WARNING) > 0 ? Look.CONCLUSION_WARNING : Look.CONCLUSION_NOTE;
    }

    private List<Content> line(int number, Receipt.Problem problem, Finding finding) {
        Place place = finding.place();
        Warning own = explainable.get(finding);
        String mark = own == null ? "" : "L" + number;
        if (own != null) {
            lines.put(finding, mark);
        }
        boolean explained = own != null && own.isExplained();
        return List.of(
                new Content(String.valueOf(number), Look.WORD),
                new Content(finding.severity().label() + (explained ? "（已说明）" : ""), Looks.of(finding.severity())),
                new Content(finding.code(), Look.WORD),
                new Content(problem.form(), Look.TEXT),
                place(place),
                new Content(finding.field(), Look.TEXT),
                new Content(finding.value(), Look.TEXT),
                new Content(finding.expected(), Look.TEXT),
                new Content(finding.message(), Look.TEXT),
                own == null ? new Content("—", Look.WORD) : new Content(own.explanation(), Look.INPUT),
                new Content(mark, Look.WORD));
    }

    private Content place(Place place) {
        String text = describe(place);
        Sheet sheet = text.isEmpty() ? null : sheets.apply(place.sheet());
        if (sheet == null) {
            return new Content(text, Look.WORD);
        }
        String cell = place.cell().isEmpty() ? "A" + Math.max(1, place.row()) : place.cell();
        return new Content(text, Look.LINK, "'" + sheet.getSheetName().replace("'", "''") + "'!" + cell);
    }

    private static String describe(Place place) {
        String at = !place.cell().isEmpty() ? place.cell() : place.row() > 0 ? "第" + place.row() + "行" : "";
        return place.sheet().isEmpty() ? at : at.isEmpty() ? place.sheet() : place.sheet() + " " + at;
    }

    private void writeSummary(Sheet target) {
        AnswerSheet sheet = new AnswerSheet(target, looks, 6, 8, 9, 40, 28, 20, 20, 8, 20, 36, 0);
        sheet.across("问题汇总", Look.TITLE);
        sheet.across(
                "错误" + receipt.count(Severity.ERROR) + "处，警告" + receipt.count(Severity.WARNING) + "处，提示"
                        + receipt.count(Severity.NOTE) + "处。条数为实际数。",
                Look.LINE);
        if (!explainable.isEmpty()) {
            sheet.across("同一行中各处警告原因相同的，可在此处一并说明；“" + ReceiptIdentity.RESULTS + "”中另有说明的，以该处为准。", Look.LINE);
        }
        sheet.blank();
        sheet.head(List.of(
                "序号",
                "程度",
                "编号",
                "问题",
                "报表",
                "工作表",
                "栏目",
                "条数",
                "第一处",
                ReceiptIdentity.EXPLANATION,
                ReceiptIdentity.LINE));
        int number = 0;
        for (Total total : totals()) {
            Group group = total.first().group();
            String mark = "G" + ++number;
            List<Warning> own = total.examples().stream()
                    .map(explainable::get)
                    .filter(Objects::nonNull)
                    .toList();
            own.forEach(one -> groups.put(one.finding(), mark));
            sheet.line(List.of(
                    new Content(String.valueOf(number), Look.WORD),
                    new Content(group.severity().label(), Looks.of(group.severity())),
                    new Content(group.code(), Look.WORD),
                    new Content(total.first().title(), Look.TEXT),
                    new Content(total.first().form(), Look.TEXT),
                    new Content(group.sheet(), Look.TEXT),
                    new Content(group.field(), Look.TEXT),
                    new Content(String.valueOf(total.count()), Look.WORD),
                    place(group.examples().get(0).place()),
                    own.isEmpty() ? new Content("—", Look.WORD) : new Content("", Look.INPUT),
                    new Content(own.isEmpty() ? "" : mark, Look.WORD)));
        }
        sheet.finish();
    }

    /** All findings of one code in one field. */
    private record Total(Receipt.Problem first, long count, List<Finding> examples) {}

    private List<Total> totals() {
        Map<List<String>, Total> totals = new LinkedHashMap<>();
        for (Receipt.Problem problem : receipt.problems()) {
            Group group = problem.group();
            totals.merge(
                    List.of(group.code(), group.severity().name(), group.form(), group.sheet(), group.field()),
                    new Total(problem, group.count(), group.examples()),
                    AnswerSheets::together);
        }
        return new ArrayList<>(totals.values());
    }

    private static Total together(Total a, Total b) {
        List<Finding> examples = new ArrayList<>(a.examples());
        examples.addAll(b.examples());
        return new Total(a.first(), a.count() + b.count(), examples);
    }
}
