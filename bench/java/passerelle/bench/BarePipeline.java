package passerelle.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service.Mode;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.WebServiceProvider;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XsltExecutable;
import org.apache.cxf.BusFactory;
import org.apache.cxf.databinding.source.SourceDataBinding;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import passerelle.adapter.jms.Broker;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.FlatWriter;
import passerelle.format.flat.Layout;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Result;
import passerelle.translate.CodeLists;
import passerelle.translate.functions.Functions;

/**
 * The limit that the gateway is measured against: the same job with the same libraries, written as plainly as it can be.
 * A servlet takes XML, or a provider of CXF (JAX-WS) takes SOAP; two stylesheets translate, one durable queue is between
 * the answer and the file. No schemas, agreements, duplicates, keys or evidence.
 */
final class BarePipeline extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String QUEUE = "bare";
    private static final int MOST_RECORDS = 500;
    private static final QName GATEWAY = new QName("gateway");
    private static final QName CODES = new QName("codes");
    private static final Map<String, String> FACTS =
            Map.of("file-id", "bare", "created", "20261123080000", "sender", "PASSERELLE", "recipient", "registry");

    private final transient XdmMap codes;
    private final transient XsltExecutable toCommon;
    private final transient XsltExecutable fromCommon;
    private final transient FlatWriter writer;
    private final transient Connection connection;
    private final transient ThreadLocal<Sender> senders = ThreadLocal.withInitial(this::sender);
    private final AtomicLong number = new AtomicLong();

    private record Sender(Session session, MessageProducer producer) {}

    private BarePipeline(Path home, Connection connection) throws SaxonApiException {
        Functions.register(HardenedXml.SAXON);
        this.codes = CodeLists.load(home, new ArrayList<>()).orElseThrow().map();
        this.toCommon = stylesheet(home.resolve("xslt/utopia-border-v1/to-common.xsl"));
        this.fromCommon = stylesheet(home.resolve("xslt/xaa-registry-v1/from-common.xsl"));
        this.writer = new FlatWriter(Layout.read(
                        home, home.resolve("xslt/xaa-registry-v1/layout.xml"), new ArrayList<>())
                .orElseThrow());
        this.connection = connection;
    }

    /** @param arguments the home of the stylesheets, the folder to write below, and SOAP or XML */
    public static void main(String[] arguments) throws Exception {
        // It reads its own stylesheets plainly, with the JDK's parser, which counts &amp; as an entity.
        System.setProperty("jdk.xml.totalEntitySizeLimit", "65536");
        var home = Path.of(arguments[0]);
        var data = Path.of(arguments[1]);
        var broker = Broker.embedded(data.resolve("broker"), Duration.ofMillis(1));
        var connection = broker.connections().createConnection();
        connection.start();
        var pipeline = new BarePipeline(home, connection);
        new Thread(() -> pipeline.deliver(data.resolve("files")), "deliver").start();
        var server = new Server(new QueuedThreadPool(36));
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var servlets = new ServletContextHandler("/");
        servlets.addServlet(
                new ServletHolder(
                        GatewayHome.Protocol.valueOf(arguments[2]) == GatewayHome.Protocol.SOAP
                                ? pipeline.new Service().servlet()
                                : pipeline),
                "/*");
        server.setHandler(servlets);
        server.start();
        var ports = new Properties();
        ports.setProperty("http.port", Integer.toString(connector.getLocalPort()));
        ports.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        var written = data.resolve("ports.new");
        try (var out = Files.newBufferedWriter(written)) {
            ports.store(out, "");
        }
        Files.move(written, data.resolve("ports.properties"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static XsltExecutable stylesheet(Path file) throws SaxonApiException {
        Functions.register(HardenedXml.SAXON);
        var compiler = HardenedXml.SAXON.newXsltCompiler();
        compiler.setResourceResolver(
                request -> new StreamSource(Path.of(URI.create(request.uri)).toFile()));
        return compiler.compile(new StreamSource(file.toFile()));
    }

    private Sender sender() {
        try {
            var session = connection.createSession(true, Session.SESSION_TRANSACTED);
            return new Sender(session, session.createProducer(session.createQueue(QUEUE)));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            accept(value(HardenedXml.parse(request.getInputStream().readAllBytes())));
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        } catch (SaxonApiException | JMSException e) {
            throw new IOException(e);
        }
    }

    /** The same by SOAP: what CXF has found in Body goes into the tree as it is read. */
    @WebServiceProvider
    @ServiceMode(Mode.PAYLOAD)
    final class Service implements Provider<Source> {
        HttpServlet servlet() {
            var bus = BusFactory.newInstance().createBus();
            var servlet = new CXFNonSpringServlet();
            servlet.setBus(bus);
            var endpoint = new EndpointImpl(bus, this);
            endpoint.setProperties(Map.of(SourceDataBinding.PREFERRED_FORMAT, "stax"));
            endpoint.publish("/");
            return servlet;
        }

        @Override
        public Source invoke(Source payload) {
            try {
                accept(HardenedXml.SAXON.newDocumentBuilder().build(payload));
                return new StreamSource(new StringReader("<accepted/>"));
            } catch (SaxonApiException | JMSException e) {
                throw new WebServiceException(e);
            }
        }
    }

    private void accept(XdmNode document) throws SaxonApiException, JMSException {
        var id = "00000000-0000-5000-8000-%012d".formatted(number.incrementAndGet());
        var facts = XdmMap.makeMap(Map.of(
                "id",
                id,
                "sender",
                "bench-border",
                "purpose",
                "border-management",
                "received",
                "2026-11-23T08:00:00Z",
                "format",
                "bare",
                "stylesheet",
                ""));
        var common = transform(toCommon, document, facts);
        var record = value(writer.encode(transform(fromCommon, common, facts)));
        var sender = senders.get();
        var message = sender.session().createBytesMessage();
        message.writeBytes(record.records().get(0).bytes());
        sender.producer().send(message);
        sender.session().commit();
    }

    private static <T> T value(Result<T> result) {
        return result.match(ok -> ok, failure -> {
            throw new IllegalStateException(failure.toString());
        });
    }

    private XdmNode transform(XsltExecutable stylesheet, XdmNode document, XdmMap facts)
            throws SaxonApiException {
        var transformer = stylesheet.load30();
        transformer.setStylesheetParameters(Map.of(GATEWAY, facts, CODES, codes));
        var element = document.children(node -> node.getNodeName() != null).iterator().next();
        transformer.setGlobalContextItem(element);
        var result = new XdmDestination();
        transformer.applyTemplates(element, result);
        return result.getXdmNode();
    }

    private void deliver(Path files) {
        try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue(QUEUE))) {
            for (int file = 0; ; file++) {
                write(gather(consumer), files, "BARE-" + file);
                session.commit();
            }
        } catch (JMSException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Encoded> gather(MessageConsumer consumer) throws JMSException {
        var records = new ArrayList<Encoded>();
        long end = Long.MAX_VALUE;
        while (records.size() < MOST_RECORDS) {
            var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            var next = records.isEmpty() ? consumer.receive() : left > 0 ? consumer.receive(left) : null;
            if (!(next instanceof BytesMessage message)) {
                break;
            }
            if (records.isEmpty()) {
                end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            }
            var bytes = new byte[(int) message.getBodyLength()];
            message.readBytes(bytes);
            records.add(new Encoded("person", bytes, Map.of()));
        }
        return records;
    }

    private void write(List<Encoded> records, Path files, String name) throws IOException {
        var temporary = files.resolve(name);
        try (var out = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(value(writer.file(FACTS, records)));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(temporary, files.resolve(name + ".TXT"), StandardCopyOption.ATOMIC_MOVE);
    }
}
