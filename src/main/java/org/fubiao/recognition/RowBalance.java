package org.fubiao.recognition;

/**
 * What became of the rows of a part, below its head. {@code read} is counted by the reader alone, the others by what was
 * done with each row, so that the balance can fail.
 *
 * @param read rows read below the head
 * @param staged item rows that were staged
 * @param rejected rows that could not be used; each has a finding
 * @param declaredTotals the unit's own total and subtotal rows
 * @param blank rows without any text
 * @param notes rows of remarks, signatures and dates around the table
 */
public record RowBalance(long read, long staged, long rejected, long declaredTotals, long blank, long notes) {
    public boolean holds() {
        return read == staged + rejected + declaredTotals + blank + notes;
    }
}
