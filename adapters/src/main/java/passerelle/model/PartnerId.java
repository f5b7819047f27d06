package passerelle.model;

import java.util.regex.Pattern;

/** Names a partner in configuration, route ids, queue names, addresses and the audit. */
public record PartnerId(String value) implements Comparable<PartnerId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public PartnerId {
        if (value.length() > 64 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Partner id '%s' must be lower-case words joined by hyphens, as in 'civil-registry'"
                            .formatted(value));
        }
    }

    /** The durable queue of deliveries that wait for this partner. */
    public String outboundQueue() {
        return "gateway.outbound." + value;
    }

    /** The durable queue of files put together for this partner: one message a file, fixed in content and name. */
    public String filesQueue() {
        return "gateway.files." + value;
    }

    /** The durable queue of one message: the file being put together for this partner, and the number of the last one. */
    public String gatheringQueue() {
        return "gateway.gathering." + value;
    }

    /** The durable queue of deliveries that a person must look at. */
    public String deadQueue() {
        return "gateway.dead." + value;
    }

    @Override
    public int compareTo(PartnerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
