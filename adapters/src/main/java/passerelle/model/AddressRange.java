package passerelle.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * IPv4 or IPv6 addresses that have their first bits in common (CIDR, RFC 4632 and RFC 4291 §2.3).
 *
 * @param network its other bits are 0 @param bits how many of the first are in common
 */
public record AddressRange(InetAddress network, int bits) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern FORM =
            Pattern.compile("(" + OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

    public AddressRange {
        int all = network.getAddress().length * Byte.SIZE;
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("An address has %d bits, not %d".formatted(all, bits));
        }
        if (!Arrays.equals(network.getAddress(), masked(network.getAddress(), bits))) {
            throw new IllegalArgumentException("The bits behind the first %d must be 0".formatted(bits));
        }
    }

    /**
     * Reads {@code 192.0.2.7}, {@code 192.0.2.0/24} or {@code 2001:db8::/32}; asks no name server.
     *
     * @throws IllegalArgumentException at anything else, and where bits behind the range are not 0
     */
    public static AddressRange parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(text);
        }
        try {
            var network = InetAddress.getByName(form.group(1));
            int all = network.getAddress().length * Byte.SIZE;
            return new AddressRange(network, form.group(5) == null ? all : Integer.parseInt(form.group(5)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == network.getAddress().length && Arrays.equals(masked(bytes, bits), network.getAddress());
    }

    private static byte[] masked(byte[] address, int bits) {
        var masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
            masked[i] &= (byte) (0xff << (Byte.SIZE - kept));
        }
        return masked;
    }

    /** {@code 192.0.2.0/24}. */
    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
