package org.fubiao.web.appendices;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of what was published. */
@Configuration(proxyBeanMethods = false)
@Import(AppendicesPages.class)
public class AppendicesConfiguration {
    AppendicesConfiguration() {}
}
