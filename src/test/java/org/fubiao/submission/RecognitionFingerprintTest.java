package org.fubiao.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fubiao.job.Expectations;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.PeriodKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecognitionFingerprintTest {
    @Test
    void whateverReadingDependsOnIsInIt() {
        Field plain = field(List.of("编号"), FieldType.TEXT, 0, false, null, "", false);

        assertThat(List.of(
                        plain,
                        field(List.of("标识", "编号"), FieldType.TEXT, 0, false, null, "", false),
                        field(List.of("编号"), FieldType.INTEGER, 0, false, null, "", false),
                        field(List.of("编号"), FieldType.DECIMAL, 2, false, null, "", false),
                        field(List.of("编号"), FieldType.TEXT, 0, true, null, "", false),
                        field(List.of("编号"), FieldType.TEXT, 0, false, "[0-9]+", "", false),
                        field(List.of("编号"), FieldType.TEXT, 0, false, null, "项", false),
                        field(List.of("编号"), FieldType.TEXT, 0, false, null, "", true)))
                .extracting(field -> RecognitionFingerprint.of(job(field)))
                .doesNotHaveDuplicates();
        assertThat(RecognitionFingerprint.of(job(plain))).isEqualTo(RecognitionFingerprint.of(job(plain)));
    }

    private static Field field(
            List<String> heads,
            FieldType type,
            int scale,
            boolean required,
            @Nullable String pattern,
            String uom,
            boolean fillDown) {
        return new Field(
                "编号", heads, List.of(), type, scale, required, pattern, List.of(), Map.of(), null, null, uom, fillDown);
    }

    private static Job job(Field field) {
        Form form = new Form(
                "list",
                "台账",
                List.of(),
                Form.FormKind.LIST,
                List.of(),
                List.of(),
                List.of(),
                Form.KeyScope.UNIT,
                List.of(field),
                List.of(),
                List.of());
        return new Job(
                "job",
                Path.of("job"),
                "",
                "",
                PeriodKind.YEAR,
                null,
                true,
                List.of(),
                List.of(),
                List.of(form),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Expectations.NONE,
                List.of(),
                List.of(),
                "");
    }
}
