package org.fubiao.web.findings;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of findings, and of what is answered to them. */
@Configuration(proxyBeanMethods = false)
@Import({FindingsPage.class, AnswerPages.class, WaiverPages.class})
public class FindingsConfiguration {
    FindingsConfiguration() {}
}
