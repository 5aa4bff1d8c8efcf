package org.fubiao.checking;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.compute.EngineMessage;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Form;

/** Turns failures in a form's rows into findings. */
final class Report {
    private final Form form;
    private final Parts parts;
    private final Unreadable unreadable;
    private final FindingTally tally;

    Report(Form form, Parts parts, Unreadable unreadable, FindingTally tally) {
        this.form = form;
        this.parts = parts;
        this.unreadable = unreadable;
        this.tally = tally;
    }

    /** Adds the failures of a check: the sampled rows as they are, and how many there are in truth. */
    void failures(Check check, Samples samples) throws SQLException {
        parts.fetch(samples.byPart().keySet());
        for (var part : samples.byPart().entrySet()) {
            String field = parts.firstPresent(part.getKey(), check.fields());
            add(
                    check,
                    part.getKey(),
                    field,
                    part.getValue().count(),
                    part.getValue().rows());
        }
    }

    /**
     * Adds the empty cells of a required field, without those that are only staged as empty because they could not be read.
     * The first unreadable cells by row are known, and so are the first empty ones: among these none is taken for another.
     */
    void emptyCells(Check check, Samples samples) throws SQLException {
        parts.fetch(samples.byPart().keySet());
        String field = check.fields().get(0);
        for (var part : samples.byPart().entrySet()) {
            Unreadable.Cells filled = unreadable.of(form.id(), parts.part(part.getKey()), field);
            long count = part.getValue().count() - filled.count();
            List<Samples.Row> rows = new ArrayList<>();
            for (Samples.Row row : part.getValue().rows()) {
                if (!filled.contains(
                        parts.cell(part.getKey(), row.number(), field).cell())) {
                    rows.add(row);
                }
            }
            add(check, part.getKey(), field, count, rows);
            if (rows.isEmpty() && count > 0) {
                String message = "“" + field + "”为必填项，有 " + count + " 处为空，请补填。";
                add(check.code(), check.severity(), part.getKey(), 0, "", new Check.Words("", "必填", message), count);
            }
        }
    }

    private void add(Check check, long part, String field, long count, List<Samples.Row> rows) throws SQLException {
        long others = count - rows.size();
        for (Samples.Row row : rows) {
            Check.Words words = check.wording().words(row.values());
            String label = row(row.item());
            add(
                    check.code(),
                    check.severity(),
                    part,
                    row.number(),
                    field,
                    new Check.Words(words.value(), words.expected(), label + words.message()),
                    1 + others);
            others = 0;
        }
    }

    /** Says which row of a matrix form is meant. */
    static String row(String item) {
        return item.isEmpty() ? "" : "“" + item + "”行：";
    }

    /** Adds a finding that stands for {@code count} of its kind. */
    void add(String code, Severity severity, long part, long row, String field, Check.Words words, long count)
            throws SQLException {
        Place place = parts.cell(part, row, field);
        tally.add(
                new Finding(
                        code,
                        severity,
                        parts.part(part).unit(),
                        form.id(),
                        place,
                        field,
                        words.value(),
                        words.expected(),
                        words.message()),
                count);
    }

    /** Adds that a rule or a check could not be executed: that is our failure or the definition's, not a unit's. */
    void broken(String name, List<String> fields, SQLException cause) {
        FindingCode code = FindingCode.RULE_BROKEN;
        String reason = EngineMessage.of(String.valueOf(cause.getMessage())).problem();
        tally.add(new Finding(
                code.code(),
                code.severity(),
                "",
                form.id(),
                Place.NOWHERE,
                fields.isEmpty() ? "" : fields.get(0),
                name,
                "",
                "“" + form.title() + "”的审核规则 " + name + " 执行时出错，未能审核，其他规则不受影响；请任务维护人员检查规则定义。原因：" + reason));
    }
}
