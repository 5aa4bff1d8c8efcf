package org.fubiao.checking;

import java.sql.SQLException;
import java.util.List;
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
    private final FindingTally tally;

    Report(Form form, Parts parts, FindingTally tally) {
        this.form = form;
        this.parts = parts;
        this.tally = tally;
    }

    /** Adds the failures of a check: the sampled rows as they are, and how many there are in truth. */
    void failures(Check check, Samples samples) throws SQLException {
        for (var part : samples.byPart().entrySet()) {
            Samples.Sample sample = part.getValue();
            String field = parts.firstPresent(part.getKey(), check.fields());
            long others = sample.count() - sample.rows().size();
            for (Samples.Row row : sample.rows()) {
                Check.Words words = check.wording().words(row.values());
                String label = row.item().isEmpty() ? "" : "“" + row.item() + "”行：";
                add(
                        check.code(),
                        check.severity(),
                        part.getKey(),
                        row.number(),
                        field,
                        new Check.Words(words.value(), words.expected(), label + words.message()),
                        1 + others);
                others = 0;
            }
        }
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
        String reason = firstLine(cause);
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

    private static String firstLine(SQLException cause) {
        String message = String.valueOf(cause.getMessage());
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).strip();
    }
}
