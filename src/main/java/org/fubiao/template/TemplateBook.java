package org.fubiao.template;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.publishing.sheet.OfficeFile;
import org.fubiao.recognition.TemplateIdentity;
import org.fubiao.recognition.TemplateIdentity.FormSheet;

/**
 * The blank workbook of a unit: all forms that it must or may report for a period. The same definitions and the same values of the
 * period before give the same bytes.
 */
public final class TemplateBook {
    private final Job job;
    private final Period period;

    public TemplateBook(Job job, Period period) {
        this.job = job;
        this.period = period;
    }

    /** The forms that a unit must or may report, in the order of the job. */
    public List<Form> forms(Unit unit) {
        return job.forms().stream()
                .filter(form -> form.from().contains(unit.kind()) || form.may().contains(unit.kind()))
                .toList();
    }

    /** Name of a unit's file. */
    public String fileName(Unit unit) {
        return unit.name().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_") + "（" + period.describe() + "）.xlsx";
    }

    /** Writes the workbook of a unit that has a form to report. */
    public void write(Unit unit, LastValues last, Path file) throws IOException {
        List<Form> forms = forms(unit);
        XSSFWorkbook book = new XSSFWorkbook();
        try {
            // The formulas are ours; parsing them again would only take time.
            book.setCellFormulaValidation(false);
            TemplateStyles styles = new TemplateStyles(book);
            XSSFSheet guide = book.createSheet(GuideSheet.NAME);
            Map<String, String> names = names(forms);
            Map<Form, XSSFSheet> sheets = new LinkedHashMap<>();
            forms.forEach(form -> sheets.put(form, book.createSheet(names.getOrDefault(form.id(), form.id()))));
            XSSFSheet choices = book.createSheet(TemplateIdentity.CHOICES);
            Validations validations = new Validations(choices);
            Map<String, FormSheet> places = new LinkedHashMap<>();
            sheets.forEach((form, sheet) -> places.put(
                    sheet.getSheetName(),
                    new FormSheetWriter(form, sheet, styles, validations, last, period)
                            .write(unit, period.describe())));
            new GuideSheet(guide, styles).write(job, unit, period, forms, names, last);
            identify(
                    book.createSheet(TemplateIdentity.SHEET),
                    new TemplateIdentity(job.id(), period, unit.code(), GuideSheet.NAME, places));
            hide(book, choices.getSheetName());
            hide(book, TemplateIdentity.SHEET);
            book.lockStructure();
            OfficeFile.save(book, file, job.title() + " " + unit.name(), job.office(), period.lastDay());
        } finally {
            // It was never a file, so that nothing is to be written.
            book.getPackage().revert();
        }
    }

    private static void hide(XSSFWorkbook book, String sheet) {
        book.setSheetVisibility(book.getSheetIndex(sheet), SheetVisibility.VERY_HIDDEN);
    }

    /** A name of a sheet for each form, by its id: its title, as far as a name may be one. */
    private static Map<String, String> names(List<Form> forms) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>(Set.of(GuideSheet.NAME, TemplateIdentity.SHEET, TemplateIdentity.CHOICES));
        for (Form form : forms) {
            String whole = WorkbookUtil.createSafeSheetName(form.title(), '_');
            String name = whole;
            for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                String suffix = "(" + number + ")";
                name = whole.substring(0, Math.min(whole.length(), 31 - suffix.length())) + suffix;
            }
            names.put(form.id(), name);
        }
        return names;
    }

    private static void identify(XSSFSheet sheet, TemplateIdentity identity) {
        List<List<String>> rows = identity.rows();
        for (int i = 0; i < rows.size(); i++) {
            XSSFRow row = sheet.createRow(i);
            for (int column = 0; column < rows.get(i).size(); column++) {
                row.createCell(column).setCellValue(rows.get(i).get(column));
            }
        }
    }
}
