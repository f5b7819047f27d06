package passerelle.route;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code step-xslt:<name>}: puts the body of a team's own step through {@code routes/partners/<name>.xsl}. The body is
 * then XML text, a list of texts where the stylesheet wrote several messages, or nothing where it wrote nothing.
 */
public final class StepXsltComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new StepEndpoint(uri, remaining);
    }

    private final class StepEndpoint extends DefaultEndpoint {
        private final String name;

        StepEndpoint(String uri, String name) {
            super(uri, StepXsltComponent.this);
            this.name = name;
        }

        @Override
        public Producer createProducer() {
            return new StepProducer(this, name);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("'" + getEndpointUri() + "' can only be called");
        }
    }

    private static final class StepProducer extends DefaultProducer {
        private final String name;

        StepProducer(Endpoint endpoint, String name) {
            super(endpoint);
            this.name = name;
        }

        @Override
        public void process(Exchange exchange) throws Exception {
            var message = exchange.getMessage();
            var given = Optional.ofNullable(exchange.getProperty(StepGiven.KEY, StepGiven.class))
                    .orElseThrow(() -> new IllegalStateException("step-xslt is for routes of routes/partners only"));
            var written = new ArrayList<String>();
            for (var document : StepRefused.orElse(StepText.documents(message.getBody()))) {
                StepRefused.orElse(given.stylesheet(name).apply(document, given.gateway()))
                        .forEach(made -> written.add(StepText.of(made)));
            }
            message.setBody(written.size() == 1 ? written.get(0) : written);
        }
    }
}
