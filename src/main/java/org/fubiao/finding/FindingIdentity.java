package org.fubiao.finding;

/**
 * What a finding is about, told without where it stands: the same in every version of a report as long as the values are the same.
 *
 * @param code the finding's
 * @param unit code of the unit
 * @param form id of the form
 * @param item what identifies the row; empty if no row is meant
 * @param field name of the field
 * @param values hash of the values
 */
public record FindingIdentity(String code, String unit, String form, String item, String field, String values) {
    /** The same with any values. */
    public FindingIdentity withoutValues() {
        return new FindingIdentity(code, unit, form, item, field, "");
    }

    /** The same of whatever row. */
    public FindingIdentity withoutItem() {
        return new FindingIdentity(code, unit, form, "", field, values);
    }
}
