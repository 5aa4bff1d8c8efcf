package org.fubiao.bench;

import java.util.List;

/** A program brought out something else than what must come out: its time means nothing. */
final class WrongOutcomeException extends RuntimeException {
    WrongOutcomeException(String program, String work, List<String> differences) {
        super(program + " is wrong about " + work + ":\n  " + String.join("\n  ", differences));
    }
}
