package org.fubiao.recognition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.finding.FindingCode;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.Workbook;
import org.fubiao.recognition.FormMatch.Named;
import org.fubiao.recognition.SheetPreview.Line;
import org.fubiao.recognition.TemplateIdentity.Column;
import org.fubiao.recognition.TemplateIdentity.FormSheet;
import org.jspecify.annotations.Nullable;

/** Reads blank workbooks that came back filled in: which form each sheet is, they say themselves. */
final class Templates {
    private final Job job;
    private final FormIndex forms;
    private final FormMatcher matcher;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> versions = new ArrayList<>();

    Templates(Job job, FormIndex forms, FormMatcher matcher) {
        this.job = job;
        this.forms = forms;
        this.matcher = matcher;
        for (Form form : forms.forms()) {
            places.put(form.id(), places.size());
        }
    }

    /** Whether a template was made for this job; a finding if not. */
    boolean isOfThisJob(TemplateIdentity template, FileFindings findings) {
        if (template.job().equals(job.id())) {
            return true;
        }
        findings.add(
                FindingCode.TEMPLATE_FOREIGN,
                template.job(),
                job.id(),
                "这份空白工作簿是为另一个汇总任务（" + template.job() + "）制发的，未采用；请用《" + job.title() + "》（" + job.id()
                        + "）的空白工作簿填报，或送到相应任务的文件夹。");
        return false;
    }

    /**
     * Where the form of a sheet stands: where it was made to stand if head and definition are as they were, else where its
     * heads are found. Null, with a finding, if it is not to be found, or is collected no more.
     */
    @Nullable FormMatch match(SheetPreview sheet, FormSheet made, @Nullable Unit unit, FileFindings findings) {
        Integer place = places.get(made.form());
        if (place == null) {
            findings.add(
                    FindingCode.TEMPLATE_OUTDATED,
                    sheet.info().name(),
                    "",
                    "“" + sheet.info().name() + "”这张表现在已不收集，未采用；请向汇总单位领取新的空白工作簿。");
            return null;
        }
        Form form = forms.forms().get(place);
        findings.form(form.id());
        FormMatch match = made.version().equals(version(place)) ? asMade(sheet, made, place) : null;
        if (match == null) {
            match = matcher.matchOf(sheet, form.id());
        }
        if (match == null || (form.isMatrix() && match.itemColumn() < 0)) {
            findings.add(
                    FindingCode.FORM_UNKNOWN,
                    "",
                    form.isMatrix() ? Form.ITEM : form.fields().get(0).name(),
                    "本工作表应为空白工作簿中的《" + form.title() + "》，但表头"
                            + (form.isMatrix() ? "或项目" : "") + "已被改动，无法读取；请用原来的空白工作簿填报"
                            + (unit == null ? "" : "，或向汇总单位重新领取") + "。");
            return null;
        }
        return match;
    }

    private synchronized String version(int form) {
        while (versions.size() <= form) {
            versions.add(TemplateIdentity.version(forms.forms().get(versions.size())));
        }
        return versions.get(form);
    }

    /** The form where it was made to stand; null if anything there is not as it was made. */
    private @Nullable FormMatch asMade(SheetPreview sheet, FormSheet made, int place) {
        int last = -1;
        List<Line> lines = sheet.lines();
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).number() == made.headRow() ? i : last;
        }
        if (last < 0 || made.depth() < 1 || made.depth() > last + 1) {
            return null;
        }
        Form form = forms.forms().get(place);
        Head head = Head.of(lines, last, made.depth());
        Map<String, Column> columns = new HashMap<>();
        made.columns().forEach(column -> columns.put(column.field(), column));
        List<Integer> found = new ArrayList<>();
        for (Field field : form.fields()) {
            Column column = columns.get(field.name());
            boolean same = column != null
                    && column.place() < head.paths().size()
                    && String.join("/", head.paths().get(column.place())).equals(column.head());
            if (column == null || !same) {
                return null;
            }
            found.add(column.place());
        }
        boolean right = head.paths().size() == made.width()
                && form.fields().size() == made.columns().size()
                && form.isMatrix() == (made.itemColumn() >= 0);
        return right
                ? new FormMatch(
                        place,
                        form,
                        head,
                        found,
                        found.size(),
                        List.of(),
                        List.of(),
                        made.itemColumn(),
                        form.items().size(),
                        Named.ABOVE_HEAD)
                : null;
    }

    /** Whether the form's definition has other columns now than the template has: one finding says which, and what to do. */
    boolean checkVersion(FormSheet made, FormMatch match, FileFindings findings) {
        Form form = match.form();
        if (made.version().equals(version(match.formIndex()))) {
            return false;
        }
        List<String> missing = match.missing().stream().map(Field::name).toList();
        List<String> gone = match.unknown().stream()
                .map(column -> match.head().describe(column))
                .toList();
        if (missing.isEmpty() && gone.isEmpty()) {
            return true;
        }
        String now = (missing.isEmpty() ? "" : "新增栏目“" + String.join("”“", missing) + "”，本文件中没有")
                + (missing.isEmpty() || gone.isEmpty() ? "" : "；")
                + (gone.isEmpty() ? "" : "不再有栏目“" + String.join("”“", gone) + "”，其内容未采用");
        findings.add(
                FindingCode.TEMPLATE_OUTDATED,
                String.join("、", gone),
                String.join("、", missing),
                "《" + form.title() + "》的表式在制发这份空白工作簿之后改过：" + now
                        + (match.missingRequired().isEmpty()
                                ? "；其余栏目已按名称读取。需要补报的，请领取新的空白工作簿，把数据移过去后重新报送。"
                                : "；请领取新的空白工作簿，把数据移过去后重新报送。"));
        return true;
    }

    /** Whether anything is filled in: in what a unit need not report nothing usually is. */
    boolean isFilled(Workbook workbook, SheetLayout layout) throws IOException {
        Row row = new Row();
        try (RowReader rows = workbook.open(layout.sheet())) {
            while (rows.next()) {
                row.load(rows);
                if (row.number() > layout.headRow() && row.filled() > 0 && hasValue(row, layout)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasValue(Row row, SheetLayout layout) {
        boolean any = false;
        for (int column : layout.columns()) {
            any |= column >= 0 && !row.text(column).isEmpty();
        }
        return any;
    }

    void noteUnfilled(Form form, @Nullable Unit unit, Period period, FileFindings findings) {
        if (unit != null && job.expectations().owes(unit, form, period)) {
            findings.form(form.id());
            findings.add(
                    FindingCode.TEMPLATE_UNFILLED,
                    "",
                    "",
                    "《" + form.title() + "》应报而没有填写，按未报送处理；请填写后重新报送，本期确无内容的，请在台账第一行写“零报告”。");
        }
    }

    void warnOfEmpty(FileFindings findings) {
        findings.about("");
        findings.add(FindingCode.TEMPLATE_EMPTY, "", "", "空白工作簿没有填写任何内容，未采用；请填写后重新报送。");
    }
}
