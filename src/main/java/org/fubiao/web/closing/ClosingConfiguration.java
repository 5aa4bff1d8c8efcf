package org.fubiao.web.closing;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The page of closings. */
@Configuration(proxyBeanMethods = false)
@Import(ClosingPage.class)
public class ClosingConfiguration {
    ClosingConfiguration() {}
}
