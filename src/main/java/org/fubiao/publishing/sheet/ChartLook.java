package org.fubiao.publishing.sheet;

import java.util.HexFormat;
import java.util.List;
import javax.xml.namespace.QName;
import org.apache.xmlbeans.XmlCursor;
import org.fubiao.job.Appendix.Chart.Kind;
import org.fubiao.publishing.sheet.Grid.Chart;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTBarChart;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTChart;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTChartSpace;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTDLbls;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTDPt;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTPieSer;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTPlotArea;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTextBody;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTextCharacterProperties;

/** What the chart API has no word for: fonts, square corners, labels of the values. */
final class ChartLook {
    /** With more bars than these, labels would cover each other. */
    private static final int LABELLED = 14;

    private ChartLook() {}

    static void dress(CTChart chart, CTChartSpace space, Chart definition, List<String> colours) {
        if (!space.isSetRoundedCorners()) {
            space.addNewRoundedCorners();
        }
        space.getRoundedCorners().setVal(false);
        CTTextBody text = space.isSetTxPr() ? space.getTxPr() : space.addNewTxPr();
        text.addNewBodyPr();
        setFont(text.addNewP().addNewPPr().addNewDefRPr(), 1000);
        chart.getTitle().getTx().getRich().getPArray(0).getRList().forEach(run -> {
            CTTextCharacterProperties look = run.isSetRPr() ? run.getRPr() : run.addNewRPr();
            setFont(look, 1400);
            look.setB(true);
        });
        CTPlotArea plot = chart.getPlotArea();
        if (definition.kind() == Kind.STACKED) {
            stack(plot.getBarChartArray(0));
        }
        boolean label = definition.rows().size() * definition.columns().size() <= LABELLED;
        if (definition.kind() == Kind.PIE) {
            plot.getPieChartArray(0).getSerList().forEach(series -> dressPie(series, definition, colours));
        } else if (label && definition.kind() == Kind.LINE) {
            plot.getLineChartArray(0).getSerList().forEach(series -> show(series.addNewDLbls(), false));
        } else if (label) {
            plot.getBarChartArray(0).getSerList().forEach(series -> show(series.addNewDLbls(), false));
        }
    }

    /** Puts the parts of a stacked bar over each other. The small schema library of POI lacks the type of this element. */
    private static void stack(CTBarChart bars) {
        try (XmlCursor cursor = bars.getAxIdArray(0).newCursor()) {
            cursor.beginElement(new QName(cursor.getName().getNamespaceURI(), "overlap"));
            cursor.insertAttributeWithValue("val", "100");
        }
    }

    private static void dressPie(CTPieSer series, Chart definition, List<String> colours) {
        for (int i = 0; i < definition.rows().size(); i++) {
            CTDPt point = series.addNewDPt();
            point.addNewIdx().setVal(i);
            point.addNewSpPr()
                    .addNewSolidFill()
                    .addNewSrgbClr()
                    .setVal(HexFormat.of().parseHex(colours.get(i % colours.size())));
        }
        show(series.addNewDLbls(), true);
    }

    private static void show(CTDLbls labels, boolean percent) {
        labels.addNewShowLegendKey().setVal(false);
        labels.addNewShowVal().setVal(true);
        labels.addNewShowCatName().setVal(false);
        labels.addNewShowSerName().setVal(false);
        labels.addNewShowPercent().setVal(percent);
        labels.addNewShowBubbleSize().setVal(false);
        if (percent) {
            // The share stands below the value.
            labels.setSeparator("\n");
        }
    }

    private static void setFont(CTTextCharacterProperties look, int size) {
        look.setSz(size);
        look.addNewLatin().setTypeface("Times New Roman");
        look.addNewEa().setTypeface("宋体");
    }
}
