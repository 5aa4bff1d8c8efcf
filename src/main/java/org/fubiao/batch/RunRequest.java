package org.fubiao.batch;

import java.nio.file.Path;
import org.fubiao.job.Job;
import org.fubiao.job.Period;

/**
 * What is to be run.
 *
 * @param input the job's folder of inputs, with a folder a period
 * @param output the job's folder of outputs; each period has its own below it
 * @param work folder of the archive, the segments and the control database
 * @param reason why it is run, or empty
 */
public record RunRequest(Job job, Period period, Path input, Path output, Path work, String reason) {
    Path periodOutput() {
        return output.resolve(period.toString());
    }
}
