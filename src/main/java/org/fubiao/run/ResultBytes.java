package org.fubiao.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fubiao.checking.Blocked;
import org.fubiao.checking.RuleOutcome;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.settling.Subject;
import org.fubiao.staging.Snapshot.Rows;
import org.fubiao.totals.MeasureValue;
import org.fubiao.totals.MeasureValue.Level;

/** Results as bytes and back, without loss: a number comes back with the scale that it had. */
final class ResultBytes {
    private ResultBytes() {}

    /** Writes to a stream. */
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads from a stream. */
    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static <T> T read(byte[] bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void checked(DataOutputStream out, FormResults.Checked checked) throws IOException {
        out.writeInt(checked.rows().size());
        for (var part : new TreeMap<>(checked.rows()).entrySet()) {
            out.writeLong(part.getKey());
            out.writeLong(part.getValue().items());
            out.writeLong(part.getValue().totals());
        }
        groups(out, checked.findings());
        out.writeInt(checked.outcomes().size());
        for (RuleOutcome outcome : checked.outcomes()) {
            text(out, outcome.code());
            text(out, outcome.form());
            out.writeLong(outcome.checked());
            out.writeLong(outcome.failed());
            out.writeLong(outcome.undecided());
        }
        out.writeInt(checked.blocked().size());
        for (Blocked one : checked.blocked()) {
            text(out, one.code());
            text(out, one.consequence().name());
            out.writeLong(one.part());
            out.writeLong(one.row());
            out.writeInt(one.key().size());
            for (String value : one.key()) {
                text(out, value);
            }
            text(out, one.reason());
        }
    }

    static FormResults.Checked checked(DataInputStream in) throws IOException {
        Map<Long, Rows> rows = new TreeMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            rows.put(in.readLong(), new Rows(in.readLong(), in.readLong()));
        }
        List<Group> findings = groups(in);
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            outcomes.add(new RuleOutcome(text(in), text(in), in.readLong(), in.readLong(), in.readLong()));
        }
        List<Blocked> blocked = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            blocked.add(blocked(in));
        }
        return new FormResults.Checked(rows, findings, outcomes, blocked);
    }

    private static Blocked blocked(DataInputStream in) throws IOException {
        String code = text(in);
        Consequence consequence = Consequence.valueOf(text(in));
        long part = in.readLong();
        long row = in.readLong();
        List<String> key = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            key.add(text(in));
        }
        return new Blocked(code, consequence, part, row, key, text(in));
    }

    static void groups(DataOutputStream out, List<Group> groups) throws IOException {
        out.writeInt(groups.size());
        for (Group group : groups) {
            text(out, group.code());
            text(out, group.severity().name());
            text(out, group.unit());
            text(out, group.form());
            text(out, group.file());
            text(out, group.sheet());
            text(out, group.field());
            out.writeLong(group.count());
            out.writeInt(group.examples().size());
            for (Finding finding : group.examples()) {
                out.writeLong(finding.place().row());
                text(out, finding.place().cell());
                text(out, finding.value());
                text(out, finding.expected());
                text(out, finding.message());
            }
        }
    }

    private static List<Group> groups(DataInputStream in) throws IOException {
        List<Group> groups = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            String code = text(in);
            Severity severity = Severity.valueOf(text(in));
            String unit = text(in);
            String form = text(in);
            String file = text(in);
            String sheet = text(in);
            String field = text(in);
            long total = in.readLong();
            List<Finding> examples = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                Place place = new Place(file, sheet, in.readLong(), text(in));
                examples.add(new Finding(code, severity, unit, form, place, field, text(in), text(in), text(in)));
            }
            groups.add(new Group(code, severity, unit, form, file, sheet, field, total, examples));
        }
        return groups;
    }

    static void values(DataOutputStream out, List<MeasureValue> values) throws IOException {
        out.writeInt(values.size());
        for (MeasureValue value : values) {
            text(out, value.measure());
            text(out, value.level().name());
            text(out, value.key());
            text(out, value.value().toString());
        }
    }

    static List<MeasureValue> values(DataInputStream in) throws IOException {
        List<MeasureValue> values = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            values.add(new MeasureValue(text(in), Level.valueOf(text(in)), text(in), new BigDecimal(text(in))));
        }
        return values;
    }

    static void subjects(DataOutputStream out, List<Finding> findings, Map<Finding, Subject> subjects)
            throws IOException {
        for (Finding finding : findings) {
            Subject subject = subjects.get(finding);
            out.writeBoolean(subject != null);
            if (subject != null) {
                out.writeInt(subject.key().size());
                for (String part : subject.key()) {
                    text(out, part);
                }
                text(out, subject.item());
                text(out, subject.values());
                text(out, subject.shown());
            }
        }
    }

    static Map<Finding, Subject> subjects(DataInputStream in, List<Finding> findings) throws IOException {
        Map<Finding, Subject> subjects = new HashMap<>();
        for (Finding finding : findings) {
            if (in.readBoolean()) {
                List<String> key = new ArrayList<>();
                for (int count = in.readInt(); count > 0; count--) {
                    key.add(text(in));
                }
                subjects.put(finding, new Subject(key, text(in), text(in), text(in)));
            }
        }
        return subjects;
    }

    static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
