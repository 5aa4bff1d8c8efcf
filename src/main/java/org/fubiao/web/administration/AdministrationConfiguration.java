package org.fubiao.web.administration;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of administrators. */
@Configuration(proxyBeanMethods = false)
@Import({AccountsPages.class, UnitsPage.class, AuditPage.class})
public class AdministrationConfiguration {
    AdministrationConfiguration() {}
}
