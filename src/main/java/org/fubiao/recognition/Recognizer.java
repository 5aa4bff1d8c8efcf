package org.fubiao.recognition;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.Place;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.reading.FileType;
import org.fubiao.reading.Workbook;
import org.fubiao.recognition.Recognition.Part;
import org.jspecify.annotations.Nullable;

/**
 * Says what a received file is: which forms are in it, whose, and for when. Indexes a job's units and forms once; may be
 * used by several threads.
 */
public final class Recognizer {
    private final FormMatcher matcher;
    private final FormDecision decision;
    private final UnitFinder units;
    private final Templates templates;

    public Recognizer(Job job) {
        FormIndex forms = new FormIndex(job.forms());
        matcher = new FormMatcher(forms);
        decision = new FormDecision(forms);
        units = new UnitFinder(job);
        templates = new Templates(job, forms, matcher);
    }

    /**
     * Recognises a file.
     *
     * @param path its path below the period's input folder, with forward slashes
     * @param folderPeriod period of that folder
     * @throws IOException if it cannot be read
     */
    public Recognition recognize(Workbook workbook, String path, Period folderPeriod) throws IOException {
        FilePath file = FilePath.of(path);
        FileFindings findings = new FileFindings(path);
        checkExtension(workbook, file, findings);
        TemplateIdentity template = TemplateIdentity.of(workbook).orElse(null);
        if (template != null && !templates.isOfThisJob(template, findings)) {
            return new Recognition(List.of(), findings.list(), List.of());
        }
        List<Sheet> sheets = new ArrayList<>();
        Optional<ReceiptIdentity> receipt = ReceiptIdentity.of(workbook);
        Set<String> ours = receipt.map(ReceiptIdentity::own).orElse(Set.of());
        List<Explanation> explanations =
                receipt.isPresent() ? Explanations.of(workbook, receipt.get(), path, folderPeriod) : List.of();
        for (int i = 0; i < workbook.sheets().size(); i++) {
            String name = workbook.sheets().get(i).name();
            // What we put there when we answered is no report.
            if (!ours.contains(name) && (template == null || !template.isAside(name))) {
                SheetPreview preview = SheetPreview.read(workbook, i);
                sheets.add(new Sheet(preview, matcher.match(preview, file.stem())));
            }
        }
        if (template != null) {
            List<Part> parts = recognizeTemplate(workbook, template, sheets, file, folderPeriod, findings);
            return new Recognition(parts, findings.list(), explanations);
        }
        boolean anyForm = sheets.stream().anyMatch(sheet -> !sheet.isHidden() && sheet.isForm());
        List<Part> parts = parts(sheets, sheets, anyForm, file, folderPeriod, findings);
        if (sheets.stream().allMatch(Sheet::isHidden)) {
            findings.about("");
            findings.add(FindingCode.FORM_UNKNOWN, "", "至少一个可见的工作表", "文件中没有可见的工作表，未采用任何内容；请取消隐藏后重新报送。");
        }
        return new Recognition(parts, findings.list(), explanations);
    }

    /**
     * A workbook that came back: what it says of itself counts before all words in it and around it. A sheet that was added to it is
     * taken for what it looks like.
     */
    private List<Part> recognizeTemplate(
            Workbook workbook,
            TemplateIdentity template,
            List<Sheet> sheets,
            FilePath file,
            Period folderPeriod,
            FileFindings findings)
            throws IOException {
        Period period = PeriodFinder.identified(template.period(), file.stem(), folderPeriod, findings);
        Unit unit = units.identified(template.unit(), file, period, findings);
        List<Part> parts = new ArrayList<>();
        List<Sheet> added = new ArrayList<>();
        boolean any = false;
        for (Sheet sheet : sheets) {
            String name = sheet.preview().info().name();
            TemplateIdentity.FormSheet ours = template.sheets().get(name);
            if (ours == null) {
                if (!name.equals(template.guide())) {
                    added.add(sheet);
                }
                continue;
            }
            findings.about(name);
            findings.unit(unit == null ? "" : unit.code());
            FormMatch match = templates.match(sheet.preview(), ours, unit, findings);
            if (match == null) {
                any = true;
            } else if (templates.isFilled(workbook, layout(sheet.preview(), match))) {
                any = true;
                if (sheet.isHidden()) {
                    noteHidden(sheet.preview(), match, findings);
                    continue;
                }
                parts.add(part(sheet, match, sheets, file, unit, period, folderPeriod, ours, findings));
            } else {
                templates.noteUnfilled(match.form(), unit, period, findings);
            }
        }
        parts.addAll(parts(added, sheets, true, file, folderPeriod, findings));
        if (!any && parts.isEmpty()) {
            templates.warnOfEmpty(findings);
        }
        return parts;
    }

