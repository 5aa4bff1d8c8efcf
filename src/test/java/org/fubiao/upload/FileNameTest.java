package org.fubiao.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that people send are names of files afterwards, and nothing else. */
class FileNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    市教育局台账.xlsx          | 市教育局台账.xlsx
                    ../../etc/passwd           | passwd
                    ..\\..\\boot.ini           | boot.ini
                    C:\\台账\\附表.csv         | 附表.csv
                    C:附表.csv                 | C_附表.csv
                    ..                         | 报送文件
                    a/..                       | 报送文件
                    台账/                      | 报送文件
                    .hidden.csv                | hidden.csv
                    ~$台账.xlsx                | 台账.xlsx
                    . ~$.台账.xlsx             | 台账.xlsx
                    台账.xlsx.                 | 台账.xlsx
                    CON                        | _CON
                    con.csv                    | _con.csv
                    LPT1.tar.gz                | _LPT1.tar.gz
                    Thumbs.db                  | _Thumbs.db
                    <script>alert(1)</script>.csv | script_.csv
                    a<b>"c?d*e.csv              | a_b__c_d_e.csv
                    """)
    void theSafeNameIs(String sent, String safe) {
        assertThat(FileName.of(sent)).hasToString(safe);
    }

    @org.junit.jupiter.api.Test
    void unitsWhoseNamesEndAlikeHaveFoldersOfTheirOwn() {
        assertThat(UploadInbox.folder("市局/办公室")).isEqualTo("网上报送/市局／办公室");
        assertThat(UploadInbox.folder("..\\办公室")).isEqualTo("网上报送/＼办公室");
    }

    @org.junit.jupiter.api.Test
    void whatCannotBeSeenIsLeftOutAndWhatLooksTheSameIsTheSame() {
        assertThat(FileName.of("a\u0000b\u202Ecsv\u2028.x\r\nlsx")).hasToString("abcsv.xlsx");
        assertThat(FileName.of("e\u0301.csv")).hasToString("\u00e9.csv");
        assertThat(FileName.of("\uD800.csv")).hasToString("csv");
        assertThat(FileName.of("")).hasToString("报送文件");
    }

    @org.junit.jupiter.api.Test
    void aLongNameKeepsItsExtensionAndWholeCharacters() {
        FileName name = FileName.of("台".repeat(300) + ".xlsx");

        assertThat(name.extension()).isEqualTo(".xlsx");
        assertThat(name.stem()).matches("台{40,60}");
        assertThat(name.version(99).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        assertThat(FileName.of("𠮷".repeat(100)).toString()).matches("(?:𠮷)+");
    }

    @Property
    void anythingAtAllGivesANameBelowTheFolder(@ForAll String sent) {
        String name = FileName.of(sent).version(2);

        assertThat(name).isNotEmpty().doesNotStartWith(".").doesNotContain("/", "\\", "\u0000", "..\\", "../");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        Path folder = Path.of("/input/job");
        assertThat(folder.resolve(name).normalize().getParent()).isEqualTo(folder);
        String safe = FileName.of(sent).toString();
        assertThat(FileName.of(safe)).hasToString(safe);
    }
}
