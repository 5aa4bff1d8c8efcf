package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.totals.MeasureValue.Level;

/**
 * Why totals cannot be compared: which reports, or which published values, are missing.
 *
 * <p>A report counts as a whole: what a unit left blank in it adds nothing to a total, here as in the appendices.
 */
final class Reasons {
    private static final int MOST_NAMED = 3;

    private final Job job;
    private final Period period;
    private final Map<String, Set<String>> reported;
    private final MeasureValues prior;

    /** How much of what a side asks of a unit is in its total. */
    private enum Share {
        NOT_ASKED,
        ABSENT,
        PARTIAL,
        COMPLETE
    }

    /**
     * @param reported codes of the units that reported each form, by id of the form
     * @param prior values of the period before, under the units of today
     */
    Reasons(Job job, Period period, Map<String, Set<String>> reported, MeasureValues prior) {
        this.job = job;
        this.period = period;
        this.reported = reported;
        this.prior = prior;
    }

    private boolean isReported(Form form, Unit unit) {
        return reported.getOrDefault(form.id(), Set.of()).contains(unit.code());
    }

    private boolean wasPublished(Form form, Unit unit) {
        return prior.hasAnyOf(job, form, Slot.unit(unit.code()));
    }

    private static boolean asks(Form form, Unit unit) {
        return form.from().contains(unit.kind());
    }

    /** Whether a unit must report at least one of these forms in this period. */
    boolean owes(Unit unit, List<Form> forms) {
        return forms.stream().anyMatch(form -> job.expectations().owes(unit, form, period));
    }

    /** Why a side has no value at a place. */
    String none(Slot slot, Side side) {
        Elsewhere.Sums sums = side.sums();
        if (sums != null) {
            return sums.missing().getOrDefault(slot, "没有相应的数");
        }
        if (slot.level() == Level.UNIT) {
            Unit unit = job.unit(slot.key());
            String missing = missing(unit, side.forms());
            if (!missing.isEmpty()) {
                return missing;
            }
            String notAsked = notAsked(unit, side);
            if (!notAsked.isEmpty()) {
                return notAsked;
            }
        } else {
            String nobody = nobodyReported(unitsOf(slot), side);
            if (!nobody.isEmpty()) {
                return nobody;
            }
        }
        if (side.before().stream().anyMatch(measure -> prior.get(measure.name(), slot) == null)) {
            return nothingPublished();
        }
        return side.forms().isEmpty() ? "没有相应的数" : "所报报表中没有相应的数";
    }

    private String nobodyReported(List<Unit> units, Side side) {
        List<Form> absent = side.forms().stream()
                .filter(form -> units.stream().noneMatch(unit -> isReported(form, unit)))
                .toList();
        boolean asked = absent.stream().anyMatch(form -> units.stream().anyMatch(unit -> asks(form, unit)));
        return absent.isEmpty() ? "" : (asked ? "尚无单位报送" : "有关单位无须报送") + titles(absent);
    }

    private static String titles(List<Form> forms) {
        return forms.stream().map(form -> "“" + form.title() + "”").collect(Collectors.joining());
    }

    private String nothingPublished() {
        return period.previous().describe() + (prior.list().isEmpty() ? "尚未汇总" : "没有公布相应的数");
    }

    /** What a unit did not report of what a side is made of; empty if all is there. */
    private String missing(Unit unit, List<Form> forms) {
        List<String> words = new ArrayList<>();
        for (Form form : forms) {
            if (asks(form, unit) && !isReported(form, unit)) {
                boolean exempt =
                        job.expectations().exemption(unit, form, period).isPresent();
                words.add((exempt ? "豁免报送" : "未报送") + "“" + form.title() + "”");
            }
        }
        return String.join("，", words);
    }

    /** Whether a side is made of what a unit must report, or has reported. */
    private static boolean concerns(Side side, Unit unit, Share share) {
        return switch (share) {
            case NOT_ASKED -> false;
            case ABSENT ->
                side.forms().stream().anyMatch(form -> asks(form, unit))
                        || side.formsBefore().stream().anyMatch(form -> asks(form, unit));
            case PARTIAL, COMPLETE -> true;
        };
    }

