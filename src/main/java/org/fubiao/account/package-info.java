/** Who may use the pages: accounts, passwords, log-ins and the keys of programs. Knows nothing of pages. */
@NullMarked
package org.fubiao.account;

import org.jspecify.annotations.NullMarked;