    /** The forms in some sheets of a workbook, each recognised by what it looks like. */
    private List<Part> parts(
            List<Sheet> some,
            List<Sheet> sheets,
            boolean anyForm,
            FilePath file,
            Period folderPeriod,
            FileFindings findings) {
        List<Part> parts = new ArrayList<>();
        for (Sheet sheet : some) {
            findings.about(sheet.preview().info().name());
            if (sheet.isHidden()) {
                FormMatch hidden = sheet.form();
                if (hidden != null) {
                    noteHidden(sheet.preview(), hidden, findings);
                }
                continue;
            }
            if (!sheet.isForm()) {
                // Whose it seems to be, so that a finding about the form reaches its unit.
                Unit likely = units.find(
                        sheet.around().statements(),
                        statementsBeside(sheet, sheets),
                        sheet.preview().info().name(),
                        file,
                        () -> folderPeriod,
                        new FileFindings(""));
                findings.unit(likely == null ? "" : likely.code());
            }
            Set<Integer> named = sheet.isForm() ? Set.of() : matcher.named(sheet.preview(), file.stem());
            FormMatch match = decision.decide(sheet.preview(), sheet.matches(), named, anyForm, findings);
            if (match != null) {
                parts.add(part(sheet, match, sheets, file, folderPeriod, findings));
            }
        }
        return parts;
    }

    private record Sheet(SheetPreview preview, List<FormMatch> matches) {
        boolean isHidden() {
            return preview.info().hidden();
        }

        @Nullable FormMatch form() {
            return matches.stream().filter(FormMatch::isConvincing).findFirst().orElse(null);
        }

        boolean isForm() {
            return form() != null;
        }

        Surroundings around() {
            FormMatch form = form();
            return form == null ? Surroundings.of(preview) : around(form);
        }

        Surroundings around(FormMatch match) {
            Head head = match.head();
            return Surroundings.of(preview, head.last() - head.depth() + 1, head.last());
        }
    }

    private static void checkExtension(Workbook workbook, FilePath file, FileFindings findings) {
        List<String> right = workbook.type().extensions();
        if (!right.contains(file.extension())) {
            findings.add(
                    FindingCode.EXTENSION_LIES,
                    file.extension(),
                    right.get(0),
                    "文件扩展名为“" + file.extension() + "”，内容实际是 " + workbook.type() + " 格式；已按实际内容读取，建议"
                            + (workbook.type() == FileType.HTML
                                    ? "用表格软件打开后另存为“.xlsx”文件。"
                                    : "另存为“." + right.get(0) + "”文件。"));
        }
    }

    private static void noteHidden(SheetPreview sheet, FormMatch match, FileFindings findings) {
        Form form = match.form();
        String name = sheet.info().name();
        findings.form(form.id());
        findings.add(
                FindingCode.SHEET_HIDDEN,
                name,
                "可见的工作表",
                "隐藏的工作表“" + name + "”像是“" + form.title() + "”，未采用；如需报送请取消隐藏。");
    }

    private Part part(
            Sheet sheet,
            FormMatch match,
            List<Sheet> sheets,
            FilePath file,
            Period folderPeriod,
            FileFindings findings) {
        findings.form(match.form().id());
        String sheetName = sheet.preview().info().name();
        Surroundings around = sheet.around(match);
        List<Statement> beside = statementsBeside(sheet, sheets);
        List<String> names = List.of(sheetName, file.stem());
        Supplier<Period> stated = () -> PeriodFinder.find(around, beside, names, folderPeriod, new FileFindings(""));
        Unit unit = units.find(around.statements(), beside, sheetName, file, stated, findings);
        Period period = PeriodFinder.find(around, beside, names, folderPeriod, findings);
        return part(sheet, match, sheets, file, unit, period, folderPeriod, null, findings);
    }

