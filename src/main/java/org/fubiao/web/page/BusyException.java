package org.fubiao.web.page;

import java.io.Serial;

/** Others are being served: whoever asks is told to come again soon, rather than to wait with a thread that others need. */
public final class BusyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public BusyException(String what) {
        super(what);
    }
}
