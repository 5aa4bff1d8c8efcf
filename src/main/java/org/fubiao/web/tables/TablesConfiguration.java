package org.fubiao.web.tables;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of appendices, traces and comparisons. */
@Configuration(proxyBeanMethods = false)
@Import({AppendixPage.class, TracePages.class, ComparePage.class})
public class TablesConfiguration {
    TablesConfiguration() {}
}
