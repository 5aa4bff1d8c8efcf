package org.fubiao.job.loading;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A job folder is wrong. It holds everything that is wrong with it, in the order of files and lines. */
public final class InvalidJobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<DefinitionError> errors;

    InvalidJobException(Path folder, List<DefinitionError> errors) {
        super(describe(folder, errors));
        this.errors = List.copyOf(errors);
    }

    /** All errors, at least one. */
    public List<DefinitionError> errors() {
        return errors;
    }

    private static String describe(Path folder, List<DefinitionError> errors) {
        return errors.stream()
                .map(error -> "  " + error.describe())
                .collect(Collectors.joining("\n", "汇总任务“%s”的定义有%d处错误：%n".formatted(folder, errors.size()), ""));
    }
}
