package passerelle.adapter.soap;

import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.Binding;
import org.apache.cxf.binding.soap.SoapBindingConstants;
import org.apache.cxf.binding.soap.SoapVersion;
import org.apache.cxf.binding.soap.interceptor.MustUnderstandInterceptor;
import org.apache.cxf.binding.soap.interceptor.ReadHeadersInterceptor;
import org.apache.cxf.binding.soap.interceptor.Soap11FaultOutInterceptor;
import org.apache.cxf.binding.soap.interceptor.Soap12FaultOutInterceptor;
import org.apache.cxf.binding.soap.interceptor.SoapOutInterceptor;
import org.apache.cxf.binding.soap.interceptor.SoapPreProtocolOutInterceptor;
import org.apache.cxf.binding.soap.model.SoapBindingInfo;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.common.logging.LogUtils;
import org.apache.cxf.common.logging.Slf4jLogger;
import org.apache.cxf.endpoint.Endpoint;
import org.apache.cxf.endpoint.EndpointException;
import org.apache.cxf.endpoint.EndpointImpl;
import org.apache.cxf.interceptor.Interceptor;
import org.apache.cxf.interceptor.StaxOutInterceptor;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.service.ServiceImpl;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.service.model.InterfaceInfo;
import org.apache.cxf.service.model.ServiceInfo;

/** The parts of CXF that the gateway uses: envelope, headers, faults and transport, with everything else left out. */
final class Wire {
    private static final String NAMESPACE = "urn:passerelle:soap";
    private static final String SOAP_OVER_HTTP = "http://schemas.xmlsoap.org/soap/http";
    private static final String TRANSPORT = "http://cxf.apache.org/transports/http";

    /** Data binding, attachments, SOAPAction and operations are not among them: the Body's element says it all. */
    private static final Set<Class<?>> KEPT = Set.of(
            ReadHeadersInterceptor.class,
            MustUnderstandInterceptor.class,
            StaxOutInterceptor.class,
            SoapPreProtocolOutInterceptor.class,
            SoapOutInterceptor.class,
            Soap11FaultOutInterceptor.class,
            Soap12FaultOutInterceptor.class);

    static {
        LogUtils.setLoggerClass(Slf4jLogger.class);
    }

    private Wire() {}

    /** A new bus of CXF, which writes no fault of a partner into the log. */
    static Bus bus() {
        Bus bus = new CXFBusFactory().createBus();
        FaultListener silent = (thrown, description, message) -> false;
        bus.setProperty(FaultListener.class.getName(), silent);
        return bus;
    }

    /** A bare endpoint of one SOAP version: payloads pass as they are. */
    static Endpoint endpoint(Bus bus, String name, String address, SoapVersion version) throws EndpointException {
        var qname = new QName(NAMESPACE, name);
        var service = new ServiceInfo();
        service.setName(qname);
        service.setInterface(new InterfaceInfo(service, qname));
        var binding = new SoapBindingInfo(service, version.getBindingId(), version);
        binding.setName(qname);
        binding.setTransportURI(SOAP_OVER_HTTP);
        binding.setStyle(SoapBindingConstants.BINDING_STYLE_DOC);
        service.addBinding(binding);
        var port = new EndpointInfo(service, TRANSPORT);
        port.setName(qname);
        port.setBinding(binding);
        port.setAddress(address);
        service.addEndpoint(port);
        var endpoint = new EndpointImpl(bus, new ServiceImpl(service), port);
        strip(endpoint.getBinding());
        endpoint.getOutInterceptors().add(new Payload.Headers());
        endpoint.getOutInterceptors().add(new Payload());
        endpoint.getOutFaultInterceptors().add(new Faults());
        return endpoint;
    }

    private static void strip(Binding binding) {
        strip(binding.getInInterceptors());
        strip(binding.getOutInterceptors());
        strip(binding.getOutFaultInterceptors());
    }

    private static void strip(List<Interceptor<? extends Message>> chain) {
        chain.removeIf(each -> !KEPT.contains(each.getClass()));
    }
}
