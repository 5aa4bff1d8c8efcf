package org.fubiao.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How time and memory grow with the size of a case, as SVG: two panels side by side, both axes logarithmic, a line for each
 * program. A line that rises as steeply as the dotted one grows as the work does.
 */
final class GrowthPlot {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int LEFT = 62;
    private static final int RIGHT = 16;
    private static final int TOP = 34;
    private static final int BOTTOM = 66;
    private static final List<String> COLOURS =
            List.of("#c0392b", "#2471a3", "#239b56", "#b9770e", "#7d3c98", "#566573");

    private final List<Result> results;
    private final StringBuilder svg = new StringBuilder();

    /** @param results of the same work in several sizes */
    GrowthPlot(List<Result> results) {
        this.results = results.stream()
                .sorted(Comparator.comparingLong(Result::amount))
                .toList();
    }

    private record Point(double x, double y) {}

    private record Series(String name, String colour, List<Point> points) {}

    String svg() {
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%1$d\" height=\"%2$d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                2 * WIDTH, HEIGHT));
        panel(0, "seconds", Result.Programme::seconds);
        panel(WIDTH, "peak memory, MB", programme -> programme.peakBytes() / 1e6);
        return svg.append("</svg>\n").toString();
    }

    private void panel(int at, String title, ToDoubleFunction<Result.Programme> value) {
        List<Series> all = series(value);
        List<Point> points = all.stream().flatMap(one -> one.points().stream()).toList();
        Axis across = Axis.of(points.stream().map(Point::x).toList(), at + LEFT, at + WIDTH - RIGHT);
        Axis up = Axis.of(points.stream().map(Point::y).toList(), HEIGHT - BOTTOM, TOP);
        text(at + (LEFT + WIDTH - RIGHT) / 2.0, TOP - 16, "middle", "#222", result().title() + ": " + title);
        frame(across, up);
        ticks(across, up);
        Point least = points.stream().min(Comparator.comparingDouble(Point::x)).orElseThrow();
        Series fubiao = all.get(0);
        proportional(
                across, up, fubiao.points().isEmpty() ? least : fubiao.points().get(0));
        int label = at + LEFT;
        for (Series one : all) {
            line(one, across, up);
            text(label, HEIGHT - 12, "start", one.colour(), "● " + one.name());
            label += 30 + 6 * one.name().length();
        }
    }

    private Result result() {
        return results.get(0);
    }

    private List<Series> series(ToDoubleFunction<Result.Programme> value) {
        Set<String> names = new LinkedHashSet<>();
        results.forEach(result -> result.programmes().forEach(programme -> names.add(programme.name())));
        List<Series> all = new ArrayList<>();
        for (String name : names) {
            List<Point> points = new ArrayList<>();
            for (Result result : results) {
                result.programme(name)
                        .ifPresent(programme ->
                                points.add(new Point(result.amount(), Math.max(value.applyAsDouble(programme), 1e-3))));
            }
            all.add(new Series(name, COLOURS.get(all.size() % COLOURS.size()), points));
        }
        return all;
    }

    /** A logarithmic axis from {@code least} to {@code most}, drawn from {@code from} to {@code to}. */
    private record Axis(double least, double most, double from, double to) {
        static Axis of(List<Double> values, double from, double to) {
            double least =
                    values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
            double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(10);
            return new Axis(least / 1.4, most * 1.4, from, to);
        }

        double place(double value) {
            return from + (to - from) * Math.log(value / least) / Math.log(most / least);
        }

        boolean holds(double value) {
            return value >= least && value <= most;
        }

        /** 1, 2 and 5 times every power of ten within; 1 alone where that is plenty. */
        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            boolean wide = most / least > 300;
            for (int power = (int) Math.floor(Math.log10(least)); power <= Math.log10(most); power++) {
                for (int digit : wide ? new int[] {1} : new int[] {1, 2, 5}) {
                    double tick = digit * Math.pow(10, power);
                    if (holds(tick)) {
                        ticks.add(tick);
                    }
                }
            }
            return ticks;
        }
    }

    private void frame(Axis across, Axis up) {
        svg.append(format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\" stroke=\"#999\"/>%n",
                across.from(), up.to(), across.to() - across.from(), up.from() - up.to()));
    }

    private void ticks(Axis across, Axis up) {
        for (double tick : across.ticks()) {
            double x = across.place(tick);
            stroke(x, up.from(), x, up.to(), "#e5e5e5", "");
            text(x, up.from() + 15, "middle", "#444", number(tick));
        }
        text(
                (across.from() + across.to()) / 2,
                up.from() + 31,
                "middle",
                "#444",
                result().inFiles() ? "files" : "rows");
        for (double tick : up.ticks()) {
            double y = up.place(tick);
            stroke(across.from(), y, across.to(), y, "#e5e5e5", "");
            text(across.from() - 6, y + 4, "end", "#444", number(tick));
        }
    }

    /** What proportional growth from a point would look like. */
    private void proportional(Axis across, Axis up, Point from) {
        double factor = Math.min(across.most() / from.x(), up.most() / from.y());
        stroke(
                across.place(from.x()),
                up.place(from.y()),
                across.place(from.x() * factor),
                up.place(from.y() * factor),
                "#999",
                " stroke-dasharray=\"2 4\"");
    }

    private void line(Series series, Axis across, Axis up) {
        StringBuilder path = new StringBuilder();
        for (Point point : series.points()) {
            double x = across.place(point.x());
            double y = up.place(point.y());
            path.append(format("%s%.1f %.1f ", path.isEmpty() ? "M" : "L", x, y));
            svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, series.colour()));
        }
        svg.append(format("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", path, series.colour()));
    }

    private void stroke(double x1, double y1, double x2, double y2, String colour, String more) {
        svg.append(format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>%n",
                x1, y1, x2, y2, colour, more));
    }

    private void text(double x, double y, String anchor, String colour, String words) {
        svg.append(format(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n", x, y, anchor, colour, words));
    }

    private static String number(double value) {
        return value >= 1 ? format("%,.0f", value) : format("%s", value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
