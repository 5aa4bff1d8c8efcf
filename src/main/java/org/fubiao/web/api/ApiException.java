package org.fubiao.web.api;

import org.jspecify.annotations.Nullable;

/** A request cannot be done as it was asked for. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient Object[] values;
    private final transient @Nullable Object answer;

    ApiException(Problem problem, Object... values) {
        this(problem, null, values);
    }

    private ApiException(Problem problem, @Nullable Object answer, Object[] values) {
        super(problem.name());
        this.problem = problem;
        this.values = values.clone();
        this.answer = answer;
    }

    /** One that tells more than a sentence can: it stands in the member {@code answer}. */
    static ApiException answering(Problem problem, Object answer, Object... values) {
        return new ApiException(problem, answer, values);
    }

    Problem problem() {
        return problem;
    }

    Object[] values() {
        return values.clone();
    }

    @Nullable Object answer() {
        return answer;
    }
}
