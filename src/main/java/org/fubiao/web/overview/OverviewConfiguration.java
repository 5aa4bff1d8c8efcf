package org.fubiao.web.overview;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The first page of a job. */
@Configuration(proxyBeanMethods = false)
@Import(OverviewPage.class)
public class OverviewConfiguration {
    OverviewConfiguration() {}
}
