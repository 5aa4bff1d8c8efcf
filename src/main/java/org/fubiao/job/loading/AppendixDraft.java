package org.fubiao.job.loading;

import java.util.List;
import org.fubiao.job.Appendix;
import org.jspecify.annotations.Nullable;

/**
 * An appendix as far as it could be read.
 *
 * @param source its file
 * @param listed the form whose rows it lists, if it does and the form is known
 * @param measures names of the measures that it shows
 */
record AppendixDraft(
        Appendix appendix, Value source, @Nullable FormDraft listed, List<String> measures) {}