    /** What a unit may report, or has reported without being asked, is as good a part of a total as what it must. */
    private Share share(Side side, Unit unit) {
        List<Boolean> parts = new ArrayList<>();
        boolean invited = false;
        for (Form form : side.forms()) {
            boolean there = isReported(form, unit);
            if (there || asks(form, unit)) {
                parts.add(there);
            }
            invited |= form.may().contains(unit.kind());
        }
        for (Form form : side.formsBefore()) {
            boolean there = wasPublished(form, unit);
            if (there || asks(form, unit)) {
                parts.add(there);
            }
            invited |= form.may().contains(unit.kind());
        }
        Elsewhere.Sums sums = side.sums();
        if (sums != null) {
            Slot slot = Slot.unit(unit.code());
            if (sums.partly().contains(slot)) {
                return Share.PARTIAL;
            }
            boolean there = sums.values().containsKey(slot);
            if (there || isAskedElsewhere(sums, unit.kind())) {
                parts.add(there);
            }
        }
        if (parts.isEmpty()) {
            return invited ? Share.ABSENT : Share.NOT_ASKED;
        }
        return !parts.contains(false) ? Share.COMPLETE : parts.contains(true) ? Share.PARTIAL : Share.ABSENT;
    }

    /** The other job's definitions are its own: whom it asks shows in what it published. */
    private boolean isAskedElsewhere(Elsewhere.Sums sums, String kind) {
        return job.units().stream()
                .filter(unit -> unit.kind().equals(kind))
                .map(unit -> Slot.unit(unit.code()))
                .anyMatch(
                        slot -> sums.values().containsKey(slot) || sums.partly().contains(slot));
    }

    /**
     * Why both sides are totals of different units; empty if they are not. One side may be made of other units than the other, as
     * when one office reports for all, but then nothing may be missing on either.
     */
    String different(Slot slot, Side left, Side right) {
        List<Unit> units = unitsOf(slot);
        Map<Unit, Share> ofLeft = shares(units, left);
        Map<Unit, Share> ofRight = shares(units, right);
        boolean forOthers = isForOthers(left, ofLeft, right, ofRight);
        Set<String> words = new LinkedHashSet<>();
        for (Unit unit : units) {
            Share one = ofLeft.getOrDefault(unit, Share.NOT_ASKED);
            Share other = ofRight.getOrDefault(unit, Share.NOT_ASKED);
            if (differ(unit, left, one, other, forOthers) || differ(unit, right, other, one, forOthers)) {
                Set<String> absent = new LinkedHashSet<>();
                absent.add(lacking(unit, left, one, forOthers));
                absent.add(lacking(unit, right, other, forOthers));
                absent.remove("");
                words.add(unit.name() + String.join("，", absent));
            }
        }
        if (!words.isEmpty()) {
            return several(words) + "，两方所含的单位不同";
        }
        boolean onlyOne = left.isOfPrevious() != right.isOfPrevious();
        if (onlyOne && hasOthersBefore(left.isOfPrevious() ? left : right, slot, units)) {
            return period.previous().describe() + "公布的数含有现名册以外或已改类别的单位，不作比较；属更名、合并的，请在名册中填写“原代码”";
        }
        Elsewhere.Sums sums = right.sums();
        if (sums != null && hasOthers(sums.values(), slot, units)) {
            return "汇总任务“" + sums.job() + "”的数所含的单位与本任务的名册不同，请核对两个任务的名册";
        }
        return "";
    }

    /**
     * Whether units of one side report for those of the other: none is part of both, or one unit is all that a side asks for. Who has
     * not reported yet counts as well, or the answer would change with a late report.
     */
    private static boolean isForOthers(Side left, Map<Unit, Share> ofLeft, Side right, Map<Unit, Share> ofRight) {
        List<Unit> one = concerned(left, ofLeft);
        List<Unit> other = concerned(right, ofRight);
        return isOneOffice(one, left) || isOneOffice(other, right) || Collections.disjoint(one, other);
    }

