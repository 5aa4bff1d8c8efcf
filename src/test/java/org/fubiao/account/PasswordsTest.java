package org.fubiao.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
    @ParameterizedTest
    @CsvSource({
        "Ab1-short, TOO_SHORT",
        "abcdefghij, TOO_FEW_KINDS",
        "abcdefghij12, TOO_FEW_KINDS",
        "Abcdefghij12,",
        "春眠不觉晓Aa1处闻,",
        "a long enough sentence,",
        "P@ssw0rd2024, COMMON",
        "aaaaaaaaaaaaaaaaaaaa, COMMON",
        "my-ZHANG-san-1, HOLDS_NAME"
    })
    void aPasswordMustBeHardToGuess(String password, Passwords.Complaint expected) {
        assertThat(Passwords.complaint(password, "zhang")).isEqualTo(java.util.Optional.ofNullable(expected));
    }

    @Test
    void aPasswordCanBeTooLong() {
        assertThat(Passwords.complaint("Ab1-".repeat(51), "zhang")).contains(Passwords.Complaint.TOO_LONG);
    }

    @Test
    void randomPasswordsDifferAndAreGoodOnes() {
        Passwords passwords = new Passwords();
        assertThat(passwords.random()).isNotEqualTo(passwords.random());
        assertThat(Passwords.complaint(passwords.random(), "zhang")).isEmpty();
    }

    @Test
    void whatIsHashedIsRecognisedAndNothingElse() {
        Passwords passwords = new Passwords();
        // Longer than bcrypt would read.
        String phrase = "两岸猿声啼不住，轻舟已过万重山。".repeat(3);
        String hash = passwords.hash(phrase);

        assertThat(passwords.matches(phrase, hash)).isTrue();
        assertThat(passwords.matches(phrase + "。", hash)).isFalse();
        assertThat(passwords.hash(phrase)).isNotEqualTo(hash);
    }
}
