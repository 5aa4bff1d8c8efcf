package org.fubiao.cli;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.EncoderBase;

/** The lines of the log: for people, or, where a command is asked for it, one JSON object each. */
public final class LogLines extends EncoderBase<ILoggingEvent> {
    private static volatile boolean json;

    private final PatternLayoutEncoder plain = new PatternLayoutEncoder();
    private final JsonEncoder objects = new JsonEncoder();

    /** Made by the configuration of logging. */
    public LogLines() {
        plain.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30} - %msg%n");
        objects.setWithFormattedMessage(true);
        objects.setWithMessage(false);
        objects.setWithArguments(false);
        objects.setWithContext(false);
        objects.setWithSequenceNumber(false);
        objects.setWithNanoseconds(false);
    }

    /** From now on each line is one object. */
    static void asJson() {
        json = true;
    }

    /** For tests: as a process begins. */
    static void asText() {
        json = false;
    }

    @Override
    public void setContext(Context context) {
        super.setContext(context);
        plain.setContext(context);
        objects.setContext(context);
    }

    @Override
    public void start() {
        plain.start();
        objects.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return json ? objects.encode(event) : plain.encode(event);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
