package passerelle.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.adapter.jms.Delivery;
import passerelle.format.xml.HardenedXml;
import passerelle.format.xml.Serialization;
import passerelle.model.Decision.Grant;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.route.SealedViews.Member;
import passerelle.route.SealedViews.Opened;
import passerelle.vault.Vault;

class SealedViewsTest {
    private static final PartnerId SENDER = new PartnerId("sample-sender");
    private static final PartnerId RECIPIENT = new PartnerId("aria-registry");
    private static final Grant NAMES = new Grant(RECIPIENT, "A-1 v1", Set.of("person/name"));
    private static final Grant NATIONALITIES = new Grant(RECIPIENT, "A-2 v1", Set.of("person/nationality"));

    @TempDir
    Path keys;

    private Vault vault;
    private XdmNode message;

    @BeforeEach
    void open() throws IOException {
        vault = Vault.open(keys.resolve("keys"));
        message =
                value(HardenedXml.parse(Files.readAllBytes(Path.of("xslt/utopia-border-v1/cases/full/expected.xml"))));
    }

    @Test
    void whatWasSealedAMomentAgoIsTheVeryNode() {
        var views = new SealedViews(vault, 1 << 20);
        var plain = views.plain(message, NAMES);

        var opened = only(views.open(single(views, "one", plain)));

        assertThat(value(opened.node().get())).isSameAs(plain.node());
        assertThat(opened.message().view()).isEqualTo(plain.bytes());
        assertThat(opened.message().agreement()).isEqualTo("A-1 v1");
    }

    @Test
    void afterARestartAndAtEveryFurtherTryItSaysTheSame() {
        var views = new SealedViews(vault, 1 << 20);
        var plain = views.plain(message, NAMES);
        var delivery = single(views, "one", plain);
        views.open(delivery);

        for (var later : List.of(views, new SealedViews(vault, 1 << 20))) {
            var opened = only(later.open(delivery.next()));
            var node = value(opened.node().get());
            assertThat(node).isNotSameAs(plain.node());
            assertThat(Serialization.utf8(node)).isEqualTo(plain.bytes());
            assertThat(opened.message().id()).isEqualTo(delivery.id());
        }
    }

    @Test
    void aBundleHoldsEachMessageUnderItsOwnAgreementHoweverItIsOpened() {
        var views = new SealedViews(vault, 1 << 20);
        var first = views.plain(message, NAMES);
        var second = views.plain(message, NATIONALITIES);
        var bundle = views.bundle(
                id("bundle"),
                RECIPIENT,
                SENDER.value(),
                "A-1 v1, A-2 v1",
                List.of(new Member(id("one"), "A-1 v1", first), new Member(id("two"), "A-2 v1", second)));

        var atHand = value(views.open(bundle.delivery()));
        var parsed = value(new SealedViews(vault, 0).open(bundle.delivery()));

        assertThat(atHand.get(1).node().get()).isEqualTo(Result.ok(second.node()));
        for (var opened : List.of(atHand, parsed)) {
            assertThat(opened)
                    .extracting(one -> one.message().id(), one -> one.message().agreement())
                    .containsExactly(tuple(id("one"), "A-1 v1"), tuple(id("two"), "A-2 v1"));
            assertThat(Serialization.utf8(value(opened.get(0).node().get()))).isEqualTo(first.bytes());
            assertThat(Serialization.utf8(value(opened.get(1).node().get()))).isEqualTo(second.bytes());
        }
        assertThat(text(first)).contains("Okoro").doesNotContain("nationality");
        assertThat(text(second)).contains("nationality").doesNotContain("Okoro");
    }

    @Test
    void beyondItsBoundItOpensAndParses() {
        var plain = new SealedViews(vault, 1 << 20).plain(message, NAMES);
        var views = new SealedViews(vault, plain.bytes().length);
        var first = single(views, "one", plain);
        var second = single(views, "two", plain);

        assertThat(value(only(views.open(second)).node().get())).isNotSameAs(plain.node());
        assertThat(value(only(views.open(first)).node().get())).isSameAs(plain.node());
        var third = single(views, "three", plain);
        assertThat(value(only(views.open(third)).node().get())).isSameAs(plain.node());
    }

    @Test
    void whatNobodyAskedForIsLetGo() {
        var views = new SealedViews(vault, 1 << 20, Duration.ZERO);
        var plain = views.plain(message, NAMES);
        var left = single(views, "one", plain);

        single(views, "two", plain);

        assertThat(value(only(views.open(left)).node().get())).isNotSameAs(plain.node());
    }

    @Test
    void aSealThatIsBrokenOrOfAnotherDeliveryIsTold() {
        var views = new SealedViews(vault, 1 << 20);
        var delivery = single(views, "one", views.plain(message, NAMES));
        var broken = delivery.view().clone();
        broken[broken.length - 1] ^= 1;
        var ofAnother =
                new Delivery(id("two"), RECIPIENT, delivery.sender(), delivery.agreement(), "", 1, delivery.view());

        for (var changed : List.of(delivery.withView(0, broken), ofAnother)) {
            String told = views.open(changed)
                    .match(opened -> "opened", failure -> failure.code().code());
            assertThat(told).isEqualTo(FailureCode.GATEWAY_FAULT.code());
        }
    }

    private static Delivery single(SealedViews views, String name, SealedViews.Plain plain) {
        return views.single(id(name), RECIPIENT, SENDER.value(), "A-1 v1", "", plain);
    }

    private static MessageId id(String name) {
        return MessageId.of(SENDER, name);
    }

    private static Opened only(Result<List<Opened>> opened) {
        assertThat(value(opened)).hasSize(1);
        return value(opened).get(0);
    }

    private static String text(SealedViews.Plain plain) {
        return new String(plain.bytes(), StandardCharsets.UTF_8);
    }

    private static <T> T value(Result<T> result) {
        return result.match(ok -> ok, failure -> {
            throw new AssertionError(failure.toString());
        });
    }
}
