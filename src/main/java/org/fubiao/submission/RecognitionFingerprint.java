package org.fubiao.submission;

import java.util.TreeMap;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Unit;

/**
 * Fingerprint of what recognising and staging depend on: units, and forms without their rules. A changed rule or appendix
 * therefore needs no file to be read again.
 */
final class RecognitionFingerprint {
    /** Counted up when the code reads files differently, so that they are read again. */
    private static final int READER_VERSION = 3;

    private RecognitionFingerprint() {}

    static String of(Job job) {
        StringBuilder text = new StringBuilder().append(READER_VERSION).append('\n');
        for (Unit unit : job.units()) {
            text.append(unit).append('\n');
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
