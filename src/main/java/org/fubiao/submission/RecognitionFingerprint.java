package org.fubiao.submission;

import java.util.TreeMap;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Unit;

/**
 * Fingerprint of what recognising and staging depend on: units, and forms without their rules. A changed rule or appendix
 * therefore needs no file to be read again, nor does a unit of another period, unless the file may be from it.
 *
 * @param plain for files whose units were found
 * @param withRegister for files that name a unit which does not report, because what they are told depends on the whole register
 */
record RecognitionFingerprint(String plain, String withRegister) {
    /** Counted up when the code reads files differently, so that they are read again. */
    private static final int READER_VERSION = 3;

    static RecognitionFingerprint of(Job job) {
        String plain = plain(job);
        return new RecognitionFingerprint(plain, Sha256.of(plain + "\n" + job.register()));
    }

    /** What a file was recognised with, if this is what was found. */
    String with(FindingTally findings) {
        boolean unknown =
                findings.groups().stream().anyMatch(group -> group.code().equals(FindingCode.UNIT_UNKNOWN.code()));
        return unknown ? withRegister : plain;
    }

    /** Whether a file that was recognised with this need not be looked at again. */
    boolean covers(String recognition) {
        return recognition.equals(plain) || recognition.equals(withRegister);
    }

    private static String plain(Job job) {
        StringBuilder text = new StringBuilder().append(READER_VERSION).append('\n');
        for (Unit unit : job.units()) {
            text.append(unit.code())
                    .append(unit.name())
                    .append(unit.aliases())
                    .append(unit.parent())
                    .append(unit.kind())
                    .append('\n');
        }
        for (Form form : job.forms()) {
            text.append(form.id())
                    .append(form.title())
                    .append(form.aliases())
                    .append(form.kind())
                    .append(form.from())
                    .append(form.may())
                    .append(form.items())
                    .append('\n');
            for (Field field : form.fields()) {
                text.append(field.name())
                        .append(field.heads())
                        .append(field.aliases())
                        .append(field.type())
                        .append(field.scale())
                        .append(field.required())
                        .append(field.pattern())
                        .append(field.codes())
                        // Sorted: the order of an unmodifiable map differs from process to process.
                        .append(new TreeMap<>(field.codeAliases()))
                        .append(field.uom())
                        .append(field.fillDown())
                        .append('\n');
            }
        }
        return Sha256.of(text.toString());
    }
}
