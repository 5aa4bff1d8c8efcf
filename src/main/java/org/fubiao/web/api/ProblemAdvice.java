package org.fubiao.web.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers with what one of our own operations says is wrong. All else becomes a status, and {@link ProblemFilter} answers. */
@RestControllerAdvice(basePackageClasses = ProblemAdvice.class)
class ProblemAdvice {
    private static final String SOON = "30";

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(ApiException why, HttpServletRequest request) {
        Problem problem = why.problem();
        ProblemDetail detail =
                problems.describe(problem, problem.status().value(), request, request.getRequestURI(), why.values());
        if (why.answer() != null) {
            detail.setProperty("answer", why.answer());
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem == Problem.BUSY) {
            answer.header(HttpHeaders.RETRY_AFTER, SOON);
        }
        return answer.body(detail);
    }
}
