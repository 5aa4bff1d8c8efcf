package org.fubiao.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes both years of the sample from one seed. */
final class SampleYears {
    private static final long SEED = 20240110;

    private final List<Agency> agencies = Agency.of(2023);
    private final List<Agency> earlier = Agency.of(2022);

    /** 2022, then 2023. */
    List<SampleYear> make() {
        Chance chance = new Chance(SEED);
        ServiceItems items = new ServiceItems(chance, ServiceItems.CITY, kind("市级部门"));
        List<Report> later = items.of2023();
        List<Report> commitments = new ServiceForms(chance).commitments(kind("市级部门"), 603, 37, 13);
        SampleYear year2023 = new SampleYear(2023, agencies, year2023(chance, later, commitments));
        List<Report> reports2022 = new ArrayList<>();
        year2022(chance, items.of2022(later), commitments).forEach(report -> reports2022.add(underFormerName(report)));
        reports2022.addAll(abolished());
        return List.of(trained(new SampleYear(2022, earlier, reports2022)), trained(year2023));
    }

    /** What was reported by a unit before it was renamed. */
    private Report underFormerName(Report report) {
        return earlier.contains(report.agency())
                ? report
                : new Report(
                        earlier.stream()
                                .filter(agency -> report.agency().former().contains(agency.code()))
                                .findFirst()
                                .orElseThrow(),
                        report.form(),
                        report.rows());
    }

    /** What a department reported in its last year, which leaves to chance nothing of the rest. */
    private List<Report> abolished() {
        List<Agency> one = earlier.stream()
                .filter(agency -> agency.name().equals("市合作交流办"))
                .toList();
        Chance chance = new Chance(SEED - 1);
        ServiceForms services = new ServiceForms(chance);
        BusinessForms business = new BusinessForms(chance);
        ServiceItems items = new ServiceItems(chance, new ServiceItems.Counts(4, 14, 3, 9, 10, 4, 5, 10), one);
        List<Report> ledgers = items.of2022(items.of2023());
        List<Report> reports = new ArrayList<>(ledgers);
        ledgers.forEach(ledger -> reports.add(ServiceItems.summary(ledger)));
        reports.addAll(services.claimed(one, 21));
        reports.addAll(services.proofs(ledgers, 2022, 2));
        reports.addAll(services.commitments(one, 9, 1, 2));
        reports.addAll(business.duties(one, 2022, 2));
        reports.addAll(business.environment(one, 2022, 4));
        return reports;
    }

    /** With what was trained, which leaves to chance nothing of the rest. */
    private SampleYear trained(SampleYear year) {
        Map<Agency, List<Agency>> below = new LinkedHashMap<>();
        for (Agency agency : year.agencies()) {
            List<Agency> children = year.agencies().stream()
                    .filter(child -> child.parent().equals(agency.code()))
                    .toList();
            if (!children.isEmpty()) {
                below.put(agency, children);
            }
        }
        List<Report> reports = new ArrayList<>(year.reports());
        reports.addAll(new TrainingForms(new Chance(SEED + year.year()), year.year()).all(below));
        return new SampleYear(year.year(), year.agencies(), reports);
    }

    private List<Report> year2023(Chance chance, List<Report> ledgers, List<Report> commitments) {
        ServiceForms services = new ServiceForms(chance);
        List<Report> reports = new ArrayList<>(ledgers);
        ledgers.forEach(ledger -> reports.add(ServiceItems.summary(ledger)));
        reports.addAll(services.claimed(kind("市级部门"), 2236));
        reports.addAll(services.proofs(ledgers, 2023, 189));
        reports.addAll(commitments);
        reports.addAll(services.joint(kind("市级部门"), 12));
        reports.addAll(services.windows(halls(), 90, 97));
        reports.addAll(business(chance, 2023, new int[] {34, 129, 278, 44, 77}));
        OfficeForms office = new OfficeForms(chance, 2023);
        reports.addAll(office.reviews(kind("机关处室"), 65, 39, 7));
        reports.addAll(office.exams(kind("机关处室"), 64, 2));
        reports.addAll(own(office, new int[] {4, 6, 5, 10, 15, 2, 7}));
        return reports;
    }

    private List<Report> year2022(Chance chance, List<Report> ledgers, List<Report> later) {
        ServiceForms services = new ServiceForms(chance);
        List<Report> reports = new ArrayList<>(ledgers);
        ledgers.forEach(ledger -> reports.add(ServiceItems.summary(ledger)));
        reports.addAll(services.claimed(kind("市级部门"), 2087));
        reports.addAll(services.proofs(ledgers, 2022, 143));
        reports.addAll(services.commitments2022(later));
        reports.addAll(services.joint(kind("市级部门"), 9));
        reports.addAll(services.windows(halls(), 78, 92));
        reports.addAll(business(chance, 2022, new int[] {21, 112, 241, 38, 63}));
        OfficeForms office = new OfficeForms(chance, 2022);
        reports.addAll(office.reviews(kind("机关处室"), 58, 33, 5));
        reports.addAll(office.exams(kind("机关处室"), 61, 1));
        reports.addAll(own(office, new int[] {3, 4, 4, 8, 11, 1, 5}));
        return reports;
    }

    /** Units with coordination measures, duty measures, new measures, meetings, and what was raised there. */
    private List<Report> business(Chance chance, int year, int[] totals) {
        BusinessForms business = new BusinessForms(chance);
        List<Agency> districts = kind("区");
        int fromDistricts = totals[0] * 10 / 34;
        List<Agency> coordinating =
                new ArrayList<>(chance.shuffled(kind("市级部门")).subList(0, totals[0] - fromDistricts));
        coordinating.addAll(chance.shuffled(districts).subList(0, fromDistricts));
        List<Report> reports = new ArrayList<>(business.coordination(coordinating, year));
        reports.addAll(business.duties(kind("市级部门"), year, totals[1]));
        reports.addAll(business.environment(kind("市级部门"), year, totals[2]));

        List<Agency> hosts = new ArrayList<>(districts);
        hosts.add(named("营商环境处"));
        int[] weights = new int[hosts.size()];
        java.util.Arrays.fill(weights, 1);
        weights[weights.length - 1] = 10;
        List<Report> meetings = business.meetings(hosts, chance.split(totals[3], 1, weights), year, totals[4]);
        reports.addAll(meetings);
        meetings.stream()
                .filter(report -> report.agency().kind().equals("区"))
                .forEach(report -> reports.add(BusinessForms.requests(report)));
        return reports;
    }

    /** Hearings, guidance, party-group meetings, lessons, work points, joint documents and essays. */
    private List<Report> own(OfficeForms office, int[] counts) {
        return List.of(
                office.hearings(named("政策法规处"), counts[0]),
                office.guidance(named("政策法规处"), counts[1]),
                office.study(named("机关党委"), counts[2], counts[3]),
                office.points(named("政策法规处"), counts[4]),
                office.documents(named("营商环境处"), counts[5]),
                office.essays(named("机关党委"), counts[6]));
    }

    private List<Agency> halls() {
        List<Agency> halls = new ArrayList<>(kind("直属单位"));
        halls.addAll(kind("区"));
        return halls;
    }

    private List<Agency> kind(String kind) {
        return agencies.stream().filter(agency -> agency.kind().equals(kind)).toList();
    }

    private Agency named(String name) {
        return agencies.stream()
                .filter(agency -> agency.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
