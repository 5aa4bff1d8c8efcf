package org.fubiao.settling;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.fubiao.finding.Finding;

/** Knows what findings are about. */
@FunctionalInterface
public interface SubjectSource {
    /** What each of these findings is about. */
    Map<Finding, Subject> of(Collection<Finding> findings) throws SQLException;
}
