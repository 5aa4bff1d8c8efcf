package org.fubiao.web.api;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** All that can be wrong with a request, each with its status. The name is part of the interface: {@code urn:fubiao:problem:run-going}. */
enum Problem {
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR),
    /** The reason of a run is missing or too long. */
    REASON(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The job is not reported for such periods. */
    PERIOD(HttpStatus.UNPROCESSABLE_CONTENT),
    /** Files are not taken in for this period. */
    PERIOD_NOT_OFFERED(HttpStatus.UNPROCESSABLE_CONTENT),
    /** There is no such unit in the job, or it does not report for the period. */
    UNIT(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The name is no name of a file that could be read. */
    FILE_NAME(HttpStatus.UNPROCESSABLE_CONTENT),
    /** Nothing in the file can count: no form was recognised, or not whole, or for another period. */
    NOT_USABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The file is another unit's. */
    OTHER_UNIT(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The unit has sent as many versions as can be told apart by name. */
    TOO_MANY_VERSIONS(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The disk of the server is full. */
    NO_ROOM(HttpStatus.INSUFFICIENT_STORAGE),
    /** Nothing was received for the period. */
    NOTHING_RECEIVED(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The job's definitions are wrong. */
    DEFINITIONS(HttpStatus.CONFLICT),
    /** The definitions are not those any more that made the numbers. */
    DEFINITIONS_CHANGED(HttpStatus.CONFLICT),
    /** There is a run of this job and period already. */
    RUN_GOING(HttpStatus.CONFLICT),
    /** The period was signed off. */
    PERIOD_CLOSED(HttpStatus.CONFLICT),
    /** The run cannot go on: it has come to its end, or another of the period was begun after it. */
    RUN_OVER(HttpStatus.CONFLICT),
    /** There is no run that could be stopped. */
    NO_RUN(HttpStatus.CONFLICT),
    /** Others are being served: it can be done soon. */
    SERVER_BUSY(HttpStatus.SERVICE_UNAVAILABLE),
    /** There are as many runs as can be. */
    BUSY(HttpStatus.SERVICE_UNAVAILABLE),
    /** The server is about to end. */
    CLOSING(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    Problem(HttpStatus status) {
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    String type() {
        return "urn:fubiao:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem that a bare status stands for; those that have no name of their own are like the first of their kind. */
    static Problem of(int status) {
        for (Problem problem : values()) {
            if (problem.status.value() == status) {
                return problem;
            }
        }
        return status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
    }
}
