/** What administrators do: accounts, the accounts of units, the audit log. */
@NullMarked
package org.fubiao.web.administration;

import org.jspecify.annotations.NullMarked;
