package passerelle.translate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

    @Test
    void saysWhatAPictureIsHowLargeAndItsDigest() {
        assertThat(Pictures.of("iVBORw0KGgpw\n b3J0cmFpdA=="))
                .contains(Map.of(
                        "media-type",
                        "image/png",
                        "size",
                        "16",
                        "sha256",
                        "bb999c9aa2da3ed6452c9906b35e81245f9d924d12b215b965ec4edc98dae183"));
    }

    @ParameterizedTest
    @CsvSource({
        "/9j/4Hg=,image/jpeg",
        "R0lGODlh,image/gif",
        "Qk0x,image/bmp",
        "SUkqAA==,image/tiff",
        "AAAADGpQICANCocKag==,image/jp2"
    })
    void knowsTheFormatByTheFirstBytes(String base64, String mediaType) {
        assertThat(Pictures.of(base64).map(said -> said.get("media-type"))).contains(mediaType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOTBASE64", "iVBORw0KGgpwb3J0cmFpdA", "iVBORw0KGgo-", "JVBERi0xLjc="})
    void aTextCutShortOrOutsideOfTheAlphabetOrOfAnotherKindIsNoPicture(String base64) {
        assertThat(Pictures.of(base64)).isEmpty();
    }
}
