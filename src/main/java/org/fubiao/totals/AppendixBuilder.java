package org.fubiao.totals;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.compute.FormRows;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.ByField;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Appendix.ByUnit;
import org.fubiao.job.Appendix.Listing;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.AppendixTable.Row;

/** Makes the appendix tables of a job from its measures. */
public final class AppendixBuilder {
    private final Job job;
    private final Period period;
    private final FormRows snapshot;
    private final MeasureValues values;
    private final MeasureValues prior;
    private final Reported reported;

    private AppendixBuilder(
            Job job, Period period, FormRows snapshot, MeasureValues values, MeasureValues prior, Reported reported) {
        this.job = job;
        this.period = period;
        this.snapshot = snapshot;
        this.values = values;
        this.prior = prior;
        this.reported = reported;
    }

    /**
     * Makes all appendices, in the order of the job.
     *
     * @param values measures of this snapshot, from {@link Totals#compute}
     * @param prior measures of the period before, as they were published
     * @throws MeasureException if a listing cannot be made
     */
    public static List<AppendixTable> build(
            Job job, Period period, FormRows snapshot, MeasureValues values, MeasureValues prior) throws SQLException {
        AppendixBuilder builder = new AppendixBuilder(
                job, period, snapshot, values, prior, new Reported(snapshot.reported(), snapshot.leftOut()));
        List<AppendixTable> tables = new ArrayList<>();
        for (Appendix appendix : job.appendices()) {
            tables.add(builder.build(appendix));
        }
        return List.copyOf(tables);
    }

    /** Makes one of them. */
    public static AppendixTable build(
            Job job, Period period, FormRows snapshot, MeasureValues values, MeasureValues prior, Appendix appendix)
            throws SQLException {
        return new AppendixBuilder(
                        job, period, snapshot, values, prior, new Reported(snapshot.reported(), snapshot.leftOut()))
                .build(appendix);
    }

    private AppendixTable build(Appendix appendix) throws SQLException {
        Appendix.Rows definition = appendix.rows();
        if (definition instanceof ByUnit byUnit) {
            UnitRows rows = new UnitRows(job, values, prior, reported, appendix, byUnit);
            return table(
                    appendix,
                    appendix.stub(),
                    new Cells(job, appendix).columns(),
                    rows.rows(period, snapshot),
                    rows.notes(),
                    rows.coverage(period));
        }
        if (definition instanceof ByField byField) {
            FieldRows rows = new FieldRows(job, appendix, byField);
            return table(
                    appendix,
                    appendix.stub(),
                    new Cells(job, appendix).columns(),
                    rows.rows(period, values, prior),
                    List.of(),
                    rows.coverage(period, reported));
        }
        if (definition instanceof ByMeasure byMeasure) {
            MeasureRows rows = new MeasureRows(job, byMeasure);
            return table(
                    appendix,
                    appendix.stub(),
                    rows.columns(period),
                    rows.rows(values, prior),
                    List.of(),
                    reported.coverage(job, period, Uses.forms(job, byMeasure.measures()), job.kinds()));
        }
        Listing listing = (Listing) definition;
        ListingRows rows = new ListingRows(job, appendix, listing);
        return table(
                appendix,
                rows.stub(),
                rows.columns(),
                rows.rows(snapshot.of(job.form(listing.form()))),
                List.of(),
                reported.coverage(job, period, List.of(job.form(listing.form())), job.kinds()));
    }

    private AppendixTable table(
            Appendix appendix,
            String stub,
            List<LeafColumn> columns,
            List<Row> rows,
            List<String> found,
            String coverage) {
        List<String> notes = new ArrayList<>(appendix.notes());
        notes.addAll(found);
        return new AppendixTable(
                appendix, job.office(), period.describe(), List.of(stub), columns, rows, notes, coverage);
    }
}