    /** @param template what a template says of the sheet; null for any other workbook */
    private Part part(
            Sheet sheet,
            FormMatch match,
            List<Sheet> sheets,
            FilePath file,
            @Nullable Unit unit,
            Period period,
            Period folderPeriod,
            TemplateIdentity.@Nullable FormSheet template,
            FileFindings findings) {
        Form form = match.form();
        findings.form(form.id());
        String sheetName = sheet.preview().info().name();
        Surroundings around = sheet.around(match);
        List<Statement> beside = statementsBeside(sheet, sheets);
        if (template != null) {
            units.warnOfStated(unit, around.statements(), findings);
            PeriodFinder.warnOfStated(around.statements(), period, findings);
        }
        boolean outdated = template != null && templates.checkVersion(template, match, findings);
        boolean complete = checkColumns(sheet.preview(), match, !outdated, findings);
        if (unit != null && !form.from().contains(unit.kind()) && !form.may().contains(unit.kind())) {
            findings.add(
                    FindingCode.NOT_EXPECTED,
                    unit.kind(),
                    String.join("、", form.from()),
                    "“" + unit.name() + "”属于“" + unit.kind() + "”，无需报送“" + form.title() + "”；已照常计入，如报错了表请告知汇总单位。");
        }
        boolean counts = unit != null && complete && period.equals(folderPeriod);
        return new Part(
                layout(sheet.preview(), match),
                unit == null ? null : unit.code(),
                period,
                counts,
                filled(Stream.concat(around.statements().stream(), beside.stream())
                        .toList()),
                revision(form, sheetName, file));
    }

    private static List<Statement> statementsBeside(Sheet sheet, List<Sheet> sheets) {
        return sheets.stream()
                .filter(other -> other.preview().index() != sheet.preview().index() && !other.isHidden())
                .flatMap(other -> other.around().statements().stream())
                .toList();
    }

    private static SheetLayout layout(SheetPreview preview, FormMatch match) {
        return new SheetLayout(
                match.form().id(),
                preview.index(),
                preview.info().name(),
                preview.lines().get(match.head().last()).number(),
                match.columns(),
                match.form().isMatrix() ? match.itemColumn() : -1,
                match.head().paths().size());
    }

    /** Whether all columns that must be there are there, once each. */
    private static boolean checkColumns(
            SheetPreview preview, FormMatch match, boolean nameUnknown, FileFindings findings) {
        Form form = match.form();
        long headRow = preview.lines().get(match.head().last()).number();
        for (Field field : match.missingRequired()) {
            String head = String.join("/", field.heads());
            findings.column(
                    FindingCode.COLUMN_MISSING,
                    findings.sheet(),
                    field.name(),
                    "",
                    head,
                    "“" + form.title() + "”缺少必填栏目“" + head + "”，本表未计入；请补上该栏目后重新报送。");
        }
        for (FormMatch.Twice twice : match.twice()) {
            Field field = form.fields().get(twice.field());
            String head = match.head().describe(twice.column());
            findings.column(
                    FindingCode.COLUMN_TWICE,
                    findings.cell(headRow, twice.column()),
                    field.name(),
                    head,
                    "一个“" + field.name() + "”栏目",
                    "栏目“" + head + "”与" + Place.columnName(match.columns().get(twice.field())) + "列都是“" + field.name()
                            + "”，无法确定以哪一列为准，本表未计入；请只保留一列。");
        }
        for (int column : nameUnknown ? match.unknown() : List.<Integer>of()) {
            String head = match.head().describe(column);
            findings.column(
                    FindingCode.COLUMN_UNKNOWN,
                    findings.cell(headRow, column),
                    "",
                    head,
                    "",
                    "“" + form.title() + "”没有栏目“" + head + "”，该列未采用；如是改了名称的栏目，请改回原名。");
        }
        return match.missingRequired().isEmpty() && match.twice().isEmpty();
    }

    private static String filled(List<Statement> statements) {
        for (Statement statement : statements) {
            if (Statement.FILLED.contains(statement.label())) {
                LocalDate date = DateTyper.parse(NumberTyper.normal(statement.value()));
                if (date != null) {
                    return date.toString();
                }
            }
        }
        return "";
    }

    /** Titles of forms are taken out first: 规范性文件修订情况 is no correction. */
    private static int revision(Form form, String sheetName, FilePath file) {
        String names = file.stem();
        String sheet = sheetName;
        List<String> titles = new ArrayList<>(form.aliases());
        titles.add(form.title());
        for (String title : titles) {
            names = names.replace(title, " ");
            sheet = sheet.replace(title, " ");
        }
        return Math.max(Revision.of(names), Revision.of(sheet));
    }
}
