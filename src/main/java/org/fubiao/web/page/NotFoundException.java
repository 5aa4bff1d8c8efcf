package org.fubiao.web.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such page for whoever asks. What somebody may not see looks like what is not there. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NotFoundException extends RuntimeException {
    public NotFoundException(String what) {
        super(what);
    }
}
