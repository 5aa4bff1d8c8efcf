package org.fubiao.web;

import java.nio.file.Path;
import java.time.Clock;
import org.fubiao.job.loading.SoundDefinitions;

/**
 * Where a server listens and what it serves.
 *
 * @param port 0 for any that is free
 * @param behindProxy whether a proxy on this machine passes requests on and says from whom they are
 * @param jobs folder of the jobs
 * @param input folder of what units send
 * @param output folder of what is published
 * @param work the work folder
 * @param sound definitions that need not be checked again
 */
public record ServerSettings(
        String address,
        int port,
        boolean behindProxy,
        Path jobs,
        Path input,
        Path output,
        Path work,
        SoundDefinitions sound,
        Clock clock) {}
