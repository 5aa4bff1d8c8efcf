package org.fubiao.control;

import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Has the database itself refuse to change or remove what stands in the audit log. Each database says that in its own way. */
final class V5__AuditIsAppendOnly extends BaseJavaMigration {
    @Override
    public void migrate(Context context) throws Exception {
        String database = context.getConnection().getMetaData().getDatabaseProductName();
        try (Statement statement = context.getConnection().createStatement()) {
            if (database.equals("H2")) {
                statement.execute(
                        "CREATE TRIGGER audit_is_append_only BEFORE UPDATE, DELETE ON audit_entry FOR EACH ROW"
                                + " CALL 'org.fubiao.control.AppendOnly'");
            } else {
                statement.execute("CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION 'the audit log is only ever added to'; END $$");
                statement.execute(
                        "CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry"
                                + " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()");
            }
        }
    }
}
