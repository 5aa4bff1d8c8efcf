package org.fubiao.job.loading;

import java.util.List;
import org.fubiao.job.Measure;
import org.jspecify.annotations.Nullable;

/**
 * A measure as far as it could be read.
 *
 * @param source its definition
 * @param form the form of a base measure; null for a derived one, or if the form is not known
 * @param uses for a derived measure, the measures of the same period that it uses
 */
record MeasureDraft(Measure measure, Value source, @Nullable FormDraft form, List<String> uses) {}
