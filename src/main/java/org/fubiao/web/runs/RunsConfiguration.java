package org.fubiao.web.runs;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of runs. */
@Configuration(proxyBeanMethods = false)
@Import(RunsPages.class)
public class RunsConfiguration {
    RunsConfiguration() {}
}
