package org.fubiao.bench.data;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.fubiao.bench.data.Spec.AppendixSpec;
import org.fubiao.bench.data.Spec.FileSpec;
import org.fubiao.bench.data.Spec.FormSpec;
import org.fubiao.bench.data.Spec.MeasureSpec;
import org.fubiao.bench.data.Spec.UnitSpec;
import org.jspecify.annotations.Nullable;

/**
 * Many units, each of which sends twenty small files: half of them .xlsx, a quarter .xls, a quarter .csv. Sixteen of the forms
 * are lists of 50 to 300 rows, four are matrices of 60. Names of units are put together of syllables; a real place may have one.
 */
public final class City implements Source {
    private static final long SEED = 20240108;
    private static final String FIRST = "安宝长成崇大德东定丰凤富甘高广桂海和恒宏华怀惠吉嘉建江金景静开乐临灵龙庐罗茂明南宁平青清仁荣瑞三上绍顺泰天万文武西祥兴永";
    private static final String SECOND = "昌城川春峰福冈谷关河湖津康兰林陵岭门坪浦桥泉山沙水松台塘田屯溪湘阳源远泽州庄庆原店港口园市屏湾渡堰";
    private static final String THIRD = "东西南北中";
    private static final int HEAD_ROW = 3;
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 1);

    private final Spec spec;
    private final CityForms forms = new CityForms();
    private final @Nullable FileSpec corrected;

    private City(Spec spec, @Nullable FileSpec corrected) {
        this.spec = spec;
        this.corrected = corrected;
    }

    /** All units send all forms. */
    public static City of(String name, int units) {
        CityForms forms = new CityForms();
        List<UnitSpec> all = new ArrayList<>();
        List<FileSpec> files = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            String place = place(unit);
            String kind = unit % 4 == 3 ? "街道" : "镇";
            UnitSpec sender = new UnitSpec(String.format(Locale.ROOT, "D%04d", unit + 1), place + kind, kind);
            all.add(sender);
            for (int form = 0; form < forms.all().size(); form++) {
                FormSpec sent = forms.all().get(form);
                String path = "input/" + name + "/2023/" + sender.name() + "/" + sent.title() + extension(unit + form);
                files.add(new FileSpec(path, sender.code(), sent.id(), HEAD_ROW));
            }
        }
        List<AppendixSpec> appendices = forms.appendices();
        List<MeasureSpec> measures = forms.measures();
        return new City(new Spec(name, "2023", all, forms.all(), measures, appendices, files), null);
    }

    /** Names of two characters, then of three. */
    private static String place(int unit) {
        int second = unit / FIRST.length();
        int third = second / SECOND.length();
        if (third > THIRD.length()) {
            throw new IllegalArgumentException("there is no name for unit " + unit);
        }
        return "" + FIRST.charAt(unit % FIRST.length()) + SECOND.charAt(second % SECOND.length())
                + (third == 0 ? "" : THIRD.charAt(third - 1));
    }

    private static String extension(int number) {
        return switch (number % 4) {
            case 1 -> ".xls";
            case 3 -> ".csv";
            default -> ".xlsx";
        };
    }

    /** The same, but that one file in the middle has one row more. */
    public City corrected() {
        int middle = spec.files().size() / 2;
        return new City(
                spec,
                spec.files().subList(middle, spec.files().size()).stream()
                        .filter(file -> spec.form(file.form()).isList())
                        .findFirst()
                        .orElseThrow());
    }

    /** The file that is unlike before, of a corrected city. */
    public FileSpec correction() {
        if (corrected == null) {
            throw new IllegalStateException("nothing is corrected");
        }
        return corrected;
    }

    @Override
    public Spec spec() {
        return spec;
    }

    @Override
    public void rows(FileSpec file, Rows to) throws IOException {
        int unit = Integer.parseInt(file.unit().substring(1));
        FormSpec form = spec.form(file.form());
        int number = forms.all().indexOf(form);
        SplittableRandom random = new SplittableRandom(SEED + 100L * unit + number);
        if (form.isList()) {
            CityForms.Theme theme = forms.theme(number);
            int rows = 50 + random.nextInt(251) + (file.equals(corrected) ? 1 : 0);
            for (int row = 1; row < rows; row++) {
                to.row(item(theme, unit, row, random));
            }
            boolean repeats = random.nextInt(20) == 0;
            if (repeats) {
                to.repeated(item(theme, unit, 1, random));
            } else {
                to.row(item(theme, unit, rows, random));
            }
        } else {
            for (String item : form.items()) {
                long received = random.nextInt(400);
                long done = random.nextInt(300) == 0 ? received + 1 : random.nextInt((int) received + 1);
                to.row(item, received, done, (long) random.nextInt((int) done + 1), amount(random));
            }
        }
    }

    private static BigDecimal amount(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextInt(2_000_000), 2);
    }

    private static @Nullable Object[] item(CityForms.Theme theme, int unit, int row, SplittableRandom random) {
        long limit = 5L + random.nextInt(56);
        long actual = random.nextInt(400) == 0 ? limit + 1 : 1 + random.nextInt((int) limit);
        int day = random.nextInt(900) == 0 ? -2 : random.nextInt(365);
        @Nullable Object[] cells = {
            theme.letters() + (100_000_000 + 1_000 * unit + row),
            Ledger.TRADES.get(random.nextInt(Ledger.TRADES.size()))
                    + Ledger.MATTERS.get(random.nextInt(Ledger.MATTERS.size())),
            theme.codes().get(random.nextInt(theme.codes().size())),
            FIRST_DAY.plusDays(day),
            limit,
            random.nextInt(100) == 0 ? null : actual,
            random.nextInt(33) == 0 ? null : amount(random),
            random.nextInt(50) == 0 ? null : random.nextInt(100) < 85,
            new TableFile.Share(600 + random.nextInt(401))
        };
        return theme.rated() ? cells : java.util.Arrays.copyOf(cells, cells.length - 1);
    }
}
