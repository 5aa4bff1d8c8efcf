package org.fubiao.web;

import java.nio.file.Path;
import java.time.Clock;
import org.fubiao.job.loading.SoundDefinitions;

/**
 * Where a server listens and what it serves.
 *
 * @param port 0 for any that is free
 * @param proxy who passes requests on, and is believed when it says from whom they are
 * @param jobs folder of the jobs
 * @param input folder of what units send
 * @param output folder of what is published
 * @param work the work folder
 * @param sound definitions that need not be checked again
 */
public record ServerSettings(
        String address,
        int port,
        Proxy proxy,
        Path jobs,
        Path input,
        Path output,
        Path work,
        SoundDefinitions sound,
        Clock clock) {

    /** Where a proxy stands that is believed. */
    public enum Proxy {
        NONE,
        /** On this machine. */
        LOCAL,
        /** In a private network, as a container sees its host. */
        PRIVATE
    }
}