    private static List<Unit> concerned(Side side, Map<Unit, Share> shares) {
        return shares.entrySet().stream()
                .filter(share -> concerns(side, share.getKey(), share.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<Unit, Share> shares(List<Unit> units, Side side) {
        Map<Unit, Share> shares = new LinkedHashMap<>();
        units.forEach(unit -> shares.put(unit, share(side, unit)));
        return shares;
    }

    private static boolean isOneOffice(List<Unit> units, Side side) {
        return units.size() == 1
                && (side.sums() != null
                        || side.isOfPrevious()
                        || side.forms().stream()
                                .anyMatch(form -> asks(form, units.get(0))
                                        || form.may().contains(units.get(0).kind())));
    }

    /** Whether the other side has of a unit what this one lacks, or lacks what this one has. */
    private boolean differ(Unit unit, Side side, Share one, Share other, boolean forOthers) {
        return switch (one) {
            case PARTIAL -> true;
            // Of one side alone: whoever is exempt is not part of the other's total either.
            case ABSENT -> other == Share.NOT_ASKED ? isMissed(unit, side) : other != Share.ABSENT;
            case COMPLETE -> other == Share.NOT_ASKED && !forOthers;
            case NOT_ASKED -> false;
        };
    }

    private boolean isMissed(Unit unit, Side side) {
        return side.sums() != null
                || owes(unit, side.forms())
                || side.formsBefore().stream()
                        .anyMatch(form -> job.expectations().owes(unit, form, period.previous()));
    }

    /** What a side lacks of a unit, in words; empty if it is complete, or need not be. */
    private String lacking(Unit unit, Side side, Share share, boolean forOthers) {
        if (share == Share.COMPLETE || (share == Share.NOT_ASKED && forOthers)) {
            return "";
        }
        Elsewhere.Sums sums = side.sums();
        if (sums != null) {
            return "在" + sums.missing().getOrDefault(Slot.unit(unit.code()), "另一汇总任务中没有数");
        }
        String missing = missing(unit, side.forms());
        if (!missing.isEmpty()) {
            return missing;
        }
        boolean before = side.formsBefore().stream().anyMatch(form -> !wasPublished(form, unit));
        return before ? nothingPublished() : notAsked(unit, side);
    }

    private String notAsked(Unit unit, Side side) {
        List<Form> forms = side.forms().stream()
                .filter(form -> !asks(form, unit) && !isReported(form, unit))
                .toList();
        boolean invited = forms.stream().anyMatch(form -> form.may().contains(unit.kind()));
        return forms.isEmpty() ? "" : (invited ? "未报送（可报可不报）" : "无须报送") + titles(forms);
    }

    private List<Unit> unitsOf(Slot slot) {
        return job.units().stream()
                .filter(unit -> slot.equals(Slot.TOTAL) || unit.kind().equals(slot.key()))
                .toList();
    }

    /** Whether a total of the period before has units in it that are none of these. */
    private boolean hasOthersBefore(Side side, Slot slot, List<Unit> units) {
        Set<String> known = new HashSet<>();
        job.units().forEach(unit -> {
            known.add(unit.code());
            known.addAll(unit.former());
        });
        return side.before().stream()
                .anyMatch(measure -> measure.additive()
                        ? hasOthers(prior.at(measure.name()), slot, units)
                        : !known.containsAll(prior.keys(measure.name(), Level.UNIT)) || hasMoved(measure, slot, units));
    }

    /** What cannot be added up does not show whether units have changed their kind; the additive measures of its form do. */
    private boolean hasMoved(Measure measure, Slot slot, List<Unit> units) {
        List<Measure> additive = job.measures().stream()
                .filter(other -> other.additive() && Objects.equals(other.form(), measure.form()))
                .toList();
        return additive.isEmpty()
                ? slot.level() == Level.KIND
                : additive.stream().anyMatch(other -> hasOthers(prior.at(other.name()), slot, units));
    }

    /** Whether values that can be added up are in all something else than those of these units together. */
    private static boolean hasOthers(Map<Slot, BigDecimal> values, Slot slot, List<Unit> units) {
        BigDecimal whole = values.get(slot);
        BigDecimal sum = null;
        for (Unit unit : units) {
            sum = Numbers.plus(sum, values.get(Slot.unit(unit.code())));
        }
        return whole != null && (sum == null || sum.compareTo(whole) != 0);
    }

    /** Those units below another of which a side has no value: their sum says nothing. */
    String incomplete(List<Unit> units, Side side) {
        Set<String> words = new LinkedHashSet<>();
        for (Unit unit : units) {
            Slot slot = Slot.unit(unit.code());
            if (side.at(slot) == null && concerns(side, unit, share(side, unit))) {
                words.add("下级" + unit.name() + none(slot, side));
            }
        }
        return words.isEmpty() ? "" : several(words);
    }

    private static String several(Set<String> words) {
        String named = String.join("；", words.stream().limit(MOST_NAMED).toList());
        return words.size() > MOST_NAMED ? named + "等" + words.size() + "家" : named;
    }
}
