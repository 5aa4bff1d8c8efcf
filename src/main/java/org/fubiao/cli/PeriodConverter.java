package org.fubiao.cli;

import org.fubiao.job.Period;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a period from the command line. */
final class PeriodConverter implements ITypeConverter<Period> {
    @Override
    public Period convert(String text) {
        return Period.parse(text)
                .orElseThrow(() -> new TypeConversionException("报告期应写作 2023、2023-Q4 或 2023-12，而不是“" + text + "”"));
    }
}
