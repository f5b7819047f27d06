package passerelle.translate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransliterationTest {

    @ParameterizedTest
    @CsvSource({
        "MÖLLER, MOELLER",
        "MØLLER, MOELLER",
        "ÅSA, AASA",
        "ÞÓRA, THORA",
        "ĐORĐE, DORDE",
        "ŁUKASZ, LUKASZ",
        "ŒUVRE, OEUVRE",
        "ÇAĞLAR, CAGLAR",
        "NGUYỄN, NGUYEN",
        "CAÑÓN, CANON",
        "THÉRÈSE, THERESE",
        "Müller, Mueller",
        "Öz, Oez",
        "Æ, Ae",
        "İnanç Işık, Inanc Isik",
        "Strauß-Ĳssel, Strauss-Ijssel",
        "Ǿrsted, Oersted",
        "D'Artagnan, D'Artagnan",
    })
    void writesNationalLettersOfTheLatinScriptByIcao(String text, String latin) {
        assertThat(icao(text, "")).contains(latin);
    }

    @Test
    void writesALetterAndItsMarkAlikeWhetherComposedOrNot() {
        assertThat(icao("Mu\u0308ller", "")).contains("Mueller").isEqualTo(icao("M\u00FCller", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "ru, Юлия Щеглова, Iuliia Shcheglova",
        "ru, Артём Краевой, Artem Kraevoi",
        "ru, Мадыр Чёткий, Madyr Chetkii",
        "ru, Оксана Клеёнкина, Oksana Kleenkina",
        "ru, Игорь Ильин, Igor Ilin",
        "ru, Ян Разъездной, Ian Razieezdnoi",
        "ru, Сергей, Sergei",
        "ru, ЩЕГЛОВА Ю., SHCHEGLOVA Iu.",
        "be, Бабрыковіч Аляксандр, Babrykovich Aliaksandr",
        "be, Сёмуха Галіна, Siomukha Halina",
        "uk, Згурський, Zghurskyi",
        "uk, Короп'є, Koropie",
        "uk, Короп’є, Koropie",
        "uk, Їжакевич, Yizhakevych",
        "uk, Йосипівка, Yosypivka",
        "uk, Олексій, Oleksii",
        "uk, Наталія, Nataliia",
        "uk, Сергій, Serhii",
        "uk-UA, Ґалаґан Євген, Galagan Yevhen",
        "bg, Щерев, Shterev",
        "mk, Ѓорѓи Ќосев Џамбаз, Gjorgji Kjosev Djambaz",
        "sr, Живко Чешљар Ћосић, Zivko Cesljar Cosic",
    })
    void writesCyrillicByIcaoWithTheExceptionsOfTheLanguage(String language, String text, String latin) {
        assertThat(icao(text, language)).contains(latin);
    }

    @Test
    void withoutALanguageWritesOnlyWhatEveryLanguageWritesAlike() {
        assertThat(icao("Антон", "")).contains("Anton");
        assertThat(icao("Иван", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mvd-310-fr, Гайа Васильева, Gaia Vasilieva",
        "mvd-310-fr, Юлия Щеглова, Iouliia Chtcheglova",
        "mvd-310-fr, Оксана Снегирёва, Oxana Sneguireva",
        "mvd-310-fr, Юрий Васин, Iourii Vasine",
        "mvd-310, Гайа Васильева, Gaya Vasilyeva",
        "odni, Николай Римский-Корсаков, Nikolay Rimskiy-Korsakov",
        "odni, Корж Василий Захарович, Korzh Vasiliy Zakharovich",
        "odni, Пушкин Александр Сергеевич, Pushkin Aleksandr Sergeyevich",
        "odni, Егор, Yegor",
    })
    void writesRussianAsOlderDocumentsDid(String system, String text, String latin) {
        assertThat(latin(system, text, "ru")).contains(latin);
    }

    @Test
    void writesASentenceByGost() {
        var text = "Юлия, съешь ещё этих мягких французских булок из Йошкар-Олы, да выпей алтайского чаю";

        var latin = latin("gost-52535", text, "ru");

        assertThat(latin)
                .contains("Iuliia, sesh eshche etikh miagkikh frantcuzskikh bulok iz Ioshkar-Oly, "
                        + "da vypei altaiskogo chaiu");
    }

    @ParameterizedTest
    @CsvSource({
        "شريف, XSHRYF",
        "هارون, HARWN",
        "خالد, XKHALD",
        "غزالة, GZALXAH",
        "غزالتي, GZALTY",
        "ضياء, XDZYAXE",
        "حسن, XHSN",
        "حسين, XHSYN",
        "ظافر, XZZAFR",
        "القذافي, ALQXDHAFY",
        "محمود, MXHMWD",
        "أبو بكر, XAEBW<BKR",
        "ذو الفقار, XDHW<ALFQAR",
        "فاطمة الزهراء, FAXTTMXAH<ALZHRAXE",
        "پرویز گل, PRWXYAZ<XGGL",
    })
    void writesArabicByIcaoForAMachineReadableZone(String text, String form) {
        assertThat(MrzNames.form(text, "ar")).contains(form);
    }

    @Test
    void writesTehMarbutaByItsPlaceInTheWord() {
        assertThat(icao("ةا", "ar")).contains("XTAA");
        assertThat(icao("اة", "ar")).contains("AXAH");
        assertThat(icao("اةُ ا", "ar")).contains("AXAH A");
    }

    @Test
    void shaddaDoublesItsLetterAndVowelsAndTatweelAreDropped() {
        assertThat(icao("مُحَمَّد", "ar")).contains("MXHMMD");
        assertThat(icao("القذّافي", "ar")).contains("ALQXDHXDHAFY");
        assertThat(icao("حـــسن", "ar")).contains("XHSN");
    }

    @Test
    void readsTheShapesOfOldArabicCharacterSetsAsLetters() {
        assertThat(icao("\uFEA3\uFEB4\uFEE6", "ar")).contains("XHSN");
    }

    @ParameterizedTest
    @CsvSource({
        "Γκαμπόν, Gkampón, GKAMPON",
        "Γοίθιος, Goíthios, GOITHIOS",
        "Γλυφάδα, Glyfáda, GLYFADA",
        "Γύθειο, Gýtheio, GYTHEIO",
        "νταντά, ntantá, NTANTA",
        "Γιάννης Μακρυγιάννης, Giánnis Makrygiánnis, GIANNIS<MAKRYGIANNIS",
        "Μπάμπης Ευαγγέλου, Bámpis Evangélou, BAMPIS<EVANGELOU",
        "Ναύπλιος Αϊβαλής, Náfplios Aïvalís, NAFPLIOS<AIVALIS",
    })
    void writesGreekByElot743(String text, String latin, String form) {
        var written = latin("elot-743", text, "el");

        assertThat(written).contains(latin);
        assertThat(written.flatMap(name -> MrzNames.form(name, ""))).contains(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "አበበ", "ភ្នំពេញ", "สมชาย", "မြန်မာ", "王伟", "さくら", "ელენე", "Արամ", "Γιάννης", "דוד", "𐐀", "Anna 王"
            })
    void neverWritesAScriptWithoutATableOfIcao(String text) {
        assertThat(icao(text, "")).isEmpty();
    }

    @Test
    void aSystemWritesItsOwnLanguageOnly() {
        assertThat(latin("odni", "Сергей", "uk")).isEmpty();
        assertThat(latin("elot-743", "Сергей", "el")).isEmpty();
        assertThat(Transliterator.system("bgn")).isEmpty();
        assertThat(Transliterator.systems())
                .isEqualTo(Set.of("icao", "elot-743", "odni", "gost-52535", "mvd-310", "mvd-310-fr"));
    }

    private static Optional<String> icao(String text, String language) {
        return latin("icao", text, language);
    }

    private static Optional<String> latin(String system, String text, String language) {
        return Transliterator.system(system).orElseThrow().latin(text, language);
    }
}
